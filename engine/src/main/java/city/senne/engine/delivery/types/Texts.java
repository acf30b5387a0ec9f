package city.senne.engine.delivery.types;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.locationtech.jts.geom.Geometry;

/// Cells as text.
final class Texts {
    private Texts() {}

    /// Without blanks of any kind around it.
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && CellKind.isBlank(text.charAt(from))) from++;
        while (to > from && CellKind.isBlank(text.charAt(to - 1))) to--;
        return from == 0 && to == text.length() ? text : text.substring(from, to);
    }

    /// As a person would write it: 1050.0 is `1050`.
    static String of(Object cell) {
        return switch (cell) {
            case String text -> trimmed(text);
            case Double number ->
                number == Math.rint(number) && Math.abs(number) < 1e15
                        ? Long.toString(number.longValue())
                        : number.toString();
            case BigDecimal number -> number.toPlainString();
            case LocalDateTime moment -> moment.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
            case String[] many -> String.join(",", many);
            case Geometry geometry -> geometry.toText();
            default -> cell.toString();
        };
    }
}
