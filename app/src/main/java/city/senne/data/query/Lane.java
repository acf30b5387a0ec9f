package city.senne.data.query;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Questions of one kind: so many are answered at once, so many may wait, who came first goes first. Lanes do not wait
/// for each other.
final class Lane implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    private final DuckDBConnection root;
    private final boolean streams;
    private final Semaphore turns;
    private final int waiting;
    private final Duration patience;
    private final ConcurrentLinkedDeque<DuckDBConnection> idle = new ConcurrentLinkedDeque<>();

    /// @param streams whether rows come as they are found, so that any number needs little memory; else a statement has
    ///     found them all when it was executed, or says why not
    /// @param concurrent how many turns there are
    /// @param waiting how many may wait for one
    /// @param patience how long each waits
    Lane(DuckDBConnection root, boolean streams, int concurrent, int waiting, Duration patience) {
        this.root = root;
        this.streams = streams;
        this.turns = new Semaphore(concurrent, true);
        this.waiting = waiting;
        this.patience = patience;
    }

    /// Waits for its turn. Throws TooBusy when that takes too long, or too many wait already. To be closed.
    Turn turn() {
        try {
            if (!await(Duration.ZERO) && (turns.getQueueLength() >= waiting || !await(patience))) throw new TooBusy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooBusy();
        }
        try {
            DuckDBConnection connection = idle.pollFirst();
            return new Turn(connection == null ? connect() : connection);
        } catch (SQLException e) {
            turns.release();
            throw new IllegalStateException(e);
        }
    }

    /// Unlike trying without a time, this does not overtake those who wait.
    private boolean await(Duration time) throws InterruptedException {
        return turns.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private DuckDBConnection connect() throws SQLException {
        DuckDBConnection connection = root.duplicate();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session jdbc_stream_results = " + streams);
        }
        return connection;
    }

    @Override
    public void close() throws SQLException {
        for (DuckDBConnection connection : idle) connection.close();
    }

    /// A connection for one question. To be given back in one of three ways.
    final class Turn implements AutoCloseable {
        private final DuckDBConnection connection;

        private Turn(DuckDBConnection connection) {
            this.connection = connection;
        }

        DuckDBConnection connection() {
            return connection;
        }

        @Override
        public void close() {
            idle.addFirst(connection);
            turns.release();
        }

        /// Whoever read the rows needs no more of them.
        ///
        /// @param ended whether all were read
        void finish(PreparedStatement statement, boolean ended) {
            if (streams && !ended) {
                discard(statement);
                return;
            }
            try {
                statement.close();
                idle.addFirst(connection);
            } catch (SQLException e) {
                log.warn("A statement could not be closed", e);
            } finally {
                turns.release();
            }
        }

        /// The statement failed or is given up: stops it, and the connection is not used again.
        void discard(@Nullable PreparedStatement statement) {
            // One that failed is closed already, and does not let itself be stopped.
            try (connection;
                    statement) {
                if (statement != null && !statement.isClosed()) statement.cancel();
            } catch (SQLException e) {
                log.warn("A statement could not be given up", e);
            } finally {
                turns.release();
            }
        }
    }
}
