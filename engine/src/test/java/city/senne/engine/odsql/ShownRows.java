package city.senne.engine.odsql;

import city.senne.engine.table.Field;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/// Rows of an answer as the Explore API shows them in JSON: maps, lists, text, numbers, truth values, JSON nodes and
/// nulls that any JSON writer understands.
final class ShownRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .appendPattern("xxx")
            .toFormatter(Locale.ROOT);

    private final List<OutputColumn> columns;
    private final ZoneId zone;

    /// @param zone in which instants are shown
    ShownRows(SqlQuery query, ZoneId zone) {
        this.columns = query.columns();
        this.zone = zone;
    }

    /// The row on which the result stands, by the names of its columns.
    SequencedMap<String, @Nullable Object> row(ResultSet results) throws SQLException {
        SequencedMap<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i).name(), value(results, i + 1));
        }
        return row;
    }

    /// One value of that row.
    ///
    /// @param column counted from 1
    @Nullable
    Object value(ResultSet results, int column) throws SQLException {
        OutputColumn output = columns.get(column - 1);
        if (output.type() == ValueType.SHAPE) {
            byte[] wkb = results.getBytes(column);
            return wkb == null ? null : feature(wkb);
        }
        Object value = results.getObject(column);
        return value == null ? null : shown(output, value);
    }

    private @Nullable Object shown(OutputColumn output, Object value) throws SQLException {
        return switch (value) {
            case Double number -> Double.isFinite(number) ? number : null;
            case BigDecimal number -> plain(number);
            case LocalDate day -> day(output.field(), day);
            case OffsetDateTime instant -> INSTANT.format(instant.atZoneSameInstant(zone));
            case Struct struct -> output.type() == ValueType.CLUSTER ? cluster(struct) : point(struct);
            case Array array -> list(array);
            case String text when output.type() == ValueType.JSON || output.type() == ValueType.FILE -> json(text);
            default -> value;
        };
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String day(@Nullable Field field, LocalDate day) {
        String precision = field == null ? null : field.annotations().precision();
        return switch (precision) {
            case "year" -> day.toString().substring(0, 4);
            case "month" -> day.toString().substring(0, 7);
            case null, default -> day.toString();
        };
    }

    private static Map<String, Object> point(Struct struct) throws SQLException {
        Object[] coordinates = struct.getAttributes();
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("lon", coordinates[0]);
        point.put("lat", coordinates[1]);
        return point;
    }

    private static Map<String, Object> cluster(Struct struct) throws SQLException {
        return Map.of("cluster_centroid", point((Struct) struct.getAttributes()[0]));
    }

    private static @Nullable List<Object> list(Array array) throws SQLException {
        Object[] items = (Object[]) array.getArray();
        return items.length == 0 ? null : List.of(items);
    }

    private static Object json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return text;
        }
    }

    private static @Nullable Object feature(byte[] wkb) {
        try {
            Map<String, Object> feature = new LinkedHashMap<>();
            feature.put("type", "Feature");
            feature.put("geometry", geoJson(new WKBReader().read(wkb)));
            feature.put("properties", Map.of());
            return feature;
        } catch (ParseException | IllegalArgumentException e) {
            return null;
        }
    }

    /// A GeoJSON geometry.
    static Map<String, Object> geoJson(Geometry geometry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", geometry.getGeometryType().equals("LinearRing") ? "LineString" : geometry.getGeometryType());
        if (geometry.getGeometryType().equals("GeometryCollection")) {
            List<Object> parts = new ArrayList<>();
            for (int i = 0; i < geometry.getNumGeometries(); i++) parts.add(geoJson(geometry.getGeometryN(i)));
            json.put("geometries", parts);
        } else {
            json.put("coordinates", coordinates(geometry));
        }
        return json;
    }

    private static Object coordinates(Geometry geometry) {
        return switch (geometry.getGeometryType()) {
            case "Point" -> geometry.isEmpty() ? List.of() : position(geometry.getCoordinate());
            case "LineString", "LinearRing" -> positions(geometry);
            case "Polygon" -> rings((Polygon) geometry);
            default -> {
                List<Object> parts = new ArrayList<>();
                for (int i = 0; i < geometry.getNumGeometries(); i++) {
                    parts.add(coordinates(geometry.getGeometryN(i)));
                }
                yield parts;
            }
        };
    }

    private static List<Object> rings(Polygon polygon) {
        List<Object> rings = new ArrayList<>();
        if (polygon.isEmpty()) return rings;
        rings.add(positions(polygon.getExteriorRing()));
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) rings.add(positions(polygon.getInteriorRingN(i)));
        return rings;
    }

    private static List<Object> positions(Geometry line) {
        List<Object> positions = new ArrayList<>();
        for (Coordinate coordinate : line.getCoordinates()) positions.add(position(coordinate));
        return positions;
    }

    private static List<Double> position(Coordinate coordinate) {
        return List.of(coordinate.x, coordinate.y);
    }
}
