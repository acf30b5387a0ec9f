package city.senne.platform.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/// The one folder that holds everything a city entrusts to this program. Only its owner may enter it.
///
/// @param root the folder, absolute and normalised
public record SenneHome(Path root) {
    /// Whoever deletes files that no row names any more holds this advisory lock of PostgreSQL, exclusively, see
    /// [Sweep]. A backup holds it shared while it makes sure of the files that its rows name, and a version until
    /// it is committed.
    public static final long SWEEPING = 0x53656E6E65L;

    public SenneHome {
        root = root.toAbsolutePath().normalize();
    }

    /// The embedded PostgreSQL: its data, password and log. Unused when another database is named.
    public Path database() {
        return root.resolve("database");
    }

    /// The files of all dataset versions. A file is never changed once it has been written.
    public Path lake() {
        return root.resolve("lake");
    }

    /// The files as they were delivered. A file is never changed once it has been written.
    public Path deliveries() {
        return root.resolve("deliveries");
    }

    /// The files attached to datasets, by the SHA-256 of their bytes. A file is never changed once it has been written.
    public Path attachments() {
        return root.resolve("attachments");
    }

    /// Room for unfinished work. Nothing in it is missed when it is gone, and it is in no backup.
    public Path work() {
        return root.resolve("work");
    }

    /// With what this home signs its journal; made at the first start. It is in no backup: another home signs with a
    /// key
    /// of its own.
    public Path journalKey() {
        return root.resolve("journal.key");
    }

    /// Keys without which rows of the database cannot be read. They go into a backup with the rows; only their owner
    /// may read them.
    public Path secrets() {
        return root.resolve("secrets");
    }

    /// Written by a server while it runs on this home, see [RunningServer].
    Path serverFile() {
        return root.resolve("server.json");
    }

    /// Settings of this home, if the operator wrote any; see `docs/reference/settings.md`.
    Path settingsFile() {
        return root.resolve("settings.properties");
    }

    /// The folders whose files go into a backup.
    List<Path> keptFolders() {
        return List.of(lake(), deliveries(), attachments(), secrets());
    }

    /// A home being restored; while it exists, this one is neither empty nor whole.
    SenneHome unfinishedRestore() {
        return new SenneHome(root.resolve("restore.partial"));
    }

    /// Makes the folders that do not exist yet.
    ///
    /// @throws CannotContinue when a folder cannot be made, or a restore was cut off here
    public void make() {
        makeRoot();
        if (Files.exists(unfinishedRestore().root())) {
            throw new CannotContinue(
                    "A restore into %s was cut off. Run it again, with the same backup.".formatted(root));
        }
        try {
            for (Path folder : List.of(lake(), deliveries(), attachments(), work())) {
                Files.createDirectories(folder);
            }
            if (Files.notExists(secrets())) Files.createDirectory(secrets(), OwnerOnly.folder());
        } catch (IOException e) {
            throw new CannotContinue(
                    "The home folder %s cannot be made or written (%s). Name another with --home."
                            .formatted(root, e.getMessage()),
                    e);
        }
    }

    void makeRoot() {
        try {
            if (Files.notExists(root)) {
                if (root.getParent() != null) {
                    Files.createDirectories(root.getParent());
                }
                Files.createDirectory(root, OwnerOnly.folder());
            }
        } catch (IOException e) {
            throw new CannotContinue(
                    "The home folder %s cannot be made (%s). Name another with --home.".formatted(root, e.getMessage()),
                    e);
        }
    }

    /// Where files wait that a browser sends, until they have come whole. Each process has its own.
    Path uploads() {
        return work().resolve("uploads-" + ProcessHandle.current().pid());
    }

    /// Removes what an earlier process left in the work folder. Only for whoever holds the home's lock.
    /// Backups, which may be under way, and exports sweep after themselves.
    void clearWork() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(work())) {
            for (Path entry : left) {
                String name = entry.getFileName().toString();
                if (entry.equals(uploads()) || name.startsWith("backup") || name.equals("exports")) continue;
                FileSystemUtils.deleteRecursively(entry);
            }
        }
        Files.createDirectories(uploads());
    }

    /// True when nothing has been kept here yet.
    public boolean isEmpty() {
        return isEmptyFolder(database()) && keptFolders().stream().allMatch(SenneHome::isEmptyFolder);
    }

    private static boolean isEmptyFolder(Path folder) {
        if (Files.notExists(folder)) {
            return true;
        }
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw new CannotContinue("The folder %s cannot be read (%s).".formatted(folder, e.getMessage()), e);
        }
    }
}
