package city.senne.platform.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Where a copy of a home comes from, entry by entry.
interface CopySource extends Closeable {
    /// The bytes of an entry, if there is one.
    Optional<InputStream> find(String name) throws IOException;

    /// @throws CannotContinue when there is nothing, or nothing whole
    static CopySource open(Path place) throws IOException {
        if (Files.notExists(place)) throw new CannotContinue("There is nothing at %s.".formatted(place));
        return Files.isDirectory(place) ? new Folder(place.toAbsolutePath().normalize()) : zip(place);
    }

    private static CopySource zip(Path archive) throws IOException {
        try {
            return new Zip(new ZipFile(archive.toFile()));
        } catch (ZipException e) {
            throw new CannotContinue(
                    "%s is not a backup, or not a whole one (%s).".formatted(archive, e.getMessage()), e);
        }
    }

    record Zip(ZipFile zip) implements CopySource {
        @Override
        public Optional<InputStream> find(String name) throws IOException {
            ZipEntry entry = zip.getEntry(name);
            return entry == null ? Optional.empty() : Optional.of(zip.getInputStream(entry));
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    record Folder(Path folder) implements CopySource {
        @Override
        public Optional<InputStream> find(String name) throws IOException {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) return Optional.empty();
            return Optional.of(Files.newInputStream(file));
        }

        @Override
        public void close() {}
    }
}
