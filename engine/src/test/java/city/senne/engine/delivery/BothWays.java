package city.senne.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.delivery.formats.Formats;
import city.senne.engine.delivery.formats.Limits;
import city.senne.engine.delivery.types.Profiler;
import city.senne.engine.geo.GeoInference;
import city.senne.engine.geo.Territory;
import city.senne.engine.lake.StagedQuery;
import city.senne.engine.lake.StagedTable;
import city.senne.engine.table.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A file read in both ways: by DuckDB, and row after row.
///
/// @param folder to work in
record BothWays(Path folder) {
    static final int DECIDING = 60;

    record Table(TableSchema schema, List<List<Object>> rows) {}

    private RowReader open(Path file) throws IOException {
        Path work = Files.createTempDirectory(folder, "work");
        return new Formats(work, Limits.USUAL).open(file, file.getFileName().toString(), ReadingOptions.NONE);
    }

    /// As a large file is read: the first rows decide.
    Optional<Table> plainly(Path file) throws IOException {
        try (RowReader reader = open(file)) {
            Profiler profiler = profiler(reader);
            for (int row = 0; row < DECIDING; row++) {
                SourceRow next = reader.next();
                if (next == null) return Optional.empty();
                profiler.add(next);
            }
            ReadingPlan plan = profiler.plan();
            Optional<PlainPlan> inSql = plan.plain();
            if (inSql.isEmpty() || !reader.findings().isEmpty()) return Optional.empty();
            Optional<PlainRows> plain = reader.plain(inSql.get().cells());
            if (plain.isEmpty() || plain.get().rows() > inSql.get().mostRows()) return Optional.empty();
            String select = inSql.get().select(plain.get());
            try (StagedQuery staged = new StagedQuery(
                    folder.resolve("spill"), "256MB", select, plain.get().rows())) {
                List<List<Object>> rows = rows(staged.connection(), staged.select());
                assertThat(rows).hasSize((int) staged.rows());
                return Optional.of(new Table(plan.schema(), rows));
            } catch (SQLException e) {
                return Optional.empty();
            }
        }
    }

    Table carefully(Path file) throws IOException, SQLException {
        ReadingPlan plan;
        try (RowReader reader = open(file)) {
            Profiler profiler = profiler(reader);
            for (SourceRow row = reader.next(); row != null; row = reader.next()) profiler.add(row);
            plan = profiler.plan();
            assertThat(reader.findings()).isEmpty();
            assertThat(plan.findings()).isEmpty();
        }
        Path database = folder.resolve("staged" + file.getFileName() + ".duckdb");
        Files.deleteIfExists(database);
        try (RowReader reader = open(file);
                StagedTable staged = new StagedTable(database, plan.schema(), "256MB")) {
            for (SourceRow row = reader.next(); row != null; row = reader.next()) {
                assertThat(row.problem()).isNull();
                staged.add(((ReadingPlan.Outcome.Converted) plan.convert(row)).values());
            }
            return new Table(plan.schema(), rows(staged.connection(), staged.select()));
        }
    }

    private static Profiler profiler(RowReader reader) {
        return new Profiler(reader.columns(), ReadingOptions.NONE, null, new GeoInference(), Territory.BELGIUM);
    }

    private static List<List<Object>> rows(Connection connection, String select) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(select)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int c = 1; c <= width; c++) {
                    Object value = result.getObject(c);
                    row.add(value == null ? "null" : value);
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
