package city.senne.data.explore.api;

import city.senne.platform.store.SenneHome;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Files that were written for a download, kept for a while: a client that reads a file in parts, or takes up a broken
/// download, does not have it written again each time.
@Component
class ExportFiles {
    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final int MOST = 32;

    private final Path folder;
    private final Clock clock;
    private final Map<String, Kept> files = new HashMap<>();

    private record Kept(CompletableFuture<Path> file, Instant used) {}

    ExportFiles(SenneHome home, Clock clock) throws IOException {
        this.folder = home.work().resolve("exports");
        this.clock = clock;
        Files.createDirectories(folder);
        try (DirectoryStream<Path> leftOvers = Files.newDirectoryStream(folder)) {
            for (Path leftOver : leftOvers) Files.deleteIfExists(leftOver);
        }
    }

    /// The file with that content; the first who asks for it writes it, others wait for her.
    ///
    /// @param content names the content; null for one that must not be shared
    Path file(@Nullable String content, Consumer<Path> write) {
        String name = content == null ? "once-" + UUID.randomUUID() : content;
        CompletableFuture<Path> mine = new CompletableFuture<>();
        CompletableFuture<Path> theirs = claim(name, mine);
        if (theirs != null) {
            try {
                return theirs.join();
            } catch (CompletionException failed) {
                if (failed.getCause() instanceof RuntimeException cause) throw cause;
                throw failed;
            }
        }
        Path file = folder.resolve(UUID.randomUUID() + ".parquet");
        try {
            write.accept(file);
            mine.complete(file);
            return file;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            synchronized (this) {
                files.remove(name);
            }
            delete(file);
            throw e;
        }
    }

    private synchronized @Nullable CompletableFuture<Path> claim(String name, CompletableFuture<Path> mine) {
        Instant now = clock.instant();
        sweep(now);
        Kept kept = files.get(name);
        files.put(name, new Kept(kept == null ? mine : kept.file(), now));
        return kept == null ? null : kept.file();
    }

    /// Whoever is reading a file that is swept away keeps reading it.
    private void sweep(Instant now) {
        files.entrySet().removeIf(entry -> {
            Kept kept = entry.getValue();
            boolean goes = kept.file().isDone() && kept.used().plus(KEPT).isBefore(now);
            if (goes) delete(kept.file().join());
            return goes;
        });
        while (files.size() >= MOST) {
            var oldest = files.entrySet().stream()
                    .filter(entry -> entry.getValue().file().isDone())
                    .min(Comparator.comparing(entry -> entry.getValue().used()));
            if (oldest.isEmpty()) return;
            files.remove(oldest.get().getKey());
            delete(oldest.get().getValue().file().join());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is swept away at the next start.
        }
    }
}
