package city.senne.platform.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Brings a home back from an archive that [BackUpHome] wrote, all of it or nothing. The home must be empty.
///
/// Everything is first made in a folder inside the home and then moved to its place; while that folder exists, nobody
/// opens the home. Every file and table is compared with its SHA-256.
final class RestoreHome {
    private static final JsonMapper json = JsonMapper.shared();

    private final HomeOptions options;
    private final SenneHome home;
    private final SenneHome partial;

    RestoreHome(HomeOptions options) {
        this.options = options;
        this.home = options.home();
        this.partial = home.unfinishedRestore();
    }

    /// @return what was restored
    /// @throws CannotContinue when the home is not empty, the archive is damaged or made by a newer Senne
    BackupManifest restore(Path archive) throws IOException, SQLException, InterruptedException {
        try (ZipFile zip = open(archive)) {
            BackupManifest manifest = manifest(zip, archive);
            if (!home.isEmpty()) {
                throw new CannotContinue("%s is not empty. Restore into a new home: --home DIR".formatted(home.root()));
            }
            requireEmptyDatabase();
            FileSystemUtils.deleteRecursively(partial.root());
            home.makeRoot();
            partial.make();
            try {
                for (BackupManifest.KeptFile file : manifest.files()) {
                    restoreFile(zip, file);
                }
                restoreDatabase(zip, manifest);
                moveIntoPlace();
            } finally {
                FileSystemUtils.deleteRecursively(partial.root());
            }
            return manifest;
        }
    }

    private static ZipFile open(Path archive) throws IOException {
        if (Files.notExists(archive)) {
            throw new CannotContinue("There is no file %s.".formatted(archive));
        }
        try {
            return new ZipFile(archive.toFile());
        } catch (ZipException e) {
            throw new CannotContinue(
                    "%s is not a backup, or not a whole one (%s).".formatted(archive, e.getMessage()), e);
        }
    }

    private static BackupManifest manifest(ZipFile zip, Path archive) throws IOException {
        ZipEntry entry = zip.getEntry(BackupManifest.ENTRY);
        if (entry == null) {
            throw new CannotContinue("%s is not a backup of Senne.".formatted(archive));
        }
        try (InputStream in = zip.getInputStream(entry)) {
            BackupManifest manifest = json.readValue(in, BackupManifest.class);
            if (manifest.format() != BackupManifest.FORMAT) {
                throw madeByNewer(archive);
            }
            return manifest;
        } catch (JacksonException e) {
            throw new CannotContinue("The manifest of %s cannot be read.".formatted(archive), e);
        }
    }

    private void restoreFile(ZipFile zip, BackupManifest.KeptFile file) throws IOException {
        Path target = partial.root().resolve(file.path()).normalize();
        if (partial.keptFolders().stream().noneMatch(target::startsWith)) {
            throw new CannotContinue("The backup names a file outside the home: %s".formatted(file.path()));
        }
        Files.createDirectories(target.getParent());
        try (DigestInputStream in = entry(zip, file.path())) {
            Files.copy(in, target);
            compare(in, file.sha256(), file.path());
        }
    }

    /// Before hours of unpacking. One of our own is made anew.
    private void requireEmptyDatabase() throws SQLException {
        Optional<DatabaseAddress> named = options.database();
        if (named.isEmpty()) return;
        NamedPostgres database = new NamedPostgres(named.get());
        database.requireUsable();
        try (Connection connection = database.connect()) {
            if (!new DatabaseRows(connection).isEmpty()) {
                throw new CannotContinue("The database is not empty. Restore into a new one.");
            }
        }
    }

    private void restoreDatabase(ZipFile zip, BackupManifest manifest)
            throws IOException, SQLException, InterruptedException {
        try (HomeDatabase database =
                options.database().isPresent() ? HomeDatabase.open(options) : HomeDatabase.start(partial)) {
            Flyway layout = layout(database.address(), manifest);
            try (Connection connection = database.connect()) {
                layout.migrate();
                connection.setAutoCommit(false);
                restoreRows(zip, manifest, new DatabaseRows(connection));
                connection.commit();
            } catch (SQLException | IOException | RuntimeException e) {
                // It was empty before, and what came since is of no use to anybody.
                layout.clean();
                throw e;
            }
        }
    }

