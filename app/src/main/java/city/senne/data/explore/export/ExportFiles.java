package city.senne.data.explore.export;

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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Files that were written for a download, kept for a while: a client that reads a file in parts, or takes up a broken
/// download, does not have it written again each time. One that nobody waits for any more is not written to its end.
@Component
public class ExportFiles {
    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final int MOST = 32;
    private static final long MOST_BYTES = 8L << 30;

    /// How long a broken download may be taken up before its writing stops.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int MOST_WRITERS = 8;

    private final Path folder;
    private final Clock clock;
    private final Duration patience;
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

    @Autowired
    ExportFiles(SenneHome home, Clock clock) throws IOException {
        this(home, clock, PATIENCE);
    }

    ExportFiles(SenneHome home, Clock clock, Duration patience) throws IOException {
        this.patience = patience;
        this.folder = home.work().resolve("exports");
        this.clock = clock;
        Files.createDirectories(folder);
        try (DirectoryStream<Path> leftOvers = Files.newDirectoryStream(folder)) {
            for (Path leftOver : leftOvers) Files.deleteIfExists(leftOver);
        }
    }

    public interface Writer {
        /// @param unwanted completes when the writing should stop, and fail
        void write(Path target, CompletionStage<?> unwanted);
    }

    /// The file with that content; for the first who asks for it its writing begins, others share it. It stays until it
    /// is closed.
    ///
    /// @param content names the content; null for one that must not be shared
    public GrowingFile file(@Nullable String content, Writer writer) {
        String name = content == null ? "once-" + UUID.randomUUID() : content;
        GrowingFile mine = new GrowingFile(folder.resolve(UUID.randomUUID() + ".parquet"), patience);
        GrowingFile claimed = claim(name, mine);
        if (claimed == mine) writers.execute(() -> write(name, mine, writer));
        return claimed;
    }

    private void write(String name, GrowingFile file, Writer writer) {
        try {
            writer.write(file.path(), file.unwanted());
            file.written().complete(null);
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                files.computeIfPresent(name, (_, kept) -> kept.file() == file ? null : kept);
            }
            delete(file.path());
            file.written().completeExceptionally(e);
        }
    }

    /// The file that is there, unless its writing was given up.
    private synchronized GrowingFile claim(String name, GrowingFile mine) {
        Instant now = clock.instant();
        sweep(name, now);
        Kept kept = files.get(name);
        GrowingFile file = kept != null && kept.file().enter() ? kept.file() : mine;
        if (file == mine) mine.enter();
        files.put(name, new Kept(file, now));
        return file;
    }

    /// Only what nobody is about to read.
    private void sweep(String asked, Instant now) {
        files.entrySet().removeIf(entry -> {
            Kept kept = entry.getValue();
            boolean goes = kept.file().isIdle() && kept.used().plus(KEPT).isBefore(now);
            if (goes) delete(kept.file().path());
            return goes;
        });
        while (files.size() >= MOST || bytes() > MOST_BYTES) {
            var oldest = files.entrySet().stream()
                    .filter(entry ->
                            entry.getValue().file().isIdle() && !entry.getKey().equals(asked))
                    .min(Comparator.comparing(entry -> entry.getValue().used()));
            if (oldest.isEmpty()) return;
            files.remove(oldest.get().getKey());
            delete(oldest.get().getValue().file().path());
        }
    }

    private long bytes() {
        return files.values().stream()
                .mapToLong(kept -> kept.file().path().toFile().length())
                .sum();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is swept away at the next start.
        }
    }
}
