package city.senne.engine.delivery;

import org.jspecify.annotations.Nullable;

/// One thing that was decided on the way from a file to a table. Shown to the publisher, who may decide
/// otherwise.
///
/// @param aspect what was decided
/// @param column the header of the column it concerns, or null for the whole file
/// @param value the outcome, in the form in which ReadingOptions takes it back (`windows-1252`, `;`, `3`,
/// `int`,
/// `31370`)
/// @param reason why
/// @param chosen true when the publisher (or a description file) chose it, false when it was found
public record Decision(Aspect aspect, @Nullable String column, String value, Reason reason, boolean chosen) {

    public enum Aspect {
        CONTAINER,
        FORMAT,
        ENCODING,
        DELIMITER,
        QUOTE,
        HEADER,
        SHEET,
        NULL_WORDS,
        NAME,
        TYPE,
        CRS,
        GEOMETRY,
        TIME_ZONE
    }

    public static Decision found(Aspect aspect, @Nullable String column, String value, Reason reason) {
        return new Decision(aspect, column, value, reason, false);
    }

    public static Decision chosen(Aspect aspect, @Nullable String column, String value) {
        return new Decision(aspect, column, value, Reason.of("delivery.chosen"), true);
    }
}
