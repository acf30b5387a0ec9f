package city.senne.data.explore;

/// The time that a dataset describes, as people read it.
///
/// @param field the label of the field that tells it; empty when the publisher does
public record Period(String text, String field) {}
