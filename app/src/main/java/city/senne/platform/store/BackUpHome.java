package city.senne.platform.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/// Puts the database and the files of a home into one archive, as they were at one instant, while others go on working.
///
/// The rows are read in one snapshot of the database. Files are written before the rows that name them are committed
/// and never changed, so the files that lie there once the snapshot is taken are all that its rows can name; they are
/// held by hard links, so that nobody's deleting loses them meanwhile. A file more does no harm.
final class BackUpHome {
    private static final JsonMapper json = JsonMapper.shared();

    private final SenneHome home;

    BackUpHome(SenneHome home) {
        this.home = home;
    }

    /// Writes the archive; it gets its name only when it is whole.
    ///
    /// @param database a connection of its own; its transaction is ended
    /// @return what the archive holds
    BackupManifest backUp(Connection database, Path archive) throws IOException, SQLException {
        Path target = archive.toAbsolutePath();
        Files.createDirectories(home.work());
        sweepEarlier();
        Path held = Files.createTempDirectory(home.work(), "backup", OwnerOnly.folder());
        Path partial =
                Files.createTempFile(target.getParent(), target.getFileName() + ".", ".partial", OwnerOnly.file());
        try {
            DatabaseRows rows = new DatabaseRows(database);
            rows.execute("select pg_advisory_lock_shared(%d)".formatted(SenneHome.SWEEPING));
            database.setAutoCommit(false);
            rows.execute("set transaction isolation level repeatable read, read only");
            List<BackupManifest.Migration> migrations = rows.listMigrations(); // the first look fixes the snapshot
            hold(held);
            rows.execute("select pg_advisory_unlock_shared(%d)".formatted(SenneHome.SWEEPING));
            BackupManifest manifest;
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(partial))) {
                List<BackupManifest.Table> tables = writeTables(rows, zip);
                List<BackupManifest.KeptFile> files = writeFiles(held, zip);
                manifest = new BackupManifest(
                        BackupManifest.FORMAT,
                        Program.version(),
                        Instant.now(),
                        migrations,
                        tables,
                        rows.listSequences(),
                        files);
                zip.putNextEntry(new ZipEntry(BackupManifest.ENTRY));
                zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
                zip.closeEntry();
            }
            database.rollback();
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return manifest;
        } finally {
            Files.deleteIfExists(partial);
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
            if (Files.exists(folder)) {
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

    private static List<BackupManifest.Table> writeTables(DatabaseRows rows, ZipOutputStream zip)
            throws SQLException, IOException {
        List<BackupManifest.Table> written = new ArrayList<>();
        for (DatabaseRows.Table table : rows.listTables()) {
            String entry = "database/%03d-%s.copy"
                    .formatted(written.size(), table.name().replaceAll("[^A-Za-z0-9._-]", "_"));
            zip.setLevel(Deflater.DEFAULT_COMPRESSION);
            zip.putNextEntry(new ZipEntry(entry));
            DigestOutputStream out = digesting(zip);
            long count = rows.copyOut(table, out);
            zip.closeEntry();
            written.add(new BackupManifest.Table(table.name(), table.columns(), entry, count, sha256(out)));
        }
        return written;
    }

    private static List<BackupManifest.KeptFile> writeFiles(Path held, ZipOutputStream zip) throws IOException {
        List<Path> files;
        try (var all = Files.walk(held)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        List<BackupManifest.KeptFile> written = new ArrayList<>();
        for (Path file : files) {
            String path = held.relativize(file).toString();
            zip.setLevel(Deflater.BEST_SPEED); // most are compressed already
            zip.putNextEntry(new ZipEntry(path));
            DigestOutputStream out = digesting(zip);
            long bytes = Files.copy(file, out);
            zip.closeEntry();
            written.add(new BackupManifest.KeptFile(path, bytes, sha256(out)));
        }
        return written;
    }

    /// Takes the bytes' SHA-256 on their way. Closing it leaves the archive open.
    private static DigestOutputStream digesting(ZipOutputStream zip) {
        OutputStream open = new FilterOutputStream(zip) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() {}
        };
        return new DigestOutputStream(open, newSha256());
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
