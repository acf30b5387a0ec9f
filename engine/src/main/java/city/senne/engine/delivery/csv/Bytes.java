package city.senne.engine.delivery.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Bytes that can be read again from the start: a file, or a file inside an archive.
public interface Bytes {
    InputStream open() throws IOException;

    /// How many bytes, -1 when nobody knows; for progress only.
    long length();

    /// The file that holds these bytes and no others; null when there is none.
    default @Nullable Path file() {
        return null;
    }

    static Bytes of(Path file) {
        return new Bytes() {
            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public long length() {
                return file.toFile().length();
            }

            @Override
            public Path file() {
                return file;
            }
        };
    }
}
