package city.senne.data.ingest;

/// Something typed into a form that cannot be meant.
///
/// The word is the key of the sentence that says so, the value what was typed.
final class WrongChoice extends RuntimeException {
    private final String word;
    private final String value;

    WrongChoice(String word, String value) {
        super(word + " " + value);
        this.word = word;
        this.value = value;
    }

    String word() {
        return word;
    }

    String value() {
        return value;
    }
}
