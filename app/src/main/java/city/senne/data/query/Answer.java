package city.senne.data.query;

import city.senne.engine.odsql.OdsqlException;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.Rows;
import city.senne.engine.odsql.SqlQuery;
import city.senne.trust.journal.Reads;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of an answer, one after another: those of an export as they are found, so that memory does not
/// grow with their number; those of a page were all found before. Closing it stops the search. Not for
/// several threads.
public final class Answer implements AutoCloseable {
    private final Lane.Turn turn;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final List<OutputColumn> columns;
    private final Duration timeout;
    private Runnable rowCounter = () -> {};
    private boolean ended;

    private Answer(
            Lane.Turn turn, PreparedStatement statement, ResultSet rows, List<OutputColumn> columns, Duration timeout) {
        this.turn = turn;
        this.statement = statement;
        this.rows = rows;
        this.columns = columns;
        this.timeout = timeout;
    }

    /// Takes over the turn and gives it back when closed.
    static Answer of(Lane.Turn turn, SqlQuery query, Duration timeout) {
        PreparedStatement statement = null;
        try {
            statement = Rows.prepare(turn.connection(), query);
            statement.setQueryTimeout(Math.toIntExact(timeout.toSeconds()));
            return new Answer(turn, statement, statement.executeQuery(), query.columns(), timeout);
        } catch (SQLException | RuntimeException e) {
            turn.discard(statement);
            throw e instanceof SQLException sql ? failure(sql, timeout) : (RuntimeException) e;
        }
    }

    /// The same of rows that the request under way reads.
    static Answer counted(Lane.Turn turn, SqlQuery query, Duration timeout) {
        Answer answer = of(turn, query, timeout);
        answer.rowCounter = Reads.rowCounter();
        return answer;
    }

    public List<OutputColumn> columns() {
        return columns;
    }

    /// Goes to the next row; false when there is none.
    public boolean next() {
        try {
            ended = !rows.next();
            if (!ended) rowCounter.run();
            return !ended;
        } catch (SQLException e) {
            ended = true;
            throw failure(e, timeout);
        }
    }

    /// The value of a column, counted from 0, as DuckDB's driver gives it: String, Long, Double,
    /// BigDecimal, Boolean, LocalDate, OffsetDateTime, byte[] (WKB), java.sql.Array, or null.
    public @Nullable Object value(int column) {
        try {
            Object value = rows.getObject(column + 1);
            return value instanceof java.sql.Blob blob ? blob.getBytes(1, (int) blob.length()) : value;
        } catch (SQLException e) {
            throw failure(e, timeout);
        }
    }

    @Override
    public void close() {
        turn.finish(statement, ended);
    }

    static RuntimeException failure(SQLException e, Duration timeout) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("INTERRUPT")
                || message.toLowerCase(java.util.Locale.ROOT).contains("timeout")) {
            return new TookTooLong(timeout, e);
        }
        // Each value is guarded, but the engine computes what several have in common outside of their guards.
        if (message.contains("Out of Range Error")) return OdsqlException.overflow();
        // Of a stream that failed before its first row the driver tells no more than this: most likely memory.
        if (message.contains("Out of Memory") || message.contains("Invalid result set")) return new TooLarge(e);
        return new IllegalStateException("The engine could not answer", e);
    }
}
