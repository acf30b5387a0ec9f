package city.senne.data.places;

/// A place that somebody looked for.
///
/// @param name in the reader's language, with what tells it from others
/// @param isMeant whether it is what was typed and nothing else is
public record FoundPlace(String name, Position position, boolean isMeant) {}
