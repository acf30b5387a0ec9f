package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow.Json;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.geo.CrsNames;
import city.senne.engine.geo.GeoText;
import city.senne.engine.geo.GeometryProblem;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.Sql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A column of a Parquet file: how it is asked for, and what its values become.
///
/// @param expression in the engine's SQL
record ParquetColumn(SourceColumn column, String expression, Kind kind) {
    private static final JsonMapper JSON_READER = JsonMapper.builder().build();

    enum Kind {
        TEXT,
        INT,
        DOUBLE,
        DECIMAL,
        BOOLEAN,
        DATE,
        LOCAL_TIME,
        INSTANT,
        LIST,
        JSON,
        GEOMETRY
    }

    /// All columns that have a place in a table, in their order; what was decided about the others is said.
    static List<ParquetColumn> list(Connection connection, Path file, Limits limits, List<Decision> decisions)
            throws SQLException {
        String source = "read_parquet(" + Sql.literal(file.toString()) + ")";
        JsonNode geo = geoMetadata(connection, file);
        // Listed first, looked at afterwards: a connection has one open result at a time.
        Map<String, String> types = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet described = statement.executeQuery("DESCRIBE SELECT * FROM " + source)) {
            while (described.next()) types.put(described.getString(1), described.getString(2));
        }
        if (types.size() > limits.columns()) throw Refusal.of("too-many-columns", limits.columns());
        List<ParquetColumn> columns = new ArrayList<>();
        for (Map.Entry<String, String> one : types.entrySet()) {
            ParquetColumn column = of(connection, source, one.getKey(), one.getValue(), geo, decisions);
            if (column != null) columns.add(column);
        }
        return List.copyOf(columns);
    }

    private static @Nullable ParquetColumn of(
            Connection connection,
            String source,
            String header,
            String type,
            @Nullable JsonNode geo,
            List<Decision> decisions)
            throws SQLException {
        String name = Sql.name(header);
        boolean many = type.endsWith("[]") || type.matches(".*\\[\\d+]");
        boolean nested = type.startsWith("STRUCT") || type.startsWith("MAP") || type.startsWith("UNION");
        String text = "CAST(" + name + " AS VARCHAR)";
        if (many && !nested && type.indexOf('[') == type.lastIndexOf('[') && !type.startsWith("BLOB")) {
            return declared(
                    header, FieldType.TEXT, "CAST(to_json(CAST(" + name + " AS VARCHAR[])) AS VARCHAR)", Kind.LIST);
        }
        if (many || nested || type.equals("JSON") || type.equals("VARIANT")) {
            return declared(header, FieldType.JSON, "CAST(to_json(" + name + ") AS VARCHAR)", Kind.JSON);
        }
        if (type.startsWith("DECIMAL")) return decimal(header, type);
        if (type.startsWith("GEOMETRY")) return geometry(header, name, type, geo, decisions);
        return switch (type) {
            case "BOOLEAN" -> declared(header, FieldType.BOOLEAN, name, Kind.BOOLEAN);
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
                declared(header, FieldType.INT, "CAST(" + name + " AS BIGINT)", Kind.INT);
            case "UBIGINT", "HUGEINT", "UHUGEINT", "BIGNUM" -> {
                boolean small = fitsLong(connection, source, name);
                String expression = small ? "CAST(" + name + " AS BIGINT)" : text;
                FieldType declared = small ? FieldType.INT : FieldType.TEXT;
                decisions.add(ParquetReader.declared(header, declared, type));
                yield declared(header, declared, expression, small ? Kind.INT : Kind.TEXT);
            }
            case "FLOAT", "DOUBLE" -> declared(header, FieldType.DOUBLE, "CAST(" + name + " AS DOUBLE)", Kind.DOUBLE);
            case "DATE" -> declared(header, FieldType.DATE, name, Kind.DATE);
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
                declared(header, FieldType.DATETIME, "CAST(" + name + " AS TIMESTAMP)", Kind.LOCAL_TIME);
            case "TIMESTAMP WITH TIME ZONE" -> declared(header, FieldType.DATETIME, name, Kind.INSTANT);
            case "BLOB" -> blob(connection, source, header, name, geo, decisions);
            default -> declared(header, FieldType.TEXT, text, Kind.TEXT);
        };
    }

    private static ParquetColumn declared(String header, FieldType type, String expression, Kind kind) {
        return new ParquetColumn(new SourceColumn(header, type, null), expression, kind);
    }

    /// Decimals of a table have four digits after the point; what has more is kept as a double.
    private static ParquetColumn decimal(String header, String type) {
        String[] numbers = type.replaceAll("[^0-9,]", "").split(",");
        int width = Integer.parseInt(numbers[0]);
        int scale = numbers.length > 1 ? Integer.parseInt(numbers[1]) : 0;
        String name = Sql.name(header);
        if (scale == 0 && width <= 18) {
            return declared(header, FieldType.INT, "CAST(" + name + " AS BIGINT)", Kind.INT);
        }
        if (scale <= 4 && width - scale <= 14) return declared(header, FieldType.DECIMAL, name, Kind.DECIMAL);
        return declared(header, FieldType.DOUBLE, "CAST(" + name + " AS DOUBLE)", Kind.DOUBLE);
    }

    private static boolean fitsLong(Connection connection, String source, String name) throws SQLException {
        String question = "SELECT coalesce(bool_and(%1$s BETWEEN -9223372036854775808 AND 9223372036854775807), true)"
                + " FROM " + source;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(question.formatted(name))) {
            return result.next() && result.getBoolean(1);
        }
    }

    private static @Nullable ParquetColumn blob(
            Connection connection,
            String source,
            String header,
            String name,
            @Nullable JsonNode geo,
            List<Decision> decisions)
            throws SQLException {
        boolean named = geo != null && geo.path("columns").has(header);
        if (named || holdsGeometries(connection, source, name)) {
            return geometry(header, name, "", geo, decisions);
        }
        decisions.add(ParquetReader.leftOut(header, "BLOB"));
        return null;
    }

    private static boolean holdsGeometries(Connection connection, String source, String name) throws SQLException {
        String question = "SELECT %s FROM %s WHERE %1$s IS NOT NULL LIMIT 50".formatted(name, source);
        int seen = 0;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(question)) {
            while (result.next()) {
                seen++;
                try {
                    GeoText.wellKnownBinary(result.getBytes(1));
                } catch (GeometryProblem other) {
                    return false;
                }
            }
        }
        return seen > 0;
    }

    private static ParquetColumn geometry(
            String header, String name, String type, @Nullable JsonNode geo, List<Decision> decisions) {
        JsonNode described = geo == null ? null : geo.path("columns").path(header);
        Integer srid = null;
        FieldType shape = FieldType.GEO_SHAPE;
        String stated = "";
        if (described != null && described.isObject()) {
            JsonNode crs = described.path("crs");
            // GeoParquet without a system is in longitude and latitude; with an empty one nothing is known.
            if (crs.isMissingNode()) srid = 4326;
            JsonNode id = crs.path("id");
            stated = id.path("authority").asString("") + ":" + id.path("code").asString("");
            if (crs.isObject()) srid = CrsNames.find(stated).orElse(null);
            List<String> types = new ArrayList<>();
            described.path("geometry_types").forEach(one -> types.add(one.asString("")));
            if (!types.isEmpty() && types.stream().allMatch(one -> one.startsWith("Point"))) {
                shape = FieldType.GEO_POINT;
            }
        } else if (type.contains("'")) {
            stated = type.substring(type.indexOf('\'') + 1, type.lastIndexOf('\''));
            srid = CrsNames.find(stated).orElse(null);
        }
        decisions.add(Decision.found(Aspect.GEOMETRY, header, shape.apiName(), Reason.of("formats.wkb-column")));
        if (srid != null) {
            decisions.add(Decision.found(
                    Aspect.CRS,
                    header,
                    srid.toString(),
                    Reason.of("formats.crs-stated", stated.length() > 1 ? stated : "GeoParquet")));
        }
        String expression = "hex(" + (type.isEmpty() ? name : "ST_AsWKB(" + name + ")") + ")";
        return new ParquetColumn(new SourceColumn(header, shape, srid), expression, Kind.GEOMETRY);
    }

    private static @Nullable JsonNode geoMetadata(Connection connection, Path file) throws SQLException {
        String question =
                "SELECT value FROM parquet_kv_metadata(" + Sql.literal(file.toString()) + ") WHERE decode(key) = 'geo'";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(question)) {
            if (!result.next()) return null;
            return JSON_READER.readTree(new String(result.getBytes(1), StandardCharsets.UTF_8));
        } catch (JacksonException unreadable) {
            return null;
        }
    }

    /// The column in SQL as [#value] and the column's plan yield it; empty when Java has to make the values.
    Optional<String> plainExpression() {
        return switch (kind) {
            case TEXT -> Optional.of("nullif(" + expression + ", '')");
            case DOUBLE -> Optional.of("CASE WHEN isfinite(%1$s) THEN %1$s END".formatted(expression));
            case DECIMAL -> Optional.of("CAST(%s AS %s)".formatted(expression, FieldType.DECIMAL.sqlType()));
            case INT, BOOLEAN, DATE, LOCAL_TIME, INSTANT -> Optional.of(expression);
            case LIST, JSON, GEOMETRY -> Optional.empty();
        };
    }

    /// Whether [#plainExpression] has this type of DuckDB.
    boolean isReadAs(String sqlType) {
        return switch (kind) {
            case TEXT -> sqlType.equalsIgnoreCase("varchar");
            case LOCAL_TIME -> sqlType.equalsIgnoreCase("timestamp");
            case INT, DOUBLE, DECIMAL, BOOLEAN, DATE, INSTANT ->
                Objects.requireNonNull(column.declared()).sqlType().equalsIgnoreCase(sqlType);
            case LIST, JSON, GEOMETRY -> false;
        };
    }

    /// The value in a row of a chunk.
    @Nullable
    Object value(DuckDBReadableVector values, long row) {
        if (values.isNull(row)) return null;
        return switch (kind) {
            case TEXT -> {
                String text = values.getString(row);
                yield text.isBlank() ? null : text;
            }
            case INT -> values.getLong(row);
            case DOUBLE -> {
                double number = values.getDouble(row);
                yield Double.isFinite(number) ? number : null;
            }
            case DECIMAL -> values.getBigDecimal(row);
            case BOOLEAN -> values.getBoolean(row);
            case DATE -> values.getLocalDate(row);
            case LOCAL_TIME -> values.getLocalDateTime(row);
            case INSTANT -> values.getOffsetDateTime(row).toInstant();
            case LIST -> texts(values.getString(row));
            case JSON -> new Json(values.getString(row));
            case GEOMETRY -> geometry(values.getString(row));
        };
    }

    private static String @Nullable [] texts(String array) {
        List<String> texts = new ArrayList<>();
        JSON_READER.readTree(array).forEach(one -> {
            if (!one.isNull()) texts.add(one.asString(""));
        });
        return texts.isEmpty() ? null : texts.toArray(String[]::new);
    }

    private static @Nullable Geometry geometry(String hex) {
        try {
            Geometry geometry =
                    GeoText.wellKnownBinary(HexFormat.of().parseHex(hex)).geometry();
            return geometry.isEmpty() ? null : geometry;
        } catch (GeometryProblem wrong) {
            throw new UnreadableDelivery(wrong.reason());
        }
    }
}
