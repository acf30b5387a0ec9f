package city.senne.engine.odsql;

import org.jspecify.annotations.Nullable;

/// What a question may use beyond the language of the Explore API.
///
/// @param allowed whether `concat`, `round`, `if`, `case` and the first and last of texts are part of the
///     language
/// @param having a condition that groups must meet
/// @param limitPer how many rows, or groups, are kept of each value: `commune:3`
/// @param join what is looked up in another dataset, as [Join] reads it
/// @param joinAsOf in which version of it; null for the newest
public record Additions(
        boolean allowed,
        @Nullable String having,
        @Nullable String limitPer,
        @Nullable String join,
        @Nullable String joinAsOf) {
    /// The language as other portals speak it.
    public static final Additions NONE = new Additions(false, null, null, null, null);
}
