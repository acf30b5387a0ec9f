package city.senne.data.agreements;

/// Why something cannot be done as it was asked for.
///
/// @param place the name of the input
/// @param word the key of its sentence
/// @param argument what the sentence names; may be empty
public record Mistake(String place, String word, String argument) {
    static Mistake at(String place, String word) {
        return new Mistake(place, word, "");
    }
}
