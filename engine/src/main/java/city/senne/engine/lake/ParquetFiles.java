package city.senne.engine.lake;

import city.senne.engine.table.Sql;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.StringJoiner;
import java.util.function.DoubleConsumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;

/// Parquet files that DuckDB writes with Iceberg's field ids, described to Iceberg from the statistics
/// DuckDB returns.
final class ParquetFiles {
    /// Bounds of text are kept to this many characters, as Iceberg's own writers do.
    private static final int BOUND_LENGTH = 16;

    private ParquetFiles() {}

    /// Writes the rows of a query, in its order, into one file that is on the disk when this returns.
    ///
    /// @param select yields at least the schema's columns
    /// @param rowGroupSize rows; small groups let geometries be pruned by place
    static DataFile write(
            Connection duck, Path file, Schema schema, String select, int rowGroupSize, DoubleConsumer watcher)
            throws SQLException, IOException {
        Files.createDirectories(file.getParent());
        StringJoiner columns = new StringJoiner(", ");
        StringJoiner ids = new StringJoiner(", ", "{", "}");
        for (NestedField column : schema.columns()) {
            String name = Sql.name(column.name());
            columns.add("cast(" + name + " as " + IcebergTypes.sqlType(column.type()) + ") as " + name);
            ids.add(name + ": " + fieldId(column));
        }
        String copy = "copy (select %s from (%s)) to %s (format parquet, compression zstd, row_group_size %d,"
                        .formatted(columns, select, Sql.literal(file.toString()), rowGroupSize)
                + " return_stats, field_ids " + ids + ")";
        try (Statement statement = duck.createStatement();
                ResultSet result = WatchedStatement.query(statement, copy, watcher)) {
            result.next();
            long rows = result.getLong("count");
            long bytes = result.getLong("file_size_bytes");
            Map<?, ?> statistics = (Map<?, ?>) result.getObject("column_statistics");
            LocalFiles.force(file);
            return DataFiles.builder(PartitionSpec.unpartitioned())
                    .withPath(file.toString())
                    .withFormat(FileFormat.PARQUET)
                    .withFileSizeInBytes(bytes)
                    .withMetrics(metrics(schema, rows, statistics))
                    .build();
        }
    }

    private static String fieldId(NestedField column) {
        if (column.type() instanceof Types.ListType list) {
            return "{__duckdb_field_id: %d, element: %d}".formatted(column.fieldId(), list.elementId());
        }
        return Integer.toString(column.fieldId());
    }

    private static Metrics metrics(Schema schema, long rows, Map<?, ?> statistics) {
        Map<Integer, Long> sizes = new HashMap<>();
        Map<Integer, Long> values = new HashMap<>();
        Map<Integer, Long> nulls = new HashMap<>();
        Map<Integer, ByteBuffer> lower = new HashMap<>();
        Map<Integer, ByteBuffer> upper = new HashMap<>();
        for (Map.Entry<?, ?> entry : statistics.entrySet()) {
            NestedField column = schema.findField(entry.getKey().toString().replaceAll("^\"|\"$", ""));
            if (column == null) continue;
            int id = column.fieldId();
            Map<?, ?> found = (Map<?, ?>) entry.getValue();
            values.put(id, rows);
            number(found, "column_size_bytes", sizes, id);
            number(found, "null_count", nulls, id);
            if ("true".equals(String.valueOf(found.get("has_nan")))) continue;
            bound(found.get("min"), column.type(), true, lower, id);
            bound(found.get("max"), column.type(), false, upper, id);
        }
        return new Metrics(rows, sizes, values, nulls, Map.of(), lower, upper);
    }

    private static void number(Map<?, ?> found, String key, Map<Integer, Long> into, int id) {
        Object value = found.get(key);
        if (value != null) into.put(id, Long.valueOf(value.toString()));
    }

    private static void bound(
            @Nullable Object text, Type type, boolean isLower, Map<Integer, ByteBuffer> into, int id) {
        if (text == null) return;
        Object value = boundValue(text.toString(), type, isLower);
        if (value != null) into.put(id, Conversions.toByteBuffer(type, value));
    }

    private static @Nullable Object boundValue(String text, Type type, boolean isLower) {
        return switch (type.typeId()) {
            case BOOLEAN -> text.equals("1") || text.equals("true");
            case LONG -> Long.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text).setScale(((Types.DecimalType) type).scale());
            case DATE -> dateBound(text);
            case TIMESTAMP -> timestampBound(text);
            case STRING -> textBound(text, isLower);
            // Bounds of geometries are their coordinate columns'.
            default -> null;
        };
    }

    private static @Nullable Object dateBound(String text) {
        // DuckDB writes years before Christ as "0044-03-15 (BC)": such a bound is left out, which only costs pruning.
        return text.length() == 10 ? (Object) (int) LocalDate.parse(text).toEpochDay() : null;
    }

    private static @Nullable Object timestampBound(String text) {
        String iso = text.replace(' ', 'T').replaceFirst("\\+00(:00)?$", "Z");
        return iso.matches("\\d{4}-.*Z") ? (Object) ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(iso)) : null;
    }

    private static @Nullable Object textBound(String text, boolean isLower) {
        if (text.codePointCount(0, text.length()) <= BOUND_LENGTH) return text;
        if (isLower) return text.substring(0, text.offsetByCodePoints(0, BOUND_LENGTH));
        Literal<CharSequence> truncated = UnicodeUtil.truncateStringMax(Literal.of((CharSequence) text), BOUND_LENGTH);
        return truncated == null ? null : truncated.value();
    }

    /// The columns of these files as a relation of DuckDB, mapped by field id: a column that a file lacks
    /// is null.
    ///
    /// @param columns by name, with the names that they get
    static String relation(Schema schema, SequencedMap<String, String> columns, List<Path> files) {
        if (files.isEmpty()) {
            StringJoiner empty = new StringJoiner(", ", "(select ", " where false)");
            columns.forEach((name, called) -> empty.add(
                    "null::" + IcebergTypes.sqlType(schema.findField(name).type()) + " as " + Sql.name(called)));
            return empty.toString();
        }
        StringJoiner paths = new StringJoiner(", ", "[", "]");
        files.forEach(file -> paths.add(Sql.literal(file.toString())));
        StringJoiner mapping = new StringJoiner(", ", "map {", "}");
        columns.forEach((name, called) -> {
            NestedField column = schema.findField(name);
            mapping.add("%d: {name: %s, type: %s, default_value: null}"
                    .formatted(
                            column.fieldId(), Sql.literal(called), Sql.literal(IcebergTypes.sqlType(column.type()))));
        });
        return "read_parquet(" + paths + ", schema = " + mapping + ")";
    }
}
