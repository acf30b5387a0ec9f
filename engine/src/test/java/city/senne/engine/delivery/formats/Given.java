package city.senne.engine.delivery.formats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Real files that others published; they lie outside of the project and may be absent.
final class Given {
    private Given() {}

    /// The file or folder, or the test is skipped.
    static Path file(String path) {
        Path found = find(path);
        assumeTrue(found != null, "given data is absent: " + path);
        return Objects.requireNonNull(found);
    }

    private static @Nullable Path find(String path) {
        String stated = System.getenv("SENNE_SHARED_DATA");
        if (stated != null) return existing(Path.of(stated).resolve(path));
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = existing(folder.resolve("shared/data/given").resolve(path));
            if (found != null) return found;
        }
        return null;
    }

    private static @Nullable Path existing(Path path) {
        return Files.exists(path) ? path : null;
    }
}
