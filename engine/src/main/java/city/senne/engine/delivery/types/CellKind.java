package city.senne.engine.delivery.types;

import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/// What a single cell looks like, at a glance and without its column: enough to tell a header from data
/// and a good delimiter from a bad one. The type of a column is a longer story, see `Profiler`.
public enum CellKind {
    EMPTY,
    NUMBER,
    MOMENT,
    BOOLEAN,
    TEXT;

    /// Looks at a String, or at a value that the format typed itself.
    public static CellKind of(@Nullable Object cell) {
        return switch (cell) {
            case null -> EMPTY;
            case String text -> of(text, 0, text.length());
            case Number _ -> NUMBER;
            case Boolean _ -> BOOLEAN;
            case TemporalAccessor _ -> MOMENT;
            default -> TEXT;
        };
    }

    private static CellKind of(String text, int from, int to) {
        while (from < to && isBlank(text.charAt(from))) from++;
        while (to > from && isBlank(text.charAt(to - 1))) to--;
        if (from == to || NullWords.STANDARD.matches(text, from, to)) return EMPTY;
        int digits = 0;
        int letters = 0;
        int colons = 0;
        int dashes = 0;
        int slashes = 0;
        int points = 0;
        int commas = 0;
        int marks = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') digits++;
            else if (Character.isLetter(c)) letters++;
            else {
                switch (c) {
                    case ':' -> colons++;
                    case '-' -> dashes++;
                    case '/' -> slashes++;
                    case '.' -> points++;
                    case ',' -> commas++;
                    case '+', '%', '\'', '’', '€', '$', '£', ' ', '\u00a0', '\u202f', '\u2009' -> marks++;
                    default -> {
                        return TEXT;
                    }
                }
            }
        }
        if (digits == 0) return Booleans.isWord(text, from, to) ? BOOLEAN : TEXT;
        if (letters == 0) {
            if (colons > 0) return looksLikeMoment(text, from, to) ? MOMENT : TEXT;
            if (slashes == 2 || dashes == 2 || (points == 2 && commas == 0)) {
                return looksLikeMoment(text, from, to) ? MOMENT : numberOrText(text, from, to, slashes, dashes);
            }
            return numberOrText(text, from, to, slashes, dashes);
        }
        if (letters == 1 && (dashes + marks <= 3) && isExponent(text, from, to)) return NUMBER;
        if (looksLikeMoment(text, from, to)) return MOMENT;
        if (text.regionMatches(true, from, "EUR", 0, 3)) return numberOrText(text, from + 3, to, slashes, dashes);
        if (text.regionMatches(true, to - 3, "EUR", 0, 3)) return numberOrText(text, from, to - 3, slashes, dashes);
        return TEXT;
    }

    private static CellKind numberOrText(String text, int from, int to, int slashes, int dashes) {
        if (slashes > 0 || dashes > 1) return TEXT;
        if (dashes == 1) {
            int dash = text.indexOf('-', from);
            for (int i = from; i < dash; i++) {
                char c = text.charAt(i);
                if (c >= '0' && c <= '9') return TEXT;
            }
        }
        return to > from ? NUMBER : TEXT;
    }

    private static boolean isExponent(String text, int from, int to) {
        for (int i = from + 1; i < to - 1; i++) {
            if ((text.charAt(i) | 32) == 'e') {
                char before = text.charAt(i - 1);
                char after = text.charAt(i + 1);
                boolean digitBefore = before >= '0' && before <= '9' || before == '.' || before == ',';
                return digitBefore && (after == '-' || after == '+' || after >= '0' && after <= '9');
            }
        }
        return false;
    }

    private static boolean looksLikeMoment(String text, int from, int to) {
        return isTime(text, from, to) || new MomentText().read(text.substring(from, to));
    }

    /// Hours and minutes, perhaps seconds: `7:30`, `07:30:15.250`.
    private static boolean isTime(String text, int from, int to) {
        int colon = text.indexOf(':', from);
        if (colon <= from || colon > from + 2 || to - colon < 3) return false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != ':' && !(c == '.' && i > colon + 5)) return false;
        }
        return true;
    }

    static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00a0' || c == '\u202f' || c == '\u2007' || c == '\u2009' || c == '\ufeff';
    }
}
