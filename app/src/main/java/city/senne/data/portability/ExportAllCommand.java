package city.senne.data.portability;

import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.HomeOptions;
import city.senne.platform.store.OpenCopy;
import city.senne.platform.store.OwnerOnly;
import city.senne.platform.store.Program;
import city.senne.platform.store.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./senne export-all`
@Command(
        name = "export-all",
        description = "Writes everything into a folder that other programs read: each dataset as Parquet with what is"
                + " said of it and who may see it, the catalogue as DCAT-AP, and all that `import-all` makes the same"
                + " home of again. Closed data too, but no passwords and no keys. A server may go on working.",
        footer = {"", "Example: ./senne export-all /media/disk/senne-2026-11-23"})
public final class ExportAllCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private HomeOptions options;

    @Parameters(paramLabel = "DIR", description = "The folder to make. It must not be there yet, or be empty.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    public ExportAllCommand(Program program) {
        this.program = program;
    }

    /// The folder gets its name only when it is whole.
    @Override
    public Integer call() throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        requireFree(target);
        if (options.home().isEmpty()) {
            throw new CannotContinue("%s holds nothing to export. Name the home with --home."
                    .formatted(options.home().root()));
        }
        Path partial = partial(target);
        try {
            Leaving leaving = program.whileServing(options, server -> leave(server, partial));
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "Exported %,d datasets, and %,d rows of %d tables and %,d files (%,d bytes), into %s%n",
                            leaving.datasets(),
                            leaving.copy().rows(),
                            leaving.copy().tables(),
                            leaving.copy().files(),
                            leaving.copy().bytes(),
                            folder);
        } finally {
            FileSystemUtils.deleteRecursively(partial);
        }
        return 0;
    }

    private static Path partial(Path target) {
        String name = target.getFileName() + ".partial-";
        try {
            return Files.createTempDirectory(target.getParent(), name, OwnerOnly.folder());
        } catch (IOException e) {
            throw new CannotContinue("No folder can be made beside %s (%s).".formatted(target, e), e);
        }
    }

    /// @param datasets how many can be read without Senne
    private record Leaving(int datasets, OpenCopy copy) {}

    private Leaving leave(RunningServer server, Path partial) {
        try {
            int datasets = new ReadableFiles(server, partial).write();
            return new Leaving(datasets, OpenCopy.write(options, partial));
        } catch (IOException e) {
            throw new CannotContinue("The export cannot be written (%s).".formatted(e), e);
        } catch (SQLException e) {
            throw new CannotContinue("The database cannot be read (%s).".formatted(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotContinue("Interrupted.", e);
        }
    }

    private static void requireFree(Path target) throws IOException {
        if (Files.notExists(target)) return;
        try (var there = Files.newDirectoryStream(target)) {
            if (!there.iterator().hasNext()) return;
        } catch (IOException e) {
            throw new CannotContinue("%s is there already and is no empty folder.".formatted(target), e);
        }
        throw new CannotContinue("%s is not empty. Name a folder that is not there yet.".formatted(target));
    }
}
