package city.senne.data.query;

import city.senne.engine.odsql.DuckDbFunctions;
import city.senne.engine.table.Sql;
import city.senne.platform.store.SenneHome;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// The DuckDB that answers questions: one in-memory instance, which reads the lake's files, with a bounded number of
/// connections. Of data it holds only what [HoldTable] puts there.
@Component
class QueryEngine implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(QueryEngine.class);

    private final QuerySettings settings;
    private final DuckDBConnection root;
    private final Semaphore questions;
    private final Semaphore exports;
    private final ConcurrentLinkedDeque<DuckDBConnection> idle = new ConcurrentLinkedDeque<>();

    QueryEngine(QuerySettings settings, SenneHome home) throws SQLException {
        this.settings = settings;
        this.questions = new Semaphore(settings.concurrent(), true);
        this.exports = new Semaphore(settings.exports(), true);
        Properties properties = new Properties();
        // Rows reach us as they are found, so that an export of any size needs little memory.
        properties.setProperty("jdbc_stream_results", "true");
        this.root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
        try (Statement statement = root.createStatement()) {
            statement.execute("set memory_limit = " + Sql.literal(settings.memory()));
            statement.execute("set temp_directory = "
                    + Sql.literal(home.work().resolve("query-spill").toString()));
            statement.execute("set TimeZone = 'UTC'");
            statement.execute("set enable_progress_bar = false");
            // The lake's files never change: what is known of one holds for ever.
            statement.execute("set parquet_metadata_cache = true");
        }
        DuckDbFunctions.register(root);
        removeLibraries(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /// DuckDB's driver unpacks its library for each process; a killed process leaves its own behind. One that is in use
    /// stays usable when its name is gone.
    private static void removeLibraries(Path temporary) {
        Instant old = Instant.now().minus(Duration.ofHours(1));
        try (DirectoryStream<Path> libraries = Files.newDirectoryStream(temporary, "libduckdb_java*.so")) {
            for (Path library : libraries) {
                boolean isOurs = Files.getOwner(library).getName().equals(System.getProperty("user.name"));
                if (isOurs && Files.getLastModifiedTime(library).toInstant().isBefore(old)) Files.delete(library);
            }
        } catch (IOException e) {
            log.debug("Old libraries of DuckDB cannot be removed", e);
        }
    }

    /// A connection for one question; waits for its turn. Throws TooBusy when that takes too long. To be closed.
    Turn turn() {
        return turn(questions);
    }

    /// The same for an export, which keeps its connection as long as somebody downloads: slow downloads must not keep
    /// questions waiting.
    Turn exportTurn() {
        return turn(exports);
    }

    private Turn turn(Semaphore turns) {
        try {
            if (!turns.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) throw new TooBusy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooBusy();
        }
        try {
            DuckDBConnection connection = idle.pollFirst();
            return new Turn(connection == null ? root.duplicate() : connection, turns);
        } catch (SQLException e) {
            turns.release();
            throw new IllegalStateException(e);
        }
    }

    final class Turn implements AutoCloseable {
        private final DuckDBConnection connection;
        private final Semaphore turns;

        private Turn(DuckDBConnection connection, Semaphore turns) {
            this.connection = connection;
            this.turns = turns;
        }

        DuckDBConnection connection() {
            return connection;
        }

        @Override
        public void close() {
            idle.addFirst(connection);
            turns.release();
        }

        /// The statement ran to its end.
        void finish(PreparedStatement statement) {
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
            try {
                if (statement != null) {
                    statement.cancel();
                    statement.close();
                }
                connection.close();
            } catch (SQLException e) {
                log.warn("A statement could not be given up", e);
            } finally {
                turns.release();
            }
        }
    }

    @Override
    public void destroy() throws SQLException {
        for (DuckDBConnection connection : idle) connection.close();
        root.close();
    }
}
