package city.senne.platform.store;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of every command that works on a home; mix them in with `@Mixin`.
public final class HomeOptions {
    private static final String USUAL_HOME = Path.of(System.getProperty("senne.folder", ""))
            .resolve("senne-data")
            .toString();

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The folder that holds everything. It is made when it does not exist. Usual: senne-data"
                    + " beside the command. Environment: SENNE_HOME.",
            defaultValue = "${env:SENNE_HOME}")
    private @Nullable Path home;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "A PostgreSQL to use instead of the embedded one:"
                    + " postgresql://user:password@host:5432/database. A command line can be read by others on this"
                    + " machine: better put the address in the environment, SENNE_DATABASE_URL, and the password in"
                    + " SENNE_DATABASE_PASSWORD.",
            defaultValue = "${env:SENNE_DATABASE_URL}")
    private @Nullable String databaseUrl;

    public HomeOptions() {}

    /// For a command that chooses its home itself.
    public HomeOptions(Path home) {
        this.home = home;
    }

    public SenneHome home() {
        return new SenneHome(home == null ? Path.of(USUAL_HOME) : home);
    }

    /// What a person types to start the server on this home.
    public String serveCommand() {
        return home == null ? "./senne serve" : "./senne serve --home " + home;
    }

    /// The database that was named, if one was.
    Optional<DatabaseAddress> database() {
        return Optional.ofNullable(databaseUrl)
                .filter(url -> !url.isBlank())
                .map(url -> DatabaseAddress.parse(
                        url, System.getenv("SENNE_DATABASE_USER"), System.getenv("SENNE_DATABASE_PASSWORD")));
    }

    /// As settings of the application.
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("senne.home", home().root().toString());
        if (databaseUrl != null && !databaseUrl.isBlank()) {
            settings.put("senne.database.url", databaseUrl);
        }
        return settings;
    }
}
