package city.senne.platform.store;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where things are kept.
///
/// @param home the home folder
/// @param cache where the PostgreSQL programs are unpacked, once for all homes of this account; none means the
/// account's cache folder
@ConfigurationProperties("senne")
record StoreSettings(Path home, @Nullable Path cache) {
    static Path cacheOrUsual(@Nullable Path cache) {
        if (cache != null) {
            return cache;
        }
        String named = System.getenv("XDG_CACHE_HOME");
        Path caches =
                named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        // An account for services often has no folder of its own.
        return Files.isWritable(existing(caches))
                ? caches.resolve("senne")
                : Path.of(System.getProperty("java.io.tmpdir"), "senne-" + System.getProperty("user.name"));
    }

    private static Path existing(Path folder) {
        Path parent = folder.getParent();
        return Files.exists(folder) || parent == null ? folder : existing(parent);
    }
}
