package city.senne.platform.store;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The database of a home for a command that needs nothing else of the application, whether or not a server runs.
public final class HomeDatabase implements AutoCloseable {
    private final @Nullable PostgresServer started;
    private final DatabaseAddress address;

    private HomeDatabase(@Nullable PostgresServer started, DatabaseAddress address) {
        this.started = started;
        this.address = address;
    }

    /// @throws CannotContinue when the home holds no database and none is named
    public static HomeDatabase open(HomeOptions options) throws IOException, InterruptedException {
        SenneHome home = options.home();
        Optional<DatabaseAddress> named = options.database();
        if (named.isPresent()) {
            return new HomeDatabase(null, named.get());
        }
        Optional<RunningServer> server = RunningServer.find(home);
        if (server.isPresent() && !server.get().ownDatabase()) {
            throw new CannotContinue(
                    "The server on %s was given a database of yours. Name the same one: --database-url or SENNE_DATABASE_URL."
                            .formatted(home.root()));
        }
        if (Files.notExists(home.database().resolve("data"))) {
            throw new CannotContinue(
                    "%s holds no database. Name the home with --home, or its database with --database-url."
                            .formatted(home.root()));
        }
        if (server.isPresent()) {
            DatabaseAddress running = PostgresServer.findRunning(home.database())
                    .orElseThrow(() -> new CannotContinue(
                            "The server on %s is starting or stopping. Try again in a moment.".formatted(home.root())));
            return new HomeDatabase(null, running);
        }
        return start(home);
    }

    /// Starts the embedded database of a home that no server uses.
    static HomeDatabase start(SenneHome home) throws IOException, InterruptedException {
        PostgresServer started = PostgresServer.start(home.database(), PostgresBinaries.usualCache());
        return new HomeDatabase(started, started.address());
    }

    DatabaseAddress address() {
        return address;
    }

    public Connection connect() {
        return new NamedPostgres(address).connect();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (started != null) {
            started.close();
        }
    }
}
