package city.senne.data.portability;

import city.senne.platform.store.HomeOptions;
import city.senne.platform.store.OpenCopy;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./senne import-all`
@Command(
        name = "import-all",
        description =
                "Makes of a folder that `export-all` wrote the same home again, in one that is empty: all of it or"
                        + " nothing. People choose new passwords, programs get new keys. With --database-url, that database"
                        + " must be empty as well.",
        footer = {"", "Example: ./senne import-all /media/disk/senne-2026-11-23 --home /srv/senne"})
public final class ImportAllCommand implements Callable<Integer> {
    @Mixin
    private HomeOptions options;

    @Parameters(paramLabel = "DIR", description = "A folder that `export-all` wrote.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        OpenCopy copy = OpenCopy.read(options, folder);
        spec.commandLine()
                .getOut()
                .printf(
                        "Imported %,d rows of %d tables and %,d files (%,d bytes) into %s%nStart it: %s%n",
                        copy.rows(),
                        copy.tables(),
                        copy.files(),
                        copy.bytes(),
                        options.home().root(),
                        options.serveCommand());
        return 0;
    }
}
