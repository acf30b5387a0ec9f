package city.senne.platform.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./senne backup`
@Command(
        name = "backup",
        description =
                "Writes everything a home holds into one file: database, lake, deliveries and attachments, as they"
                        + " are at one instant. A server may go on working meanwhile. Keep the file as you keep a password: it holds"
                        + " everything.",
        footer = {"", "Example: ./senne backup /backups/senne-$(date +%%F).zip"})
public final class BackupCommand implements Callable<Integer> {
    @Mixin
    private HomeOptions options;

    @Parameters(paramLabel = "FILE", description = "The file to write.")
    private Path file;

    @Option(names = "--replace", description = "Replaces the file when it exists, once the new one is whole.")
    private boolean replace;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
        if (Files.exists(file) && !replace) {
            throw new CannotContinue("%s exists. Choose another name, or say --replace.".formatted(file));
        }
        if (!Files.isDirectory(folder)) {
            throw new CannotContinue("There is no folder %s.".formatted(folder));
        }
        try (HomeDatabase database = HomeDatabase.open(options);
                Connection connection = database.connect()) {
            BackupManifest made = new BackUpHome(options.home()).backUp(connection, file);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "Backed up %,d rows of %d tables and %,d files (%,d bytes) into %s%n",
                            made.rows(), made.tables().size(), made.files().size(), made.bytes(), file);
        }
        return 0;
    }
}
