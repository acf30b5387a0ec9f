package city.senne.data.explore.export;

import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes rows and their values as the API's JSON.
///
/// @param zone whose offset date-times show
public record JsonValues(ZoneId zone) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /// The current row as an object.
    public void row(JsonGenerator json, Rows rows) {
        List<OutputColumn> columns = rows.columns();
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            json.writeName(columns.get(i).name());
            value(json, columns.get(i), rows.value(i));
        }
        json.writeEndObject();
    }

    public void value(JsonGenerator json, OutputColumn column, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text when holdsJson(column.type()) -> json(json, text);
            case String text -> json.writeString(text);
            case Long number -> json.writeNumber(number);
            case Double number -> number(json, number);
            case BigDecimal number -> json.writeNumber(trimmed(number));
            case BigInteger number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            case LocalDate date -> json.writeString(Times.text(date, precision(column)));
            case OffsetDateTime instant -> json.writeString(Times.text(instant, zone));
            case Rows.Place place -> place(json, column, place);
            case byte[] wkb -> shape(json, wkb);
            case Rows.File file -> file(json, file);
            case List<?> many -> {
                json.writeStartArray();
                for (Object one : many) json.writeString(String.valueOf(one));
                json.writeEndArray();
            }
            default -> throw new IllegalArgumentException("No JSON for a " + value.getClass());
        }
    }

    public static boolean holdsJson(ValueType type) {
        return type == ValueType.JSON || type == ValueType.FILE;
    }

    static @Nullable String precision(OutputColumn column) {
        return column.field() == null ? null : column.field().annotations().precision();
    }

    /// Amounts are kept with four decimals; `12.5000` is shown as `12.5`.
    static BigDecimal trimmed(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /// Text that is no JSON after all is shown as text.
    private static void json(JsonGenerator json, String text) {
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JacksonException e) {
            json.writeString(text);
            return;
        }
        if (tree.isMissingNode()) json.writeString(text);
        else json.writeTree(tree);
    }

    private static void number(JsonGenerator json, double number) {
        if (Double.isFinite(number)) json.writeNumber(number);
        else json.writeNull();
    }

    private static void place(JsonGenerator json, OutputColumn column, Rows.Place place) {
        boolean cluster = column.type() == ValueType.CLUSTER;
        if (cluster) {
            json.writeStartObject();
            json.writeName("cluster_centroid");
        }
        json.writeStartObject();
        json.writeNumberProperty("lon", place.longitude());
        json.writeNumberProperty("lat", place.latitude());
        json.writeEndObject();
        if (cluster) json.writeEndObject();
    }

    /// There are no smaller copies of pictures.
    private static void file(JsonGenerator json, Rows.File file) {
        json.writeStartObject();
        json.writeStringProperty("id", file.id());
        json.writeStringProperty("filename", file.name());
        json.writeStringProperty("format", file.format());
        json.writeStringProperty("mimetype", file.mediaType());
        json.writeStringProperty("url", file.address());
        json.writeBooleanProperty("thumbnail", false);
        json.writeEndObject();
    }

    private static void shape(JsonGenerator json, byte[] wkb) {
        json.writeStartObject();
        json.writeStringProperty("type", "Feature");
        json.writeName("geometry");
        Shapes.write(json, Shapes.read(wkb));
        json.writeObjectPropertyStart("properties");
        json.writeEndObject();
        json.writeEndObject();
    }
}
