package city.senne.data.query;

import city.senne.engine.odsql.DuckDbFunctions;
import city.senne.engine.table.Sql;
import city.senne.platform.store.SenneHome;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// The DuckDB that answers questions: one in-memory instance, which reads the lake's files, with a bounded number of
/// connections in three lanes. Of data it holds only what [HoldTable] puts there.
@Component
class QueryEngine implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(QueryEngine.class);

    private final DuckDBConnection root;
    private final Lane quick;
    private final Lane slow;
    private final Lane exports;

    QueryEngine(QuerySettings settings, SenneHome home) throws SQLException {
        this.root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        Duration patience = settings.patience();
        this.quick = new Lane(root, false, settings.concurrent(), Integer.MAX_VALUE, patience);
        this.slow = new Lane(root, false, settings.slowTurns(), settings.waiting(), patience);
        this.exports = new Lane(root, true, settings.exports(), Integer.MAX_VALUE, patience);
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

    /// For a question that is cheap by its shape, or asks a small table. Waits for its turn; throws TooBusy when that
    /// takes too long. To be closed.
    Lane.Turn quickTurn() {
        return quick.turn();
    }

    /// The same for one that may take long: it keeps no quick one waiting.
    Lane.Turn slowTurn() {
        return slow.turn();
    }

    /// The same for an export, which keeps its connection as long as somebody downloads: slow downloads must not keep
    /// questions waiting.
    Lane.Turn exportTurn() {
        return exports.turn();
    }

    @Override
    public void destroy() throws SQLException {
        quick.close();
        slow.close();
        exports.close();
        root.close();
    }
}
