package city.senne.data.explore;

import city.senne.data.attachments.Attachment;
import city.senne.data.attachments.NamedFiles;
import city.senne.data.places.Position;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Words;
import java.sql.Array;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;

/// A value as a table shows it, in the reader's language.
///
/// @param text empty where there is no value
/// @param file that the value names, or null
public record Cell(String text, Kind kind, @Nullable Attachment file) {

    private static final Pattern YEAR =
            Pattern.compile("(?:^|_)(?:annees?|an|jaar|jaren|years?|jahr|exercice|boekjaar|begrotingsjaar)(?:_|$)");

    public enum Kind {
        TEXT,
        NUMBER,
        CODE,
        NOTHING
    }

    public Cell(String text, Kind kind) {
        this(text, kind, null);
    }

    /// The same of a field that may hold files.
    static Cell of(Field field, @Nullable Object value, NamedFiles files, Words words) {
        Cell cell = of(field, value, words);
        if (field.type() != FieldType.FILE) return cell;
        return new Cell(cell.text(), cell.kind(), files.find(cell.text()).orElse(null));
    }

    /// Where the content of its file is.
    public String address() {
        Attachment named = Objects.requireNonNull(file);
        return "/api/explore/v2.1/catalog/datasets/" + named.dataset() + "/files/" + named.id();
    }

    /// @param value as an answer gives it
    public static Cell of(Field field, @Nullable Object value, Words words) {
        if (value == null) return new Cell("", Kind.NOTHING);
        if (isYear(field)) return new Cell(value.toString(), Kind.NUMBER);
        return switch (field.type()) {
            case DECIMAL -> new Cell(words.amount((Number) value), Kind.NUMBER);
            case INT, DOUBLE -> new Cell(words.number((Number) value), Kind.NUMBER);
            case BOOLEAN -> new Cell(words.of((Boolean) value ? "explore.yes" : "explore.no"), Kind.TEXT);
            case DATETIME -> new Cell(words.dateTime(((OffsetDateTime) value).toInstant()), Kind.TEXT);
            case GEO_POINT ->
                new Cell(Position.of(value).map(Position::toString).orElse(""), Kind.CODE);
            case GEO_SHAPE -> new Cell(shape((byte[]) value, words), Kind.TEXT);
            case JSON -> new Cell(value.toString(), Kind.CODE);
            case FILE -> new Cell(value.toString(), Kind.TEXT);
            case DATE -> new Cell(words.date((LocalDate) value), Kind.TEXT);
            case TEXT -> new Cell(value instanceof Array many ? joined(many) : value.toString(), Kind.TEXT);
        };
    }

    /// Whole numbers that stand for years are written without blanks or points, and are no amounts to be added up.
    public static boolean isYear(Field field) {
        boolean isSaid = "year".equals(field.annotations().precision());
        return field.type() == FieldType.INT
                && (isSaid || YEAR.matcher(field.name()).find());
    }

    private static String shape(byte[] wkb, Words words) {
        Geometry geometry = read(wkb);
        return words.of("explore.shape", geometry.getGeometryType(), geometry.getNumPoints());
    }

    private static Geometry read(byte[] wkb) {
        try {
            return new WKBReader().read(wkb);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String joined(Array many) {
        try {
            return Arrays.stream((Object[]) many.getArray())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
