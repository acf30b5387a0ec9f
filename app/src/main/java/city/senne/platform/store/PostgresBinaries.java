package city.senne.platform.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/// The PostgreSQL programs that travel inside ours, unpacked once per machine and account.
final class PostgresBinaries {
    /// The version of the programs on the class path; its first part is the version of the data folder.
    static final String VERSION = "18.6.0";

    private PostgresBinaries() {}

    /// Where the PostgreSQL programs are unpacked, once for all homes of this account: `SENNE_CACHE`, or the account's
    /// cache folder.
    static Path usualCache() {
        String chosen = System.getenv("SENNE_CACHE");
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen);
        }
        String caches = System.getenv("XDG_CACHE_HOME");
        Path usual = caches == null || caches.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(caches);
        // An account for services often has no folder of its own.
        return Files.isWritable(existing(usual))
                ? usual.resolve("senne")
                : Path.of(System.getProperty("java.io.tmpdir"), "senne-" + System.getProperty("user.name"));
    }

    private static Path existing(Path folder) {
        Path parent = folder.getParent();
        return Files.exists(folder) || parent == null ? folder : existing(parent);
    }

    /// The folder with `initdb`, `pg_ctl` and `postgres`, unpacked below the cache folder when it is not there yet.
    /// Several programs may do this at once.
    ///
    /// @throws CannotContinue when no programs were packed for this machine
    static Path unpackInto(Path cache) throws IOException {
        Path target = cache.toAbsolutePath().resolve("postgresql-" + VERSION);
        if (Files.notExists(target)) {
            Files.createDirectories(cache);
            Path partial = Files.createTempDirectory(cache, "unpacking", OwnerOnly.folder());
            try {
                unpack(partial);
                Files.move(partial, target);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                // Another program was quicker; its copy is as good as ours.
            } finally {
                FileSystemUtils.deleteRecursively(partial);
            }
        }
        return target.resolve("bin");
    }

    static boolean arePackedForThisMachine() {
        return PostgresBinaries.class.getResource(resource()) != null;
    }

    private static void unpack(Path folder) throws IOException {
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(resource())) {
            if (packed == null) {
                throw new CannotContinue("""
                        No PostgreSQL was packed for this machine (%s). Install PostgreSQL 14 or newer and name it \
                        with --database-url postgresql://user:password@host:5432/database.""".formatted(resource()));
            }
            TarArchiveInputStream entries = new TarArchiveInputStream(new XZInputStream(packed));
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("Unsafe name in the PostgreSQL archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(entries, file);
                    boolean runs = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static String resource() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return "/postgres-%s-%s.txz".formatted(system, processor);
    }
}
