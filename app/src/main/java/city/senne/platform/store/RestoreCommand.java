package city.senne.platform.store;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./senne restore`
@Command(
        name = "restore",
        description = "Brings back what `backup` wrote, into a home that is empty: all of it or nothing. With"
                + " --database-url, that database must be empty as well.",
        footer = {"", "Example: ./senne restore senne-2026-11-21.zip --home /srv/senne"})
public final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private HomeOptions options;

    @Parameters(paramLabel = "FILE", description = "A file that `backup` wrote.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        BackupManifest restored = new RestoreHome(options).restore(file, BackupManifest.Layout.BACKUP);
        spec.commandLine()
                .getOut()
                .printf(
                        "Restored %,d rows of %d tables and %,d files (%,d bytes) of %s into %s%n",
                        restored.rows(),
                        restored.tables().size(),
                        restored.files().size(),
                        restored.bytes(),
                        restored.madeAt(),
                        options.home().root());
        return 0;
    }
}
