package city.senne.data.query;

import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.Rows;
import city.senne.engine.odsql.SqlQuery;
import city.senne.engine.odsql.ValueType;
import city.senne.engine.table.Sql;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// An answer as a Parquet file: GeoParquet 1.1 when it holds places, which lie in it as WKB in longitude and latitude.
final class ParquetCopy {
    /// Big-endian, a point.
    private static final String POINT_HEADER = "'\\x00\\x00\\x00\\x00\\x01'::BLOB";

    private ParquetCopy() {}

    /// Gives the turn back.
    ///
    /// @param unwanted when it completes the writing stops, and fails
    static void write(
            Lane.Turn turn,
            SqlQuery query,
            Path file,
            String compression,
            Duration timeout,
            CompletionStage<?> unwanted) {
        PreparedStatement statement = null;
        Running running = new Running();
        try {
            SqlQuery copy = new SqlQuery(copy(query, file, compression), query.parameters(), query.columns());
            statement = Rows.prepare(turn.connection(), copy);
            statement.setQueryTimeout(Math.toIntExact(timeout.toSeconds()));
            running.begin(statement);
            unwanted.thenRun(running::stop);
            statement.execute();
            running.end();
        } catch (SQLException | RuntimeException e) {
            running.end();
            turn.discard(statement);
            throw e instanceof SQLException sql ? Answer.failure(sql, timeout) : (RuntimeException) e;
        }
        turn.finish(statement, true);
    }

    /// A statement that others may stop, as long as it is the one that its connection runs.
    private static final class Running {
        private @Nullable PreparedStatement statement;

        synchronized void begin(PreparedStatement begun) {
            statement = begun;
        }

        synchronized void end() {
            statement = null;
        }

        synchronized void stop() {
            try {
                if (statement != null) statement.cancel();
            } catch (SQLException e) {
                throw new IllegalStateException("The writing could not be stopped", e);
            }
        }
    }

    private static String copy(SqlQuery query, Path file, String compression) {
        StringJoiner columns = new StringJoiner(", ");
        List<String> names = names(query.columns());
        for (int i = 0; i < names.size(); i++) {
            String column = "c" + (i + 1);
            columns.add(value(query.columns().get(i), column) + " as " + Sql.name(names.get(i)));
        }
        String geo = geoMetadata(query.columns(), names);
        return "copy (select %s from (%s)) to %s (format parquet, compression %s%s)"
                .formatted(
                        columns,
                        query.sql(),
                        Sql.literal(file.toString()),
                        Sql.name(compression),
                        geo == null ? "" : ", kv_metadata {geo: " + Sql.literal(geo) + "}");
    }

    private static String value(OutputColumn output, String column) {
        if (output.type() != ValueType.POINT) return column;
        return "case when %1$s.lon is not null then %2$s || %1$s.lon::BIT::BLOB || %1$s.lat::BIT::BLOB end"
                .formatted(column, POINT_HEADER);
    }

    /// Names that differ by more than case, for readers that do not tell `Nom` from `nom`.
    private static List<String> names(List<OutputColumn> columns) {
        Map<String, String> names = new LinkedHashMap<>();
        for (OutputColumn column : columns) {
            String name = column.name();
            for (int n = 2; names.containsKey(name.toLowerCase(Locale.ROOT)); n++) name = column.name() + "_" + n;
            names.put(name.toLowerCase(Locale.ROOT), name);
        }
        return List.copyOf(names.values());
    }

    /// Null without places.
    private static @Nullable String geoMetadata(List<OutputColumn> columns, List<String> names) {
        Map<String, Object> places = new LinkedHashMap<>();
        String primary = null;
        for (int i = 0; i < names.size(); i++) {
            ValueType type = columns.get(i).type();
            if (type != ValueType.POINT && type != ValueType.SHAPE) continue;
            List<String> geometryTypes = type == ValueType.POINT ? List.of("Point") : List.of();
            places.put(names.get(i), Map.of("encoding", "WKB", "geometry_types", geometryTypes));
            if (primary == null || type == ValueType.SHAPE && isPoint(columns, names, primary)) primary = names.get(i);
        }
        if (primary == null) return null;
        return JsonMapper.shared()
                .writeValueAsString(Map.of("version", "1.1.0", "primary_column", primary, "columns", places));
    }

    private static boolean isPoint(List<OutputColumn> columns, List<String> names, String name) {
        return columns.get(names.indexOf(name)).type() == ValueType.POINT;
    }
}
