package city.senne.engine.lake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleConsumer;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/// Runs a statement that may take long, while somebody is told how far it is and may end it.
final class WatchedStatement {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private WatchedStatement() {}

    /// @param watcher is told the share that is done, between 0 and 1, from another thread; when it throws,
    ///     the statement
    ///     ends and this throws the same
    static ResultSet query(Statement statement, String sql, DoubleConsumer watcher) throws SQLException {
        AtomicReference<@Nullable RuntimeException> ended = new AtomicReference<>();
        Thread watch = Thread.ofVirtual().name("statement-watch").start(() -> watch(statement, watcher, ended));
        try {
            return statement.executeQuery(sql);
        } catch (SQLException e) {
            RuntimeException why = ended.get();
            if (why != null) throw why;
            throw e;
        } finally {
            watch.interrupt();
        }
    }

    private static void watch(
            Statement statement, DoubleConsumer watcher, AtomicReference<@Nullable RuntimeException> ended) {
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(PAUSE);
                double share = statement
                                .unwrap(DuckDBPreparedStatement.class)
                                .getQueryProgress()
                                .getPercentage()
                        / 100;
                watcher.accept(Math.clamp(share, 0, 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            // The statement is over.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            ended.set(e);
            try {
                statement.cancel();
            } catch (SQLException over) {
                e.addSuppressed(over);
            }
        }
    }
}
