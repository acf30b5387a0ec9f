package city.senne.platform.store;

import city.senne.platform.store.BackupManifest.Layout;
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
import java.util.zip.ZipException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Brings a home back from what [CopyHome] wrote, all of it or nothing. The home must be empty.
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
    /// @throws CannotContinue when the home is not empty, the copy is damaged or made by a newer Senne
    BackupManifest restore(Path copy, Layout layout) throws IOException, SQLException, InterruptedException {
        try (CopySource source = CopySource.open(copy)) {
            BackupManifest manifest = manifest(source, copy, layout);
            if (!home.isEmpty()) {
                throw new CannotContinue("%s is not empty. Name a new home: --home DIR".formatted(home.root()));
            }
            requireEmptyDatabase();
            FileSystemUtils.deleteRecursively(partial.root());
            home.makeRoot();
            partial.make();
            try {
                for (BackupManifest.KeptFile file : manifest.files()) {
                    restoreFile(source, file);
                }
                restoreDatabase(source, manifest, layout);
                moveIntoPlace();
            } finally {
                FileSystemUtils.deleteRecursively(partial.root());
            }
            return manifest;
        }
    }

    private static BackupManifest manifest(CopySource source, Path copy, Layout layout) throws IOException {
        Optional<InputStream> entry = source.find(BackupManifest.ENTRY);
        if (entry.isEmpty()) {
            throw new CannotContinue("%s is not a %s of Senne, or not a whole one."
                    .formatted(copy, layout == Layout.BACKUP ? "backup" : "folder"));
        }
        try (InputStream in = entry.get()) {
            BackupManifest manifest = json.readValue(in, BackupManifest.class);
            Layout found = Layout.find(manifest.format()).orElseThrow(() -> madeByNewer(copy));
            if (found != layout) {
                throw new CannotContinue(
                        found == Layout.BACKUP
                                ? "%s is a backup. Bring it back with restore.".formatted(copy)
                                : "%s is what export-all wrote. Bring it back with import-all.".formatted(copy));
            }
            return manifest;
        } catch (JacksonException e) {
            throw new CannotContinue("The manifest of %s cannot be read.".formatted(copy), e);
        }
    }

    private void restoreFile(CopySource source, BackupManifest.KeptFile file) throws IOException {
        Path target = partial.root().resolve(file.path()).normalize();
        if (partial.keptFolders().stream().noneMatch(target::startsWith)) {
            throw new CannotContinue("The copy names a file outside the home: %s".formatted(file.path()));
        }
        Files.createDirectories(target.getParent());
        try (DigestInputStream in = entry(source, file.path())) {
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
                throw new CannotContinue(
                        "The database is not empty. Name a new one; if it is of an attempt that was cut off, empty it first.");
            }
        }
    }

    private void restoreDatabase(CopySource source, BackupManifest manifest, Layout layout)
            throws IOException, SQLException, InterruptedException {
        try (HomeDatabase database =
                options.database().isPresent() ? HomeDatabase.open(options) : HomeDatabase.start(partial)) {
            Flyway tables = layout(database.address(), manifest);
            try (Connection connection = database.connect()) {
                tables.migrate();
                connection.setAutoCommit(false);
                restoreRows(source, manifest, layout, new DatabaseRows(connection));
                connection.commit();
            } catch (SQLException | IOException | RuntimeException e) {
                // It was empty before, and what came since is of no use to anybody.
                tables.clean();
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
                            The copy was made by Senne %s, which knows the migration %s (%s); this Senne, %s, does \
                            not. Restore with the Senne that made it, or a newer one.""".formatted(
                                    manifest.senne(), needed.version(), needed.description(), Program.version())));
            if (needed.checksum() != null && !needed.checksum().equals(ours.getChecksum())) {
                throw new CannotContinue(
                        "The migration %s (%s) of the copy differs from the one in this Senne. Restore with the Senne that made it, %s."
                                .formatted(needed.version(), needed.description(), manifest.senne()));
            }
        }
        return layout;
    }

    private static void restoreRows(CopySource source, BackupManifest manifest, Layout layout, DatabaseRows rows)
            throws SQLException, IOException {
        requireKnown(manifest.tables(), rows);
        rows.unbound(() -> {
            rows.empty(
                    manifest.tables().stream().map(BackupManifest.Table::name).toList());
            for (BackupManifest.Table table : manifest.tables()) {
                DatabaseRows.Table into = new DatabaseRows.Table(table.name(), table.columns());
                try (DigestInputStream in = entry(source, table.entry())) {
                    if (layout == Layout.OPEN) rows.linesIn(into, in);
                    else rows.copyIn(into, in);
                    compare(in, table.sha256(), table.entry());
                } catch (SQLException e) {
                    throw new CannotContinue(
                            "The copy is damaged: %s is not what was written (%s)."
                                    .formatted(table.entry(), e.getMessage()),
                            e);
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
                throw new CannotContinue("The copy names a table that Senne does not have: %s (%s)"
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

    private static DigestInputStream entry(CopySource source, String name) throws IOException {
        InputStream found = source.find(name)
                .orElseThrow(() -> new CannotContinue("The copy is damaged: %s is missing.".formatted(name)));
        return new DigestInputStream(new Readable(found, name), CopyHome.newSha256());
    }

    private static void compare(DigestInputStream in, String expected, String name) {
        if (!HexFormat.of().formatHex(in.getMessageDigest().digest()).equals(expected)) {
            throw new CannotContinue("The copy is damaged: %s is not what was written.".formatted(name));
        }
    }

    /// Says which part of an archive is damaged where the archive's own reader finds it out.
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
                throw new CannotContinue("The copy is damaged: %s is not what was written.".formatted(name), e);
            }
        }
    }

    private static CannotContinue madeByNewer(Path archive) {
        return new CannotContinue("%s was made by a newer Senne. Restore with that one.".formatted(archive));
    }
}
