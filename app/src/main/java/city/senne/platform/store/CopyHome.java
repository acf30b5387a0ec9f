package city.senne.platform.store;

import city.senne.platform.store.BackupManifest.Layout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/// Copies the database and the files of a home as they were at one instant, while others go on working.
///
/// The rows are read in one snapshot of the database. Files are written before the rows that name them are committed
/// and never changed, so the files that lie there once the snapshot is taken are all that its rows can name; they are
/// held by hard links, so that nobody's deleting loses them meanwhile. A file more does no harm.
final class CopyHome {
    private static final JsonMapper json = JsonMapper.shared();

    private final SenneHome home;
    private final Layout layout;

    CopyHome(SenneHome home, Layout layout) {
        this.home = home;
        this.layout = layout;
    }

    /// Writes every entry; the manifest is the last one.
    ///
    /// @param database a connection of its own; its transaction is ended
    /// @return what was copied
    BackupManifest copy(Connection database, CopyTarget target) throws IOException, SQLException {
        Files.createDirectories(home.work());
        sweepEarlier();
        Path held = Files.createTempDirectory(home.work(), "backup", OwnerOnly.folder());
        try {
            DatabaseRows rows = new DatabaseRows(database);
            rows.execute("select pg_advisory_lock_shared(%d)".formatted(SenneHome.SWEEPING));
            database.setAutoCommit(false);
            rows.execute("set transaction isolation level repeatable read, read only");
            List<BackupManifest.Migration> migrations = rows.listMigrations(); // the first look fixes the snapshot
            hold(held);
            rows.execute("select pg_advisory_unlock_shared(%d)".formatted(SenneHome.SWEEPING));
            List<BackupManifest.Table> tables = writeTables(rows, target);
            List<BackupManifest.KeptFile> files = writeFiles(held, target);
            BackupManifest manifest = new BackupManifest(
                    layout.format(), Program.version(), Instant.now(), migrations, tables, rows.listSequences(), files);
            try (OutputStream out = target.begin(BackupManifest.ENTRY, false)) {
                out.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
            }
            database.rollback();
            return manifest;
        } finally {
            FileSystemUtils.deleteRecursively(held);
        }
    }

    /// What a killed backup held is let go at the next one, a day later: another may be under way.
    private void sweepEarlier() throws IOException {
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(home.work(), "backup*")) {
            for (Path folder : earlier) {
                if (Files.getLastModifiedTime(folder)
                        .toInstant()
                        .isBefore(Instant.now().minus(Duration.ofDays(1)))) {
                    FileSystemUtils.deleteRecursively(folder);
                }
            }
        }
    }

    private void hold(Path held) throws IOException {
        for (Path folder : home.keptFolders()) {
            boolean stays = layout == Layout.OPEN && folder.equals(home.secrets());
            if (Files.exists(folder) && !stays) {
                Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Path link = held.resolve(home.root().relativize(file));
                        Files.createDirectories(link.getParent());
                        try {
                            link(link, file);
                        } catch (NoSuchFileException e) {
                            // Deleted since it was listed: no row of the snapshot names it.
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
            }
        }
    }

    /// Not every file system has hard links; a copy holds a file as well.
    private static void link(Path link, Path file) throws IOException {
        try {
            Files.createLink(link, file);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, link);
        }
    }

    private List<BackupManifest.Table> writeTables(DatabaseRows rows, CopyTarget target)
            throws SQLException, IOException {
        List<BackupManifest.Table> written = new ArrayList<>();
        for (DatabaseRows.Table table : layout == Layout.OPEN ? rows.listTablesWithoutSecrets() : rows.listTables()) {
            String entry = layout.entry(written.size(), table.name());
            DigestOutputStream out = digesting(target.begin(entry, false));
            long count;
            try (out) {
                count = layout == Layout.OPEN ? rows.linesOut(table, out) : rows.copyOut(table, out);
            }
            written.add(new BackupManifest.Table(table.name(), table.columns(), entry, count, sha256(out)));
        }
        return written;
    }

    private static List<BackupManifest.KeptFile> writeFiles(Path held, CopyTarget target) throws IOException {
        List<Path> files;
        try (var all = Files.walk(held)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        List<BackupManifest.KeptFile> written = new ArrayList<>();
        for (Path file : files) {
            String path = held.relativize(file).toString();
            DigestOutputStream out = digesting(target.begin(path, true));
            long bytes;
            try (out) {
                bytes = Files.copy(file, out);
            }
            written.add(new BackupManifest.KeptFile(path, bytes, sha256(out)));
        }
        return written;
    }

    /// Takes the bytes' SHA-256 on their way.
    private static DigestOutputStream digesting(OutputStream entry) {
        return new DigestOutputStream(entry, newSha256());
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String sha256(DigestOutputStream out) {
        return HexFormat.of().formatHex(out.getMessageDigest().digest());
    }
}
