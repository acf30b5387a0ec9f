package city.senne.engine.odsql;

import org.jspecify.annotations.Nullable;

/// What a question may use beyond the language of the Explore API.
///
/// @param extent how much of it is part of the language
/// @param having a condition that groups must meet
/// @param limitPer how many rows, or groups, are kept of each value: `commune:3`
/// @param join what is looked up in another dataset, as [Join] reads it
/// @param joinAsOf in which version of it; null for the newest
/// @param filter a condition in another language, which rows must meet too
public record Additions(
        Extent extent,
        @Nullable String having,
        @Nullable String limitPer,
        @Nullable String join,
        @Nullable String joinAsOf,
        @Nullable Filter filter) {
    /// How much more than the Explore API the language says.
    public enum Extent {
        NONE,
        /// `concat`, `round`, `if`, `case`, and the parameters: nothing that the Explore API has an answer
        /// to.
        NEW,
        /// That, and `min` and `max` of texts, which the Explore API refuses in words of its own.
        ALL
    }

    boolean allowed() {
        return extent != Extent.NONE;
    }

    /// The language as other portals speak it.
    public static final Additions NONE = new Additions(Extent.NONE, null, null, null, null, null);
}
