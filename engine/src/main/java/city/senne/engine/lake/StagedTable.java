package city.senne.engine.lake;

import city.senne.engine.geo.Hilbert;
import city.senne.engine.table.Field;
import city.senne.engine.table.Sql;
import city.senne.engine.table.TableSchema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;

/// Rows that Java converted: a DuckDB table in a file of its own, thrown away afterwards. Memory stays
/// bounded, what does not fit goes to disk. To be used by the thread that created it.
public final class StagedTable implements Staged {
    /// Below this many rows a table is one row group anyway, so the order of the file is kept.
    private static final int ROWS_WORTH_ORDERING = 10_000;

    private static final int ROW_GROUP = 122_880;
    private static final int GEO_ROW_GROUP = 10_000;
    private static final String TABLE = "staged";

    private final TableSchema schema;
    private final DuckDBConnection connection;
    private final DuckDBAppender appender;
    private final WKBWriter wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN);
    private final Envelope extent = new Envelope();
    private long rows;
    private boolean filling = true;

    /// @param file the database file, which must not exist
    /// @param memory a DuckDB size such as `1GB`
    public StagedTable(Path file, TableSchema schema, String memory) throws SQLException {
        this.schema = schema;
        this.connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set memory_limit = " + Sql.literal(memory));
            statement.execute("set temp_directory = " + Sql.literal(file + ".spill"));
            StringJoiner columns = new StringJoiner(", ");
            for (Field.Column column : schema.columns()) {
                columns.add(Sql.name(column.name()) + " " + column.sqlType());
            }
            statement.execute("create table " + TABLE + " (__hilbert bigint, " + columns + ")");
        }
        this.appender = connection.createAppender(TABLE);
    }

    /// Adds a row: one value per field, of the types that a ReadingPlan yields.
    public void add(@Nullable Object[] values) throws SQLException {
        appender.beginRow();
        appender.append(hilbert(values));
        for (int i = 0; i < values.length; i++) append(schema.fields().get(i), values[i]);
        appender.endRow();
        rows++;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public Envelope extent() {
        return extent;
    }

    /// To be called after the last [#add].
    @Override
    public Connection connection() throws SQLException {
        if (filling) appender.close();
        filling = false;
        return connection;
    }

    @Override
    public String select() {
        boolean byPlace = isGeographic(schema) && rows > ROWS_WORTH_ORDERING;
        return "select " + columnList(schema) + " from " + TABLE + (byPlace ? " order by __hilbert nulls last" : "");
    }

    /// The rows of an earlier version whose keys are none of these rows'.
    ///
    /// @param earlier,delivered relations with the columns of the key
    public static String removed(String earlier, String delivered, TableSchema resulting, List<Field> key) {
        String columns = columnList(resulting);
        return """
                select %s from (select *, row_number() over () as __at from %s) old
                where not exists (select 1 from %s fresh where %s) order by __at
                """.formatted(columns, earlier, delivered, sameKey(key));
    }

    /// The rows of an earlier version that these rows do not replace, then these rows.
    ///
    /// @param earlier,delivered relations with the same columns; `delivered` is made from [#select]
    /// @param resulting the fields of both
    /// @param key rows with the same values of these fields are the same row; of several new ones the last
    ///     holds
    public static String upserted(String earlier, String delivered, TableSchema resulting, List<Field> key) {
        String columns = columnList(resulting);
        String keys = key.stream().map(field -> Sql.name(field.name())).collect(Collectors.joining(", "));
        return """
                with numbered as (select *, row_number() over () as __at from %2$s)
                select %1$s from (
                  select %1$s, 0 as __new, row_number() over () as __at from %3$s old
                  where not exists (select 1 from numbered fresh where %4$s)
                  union all
                  select %1$s, 1 as __new, __at from numbered
                  qualify row_number() over (partition by %5$s order by __at desc) = 1
                ) order by __new, __at
                """.formatted(columns, delivered, earlier, sameKey(key), keys);
    }

    private static String sameKey(List<Field> key) {
        return key.stream()
                .map(field -> "old.%1$s is not distinct from fresh.%1$s".formatted(Sql.name(field.name())))
                .collect(Collectors.joining(" and "));
    }

    /// Rows per Parquet row group of a table with these fields: small groups let geometries be pruned by place.
    public static int rowGroupSize(TableSchema written) {
        return isGeographic(written) ? GEO_ROW_GROUP : ROW_GROUP;
    }

    private static boolean isGeographic(TableSchema schema) {
        return schema.fields().stream().anyMatch(field -> field.type().isGeo());
    }

    private static String columnList(TableSchema schema) {
        return schema.columns().stream().map(column -> Sql.name(column.name())).collect(Collectors.joining(", "));
    }

    private @Nullable Long hilbert(@Nullable Object[] values) {
        Long order = null;
        for (Object value : values) {
            if (!(value instanceof Geometry geometry) || geometry.isEmpty()) continue;
            Envelope box = geometry.getEnvelopeInternal();
            extent.expandToInclude(box);
            Coordinate middle = box.centre();
            if (order == null) order = Hilbert.index(middle.x, middle.y);
        }
        return order;
    }

    private void append(Field field, @Nullable Object value) throws SQLException {
        switch (field.type()) {
            case GEO_POINT -> appendPoint((Geometry) value);
            case GEO_SHAPE -> appendShape((Geometry) value);
            default -> appendPlain(value);
        }
    }

    private void appendPlain(@Nullable Object value) throws SQLException {
        switch (value) {
            case null -> appender.appendNull();
            case String text -> appender.append(text);
            case String[] many -> appender.append(Arrays.asList(many));
            case Long number -> appender.append((long) number);
            case Double number -> appender.append((double) number);
            case BigDecimal number -> appender.append(number.setScale(4, RoundingMode.HALF_EVEN));
            case Boolean flag -> appender.append((boolean) flag);
            case LocalDate date -> appender.append(date);
            case Instant instant -> appender.appendEpochMicros(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
            default -> throw new IllegalArgumentException("No column holds a " + value.getClass());
        }
    }

    private void appendPoint(@Nullable Geometry point) throws SQLException {
        if (point == null || point.isEmpty()) {
            appendNulls(3);
            return;
        }
        Coordinate at = point.getCoordinate();
        appender.append(wkb.write(point));
        appender.append(at.x);
        appender.append(at.y);
    }

    private void appendShape(@Nullable Geometry shape) throws SQLException {
        if (shape == null || shape.isEmpty()) {
            appendNulls(5);
            return;
        }
        Envelope box = shape.getEnvelopeInternal();
        appender.append(wkb.write(shape));
        for (double side : new double[] {box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()}) {
            appender.append(side);
        }
    }

    private void appendNulls(int count) throws SQLException {
        for (int i = 0; i < count; i++) appender.appendNull();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
