package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.of;
import static city.senne.engine.odsql.SqlText.text;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The pattern of `date_format`: letters stand for parts of the date, text between single quotes for itself.
record DatePattern(List<Piece> pieces) {
    private static final int MAX_LENGTH = 200;

    sealed interface Piece {}

    record Literal(String text) implements Piece {}

    /// @param function of DuckDB
    /// @param width at least so many digits
    /// @param lastDigits 0 for all
    record Digits(String function, int width, int lastDigits) implements Piece {}

    /// @param function of DuckDB that counts from one
    record Named(String function, List<String> names) implements Piece {}

    static DatePattern read(String pattern, Locale lang) {
        if (pattern.length() > MAX_LENGTH) throw invalid(pattern.substring(0, MAX_LENGTH) + "…");
        List<Piece> pieces = new ArrayList<>();
        int i = 0;
        while (i < pattern.length()) {
            char symbol = pattern.charAt(i);
            int end = i + 1;
            if (symbol == '\'') {
                end = endOfQuote(pattern, i);
                pieces.add(new Literal(
                        end == i + 2 ? "'" : pattern.substring(i + 1, end - 1).replace("''", "'")));
            } else if (isLetter(symbol)) {
                while (end < pattern.length() && pattern.charAt(end) == symbol) end++;
                pieces.add(piece(symbol, end - i, pattern, lang));
            } else {
                pieces.add(new Literal(String.valueOf(symbol)));
            }
            i = end;
        }
        return new DatePattern(List.copyOf(pieces));
    }

    private static boolean isLetter(char symbol) {
        return symbol >= 'a' && symbol <= 'z' || symbol >= 'A' && symbol <= 'Z';
    }

    /// Behind the closing quote; a doubled quote inside does not close.
    private static int endOfQuote(String pattern, int start) {
        int i = start + 1;
        while (i < pattern.length()) {
            if (pattern.charAt(i) != '\'') {
                i++;
            } else if (i > start + 1 && i + 1 < pattern.length() && pattern.charAt(i + 1) == '\'') {
                i += 2;
            } else {
                return i + 1;
            }
        }
        throw invalid(pattern);
    }

    private static Piece piece(char symbol, int count, String pattern, Locale lang) {
        return switch (symbol) {
            case 'y', 'Y' -> count == 2 ? new Digits("year", 2, 2) : new Digits("year", count, 0);
            case 'x' -> count == 2 ? new Digits("isoyear", 2, 2) : new Digits("isoyear", count, 0);
            case 'w' -> new Digits("week", count, 0);
            case 'e' -> new Digits("isodow", count, 0);
            case 'E' -> new Named("isodow", days(count >= 4 ? TextStyle.FULL : TextStyle.SHORT, lang));
            case 'D' -> new Digits("dayofyear", count, 0);
            case 'M' ->
                count >= 3
                        ? new Named("month", months(count >= 4 ? TextStyle.FULL : TextStyle.SHORT, lang))
                        : new Digits("month", count, 0);
            case 'd' -> new Digits("day", count, 0);
            case 'H' -> new Digits("hour", count, 0);
            case 'm' -> new Digits("minute", count, 0);
            case 's' -> new Digits("second", count, 0);
            default -> throw invalid(pattern);
        };
    }

    private static List<String> days(TextStyle style, Locale lang) {
        return Stream.of(DayOfWeek.values())
                .map(day -> day.getDisplayName(style, lang))
                .toList();
    }

    private static List<String> months(TextStyle style, Locale lang) {
        return Stream.of(Month.values())
                .map(month -> month.getDisplayName(style, lang))
                .toList();
    }

    private static OdsqlException invalid(String pattern) {
        return OdsqlException.malformed("Invalid date format: " + pattern);
    }

    /// @param local a timestamp without zone
    SqlText sql(SqlText local) {
        if (pieces.isEmpty()) return of("CASE WHEN {} IS NOT NULL THEN '' END", local);
        List<SqlText> parts = pieces.stream().map(piece -> sql(piece, local)).toList();
        return of("CASE WHEN {} IS NOT NULL THEN {} END", local, SqlText.joined(" || ", parts));
    }

    private static SqlText sql(Piece piece, SqlText local) {
        return switch (piece) {
            case Literal(String literal) -> text(literal);
            case Digits(String function, int width, int lastDigits) -> {
                String number = lastDigits == 0 ? function + "({})" : "(" + function + "({}) % 100)";
                yield of("printf('%0" + Math.min(width, 20) + "d', " + number + ")", local);
            }
            case Named(String function, List<String> names) ->
                of(
                        "list_extract([{}], " + function + "({}))",
                        SqlText.joined(", ", names.stream().map(SqlText::text).toList()),
                        local);
        };
    }
}
