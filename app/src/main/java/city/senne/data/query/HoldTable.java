package city.senne.data.query;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.Sql;
import city.senne.engine.table.TableSchema;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts a small table of the program's own, such as the catalogue, where questions can be asked of it in the same
/// language as of the data.
@Component
public class HoldTable {
    private final QueryEngine engine;
    private final QuerySettings settings;
    private final Clock clock;
    private final AtomicLong number = new AtomicLong();

    HoldTable(QueryEngine engine, QuerySettings settings, Clock clock) {
        this.engine = engine;
        this.settings = settings;
        this.clock = clock;
    }

    /// Holds the rows in memory until the table is closed. Who may see them is for the caller to judge beforehand.
    ///
    /// @param schema without places
    /// @param rows one value per field: String, Long, Double, Boolean, Instant, LocalDate, a List of String,
    ///     or null
    public HeldTable hold(TableSchema schema, Iterable<List<@Nullable Object>> rows) {
        String name = "held_" + number.incrementAndGet();
        StringJoiner columns = new StringJoiner(", ");
        for (Field.Column column : schema.columns()) columns.add(Sql.name(column.name()) + " " + column.sqlType());
        try (Lane.Turn turn = engine.quickTurn()) {
            try (Statement statement = turn.connection().createStatement()) {
                statement.execute("create table " + name + " (" + columns + ")");
            }
            try (DuckDBAppender appender = turn.connection().createAppender(name)) {
                for (List<@Nullable Object> row : rows) append(appender, schema, row);
            }
        } catch (SQLException e) {
            throw Answer.failure(e, settings.timeout());
        }
        return new HeldTable(engine, settings, clock, name, schema);
    }

    private static void append(DuckDBAppender appender, TableSchema schema, List<@Nullable Object> row)
            throws SQLException {
        appender.beginRow();
        for (int i = 0; i < schema.fields().size(); i++) {
            Field field = schema.fields().get(i);
            switch (row.get(i)) {
                case null -> appender.appendNull();
                case String text when field.type() != FieldType.DATETIME -> appender.append(text);
                case Long whole -> appender.append((long) whole);
                case Double decimal -> appender.append((double) decimal);
                case Boolean flag -> appender.append((boolean) flag);
                case LocalDate day -> appender.append(day);
                case Instant time -> appender.appendEpochMicros(ChronoUnit.MICROS.between(Instant.EPOCH, time));
                case List<?> many -> appender.append(many);
                default -> throw new IllegalArgumentException("No value of " + field.name() + ": " + row.get(i));
            }
        }
        appender.endRow();
    }
}
