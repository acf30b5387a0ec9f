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
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Files that were written for a download, kept for a while: a client that reads a file in parts, or takes up a broken
/// download, does not have it written again each time.
@Component
class ExportFiles {
    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final int MOST = 32;
    private static final int MOST_WRITERS = 8;

    private final Path folder;
    private final Clock clock;
    private final Map<String, Kept> files = new HashMap<>();

    /// When all are busy, whoever asks writes herself, and reads when that is done.
    private final ThreadPoolExecutor writers = new ThreadPoolExecutor(
            0,
            MOST_WRITERS,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("export-", 0).factory(),
            new ThreadPoolExecutor.CallerRunsPolicy());

    private record Kept(GrowingFile file, Instant used) {}

    ExportFiles(SenneHome home, Clock clock) throws IOException {
        this.folder = home.work().resolve("exports");
        this.clock = clock;
        Files.createDirectories(folder);
        try (DirectoryStream<Path> leftOvers = Files.newDirectoryStream(folder)) {
            for (Path leftOver : leftOvers) Files.deleteIfExists(leftOver);
        }
    }

    /// The file with that content; for the first who asks for it its writing begins, others share it.
    ///
    /// @param content names the content; null for one that must not be shared
    GrowingFile file(@Nullable String content, Consumer<Path> write) {
        String name = content == null ? "once-" + UUID.randomUUID() : content;
        GrowingFile mine = new GrowingFile(folder.resolve(UUID.randomUUID() + ".parquet"), new CompletableFuture<>());
        GrowingFile theirs = claim(name, mine);
        if (theirs != null) return theirs;
        writers.execute(() -> write(name, mine, write));
        return mine;
    }

    private void write(String name, GrowingFile file, Consumer<Path> write) {
        try {
            write.accept(file.path());
            file.written().complete(null);
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                files.remove(name);
            }
            delete(file.path());
            file.written().completeExceptionally(e);
        }
    }

    private synchronized @Nullable GrowingFile claim(String name, GrowingFile mine) {
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
            boolean goes =
                    kept.file().written().isDone() && kept.used().plus(KEPT).isBefore(now);
            if (goes) delete(kept.file().path());
            return goes;
        });
        while (files.size() >= MOST) {
            var oldest = files.entrySet().stream()
                    .filter(entry -> entry.getValue().file().written().isDone())
                    .min(Comparator.comparing(entry -> entry.getValue().used()));
            if (oldest.isEmpty()) return;
            files.remove(oldest.get().getKey());
            delete(oldest.get().getValue().file().path());
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
