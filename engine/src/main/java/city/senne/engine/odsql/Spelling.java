package city.senne.engine.odsql;

import java.math.BigDecimal;
import java.time.LocalDate;

/// Writes names and values the way ODSQL reads them, so that what a person typed stays a value whatever is in it.
public final class Spelling {
    private Spelling() {}

    /// A field, also one that is called like a word of the language.
    public static String name(String field) {
        return quoted(field, '`');
    }

    public static String text(String value) {
        return quoted(value, '"');
    }

    public static String number(BigDecimal value) {
        return value.toPlainString();
    }

    /// The beginning of a day, in the question's zone.
    public static String day(LocalDate value) {
        return "date'" + value + "'";
    }

    /// A chosen value of a facet, for `refine` and `exclude`.
    public static String choice(String field, String value) {
        return field + ":" + text(value);
    }

    private static String quoted(String value, char quote) {
        var written = new StringBuilder(value.length() + 2).append(quote);
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == quote || character == '\\') written.append('\\');
            written.append(character);
        }
        return written.append(quote).toString();
    }
}