    private static Flyway layout(DatabaseAddress address, BackupManifest manifest) throws IOException {
        Set<String> versions = new HashSet<>();
        manifest.migrations().forEach(migration -> versions.add(migration.version()));
        Flyway layout = Flyway.configure()
                .dataSource(address.url(), address.user(), address.password())
                .resourceProvider(MigrationFiles.ofVersions(versions))
                .cleanDisabled(false)
                .load();
        List<MigrationInfo> known = List.of(layout.info().all());
        for (BackupManifest.Migration needed : manifest.migrations()) {
            MigrationInfo ours = known.stream()
                    .filter(info -> info.getVersion().getVersion().equals(needed.version()))
                    .findFirst()
                    .orElseThrow(() -> new CannotContinue("""
                            The backup was made by Senne %s, which knows the migration %s (%s); this Senne, %s, does \
                            not. Restore with the Senne that made it, or a newer one.""".formatted(
                                    manifest.senne(), needed.version(), needed.description(), Program.version())));
            if (needed.checksum() != null && !needed.checksum().equals(ours.getChecksum())) {
                throw new CannotContinue(
                        "The migration %s (%s) of the backup differs from the one in this Senne. Restore with the Senne that made it, %s."
                                .formatted(needed.version(), needed.description(), manifest.senne()));
            }
        }
        return layout;
    }

    private static void restoreRows(ZipFile zip, BackupManifest manifest, DatabaseRows rows)
            throws SQLException, IOException {
        requireKnown(manifest.tables(), rows);
        rows.unbound(() -> {
            rows.empty(
                    manifest.tables().stream().map(BackupManifest.Table::name).toList());
            for (BackupManifest.Table table : manifest.tables()) {
                try (DigestInputStream in = entry(zip, table.entry())) {
                    rows.copyIn(new DatabaseRows.Table(table.name(), table.columns()), in);
                    compare(in, table.sha256(), table.entry());
                }
            }
        });
        for (BackupManifest.Sequence sequence : manifest.sequences()) {
            rows.advance(sequence);
        }
    }

    /// Names of tables and columns become SQL. An archive comes from anywhere: only names that the layout has may pass.
    private static void requireKnown(List<BackupManifest.Table> tables, DatabaseRows rows) throws SQLException {
        Map<String, List<String>> known = new HashMap<>();
        for (DatabaseRows.Table table : rows.listTables()) known.put(table.name(), table.columns());
        for (BackupManifest.Table table : tables) {
            if (!known.getOrDefault(table.name(), List.of()).containsAll(table.columns())) {
                throw new CannotContinue("The backup names a table that Senne does not have: %s (%s)"
                        .formatted(table.name(), String.join(", ", table.columns())));
            }
        }
    }

    private void moveIntoPlace() throws IOException {
        List<Path> made = new ArrayList<>(partial.keptFolders());
        made.add(partial.database());
        for (Path folder : made) {
            if (Files.exists(folder)) {
                Path place = home.root().resolve(partial.root().relativize(folder));
                Files.deleteIfExists(place); // empty, or we would not be here
                Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private static DigestInputStream entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new CannotContinue("The backup is damaged: %s is missing.".formatted(name));
        }
        return new DigestInputStream(new Readable(zip.getInputStream(entry), name), BackUpHome.newSha256());
    }

    private static void compare(DigestInputStream in, String expected, String name) {
        if (!HexFormat.of().formatHex(in.getMessageDigest().digest()).equals(expected)) {
            throw new CannotContinue("The backup is damaged: %s is not what was written.".formatted(name));
        }
    }

    /// Says which part of the archive is damaged where the archive's own reader finds it out.
    private static final class Readable extends FilterInputStream {
        private final String name;

        Readable(InputStream in, String name) {
            super(in);
            this.name = name;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (ZipException e) {
                throw new CannotContinue("The backup is damaged: %s is not what was written.".formatted(name), e);
            }
        }
    }

    private static CannotContinue madeByNewer(Path archive) {
        return new CannotContinue("%s was made by a newer Senne. Restore with that one.".formatted(archive));
    }
}
