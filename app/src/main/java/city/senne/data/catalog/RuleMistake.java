package city.senne.data.catalog;

/// Why a rule cannot be made as it was asked for.
///
/// @param place the name of the input
/// @param word the key of its sentence
/// @param argument what the sentence names; may be empty
public record RuleMistake(String place, String word, String argument) {}
