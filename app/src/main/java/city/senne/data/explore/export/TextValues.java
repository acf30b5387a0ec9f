package city.senne.data.explore.export;

import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.ValueType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as the text of a cell.
///
/// @param zone whose offset date-times show
/// @param listSeparator between several values in one cell
public record TextValues(ZoneId zone, String listSeparator) {

    /// Null for no value.
    public @Nullable String text(OutputColumn column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Double number -> number(number);
            case BigDecimal number -> JsonValues.trimmed(number).toPlainString();
            case LocalDate date -> Times.text(date, JsonValues.precision(column));
            case OffsetDateTime instant -> Times.text(instant, zone);
            case Rows.Place place when column.type() == ValueType.CLUSTER -> Shapes.text(Shapes.point(place));
            case Rows.Place place -> number(place.latitude()) + ", " + number(place.longitude());
            case byte[] wkb -> Shapes.text(Shapes.read(wkb));
            case Rows.File file -> file.address();
            case List<?> many -> many.stream().map(String::valueOf).collect(Collectors.joining(listSeparator));
            default -> value.toString();
        };
    }

    private static @Nullable String number(double number) {
        if (!Double.isFinite(number)) return null;
        String text = Double.toString(number);
        return text.indexOf('E') < 0 ? text : new BigDecimal(text).toPlainString();
    }
}
