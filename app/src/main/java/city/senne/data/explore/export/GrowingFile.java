package city.senne.data.explore.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A file that is written from front to back, and can be read while it grows. Each of its readers closes it. For
/// several threads.
public final class GrowingFile implements AutoCloseable {
    private static final long PAUSE_MILLIS = 5;

    private final Path path;
    private final Duration patience;
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private final CompletableFuture<Void> unwanted = new CompletableFuture<>();
    private int readers;

    /// @param patience how long it may be without readers before it is unwanted
    GrowingFile(Path path, Duration patience) {
        this.path = path;
        this.patience = patience;
    }

    Path path() {
        return path;
    }

    /// To be completed when all of it is there, or with the writer's failure.
    public CompletableFuture<Void> written() {
        return written;
    }

    /// Completes when nobody reads any more what is still being written.
    CompletionStage<Void> unwanted() {
        return unwanted.minimalCompletionStage();
    }

    /// One more reader; false when it is unwanted already.
    synchronized boolean enter() {
        if (unwanted.isDone()) return false;
        readers++;
        return true;
    }

    /// One reader less.
    @Override
    public synchronized void close() {
        readers--;
        if (readers > 0 || written.isDone()) return;
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::giveUp);
    }

    private synchronized void giveUp() {
        if (readers == 0 && !written.isDone()) unwanted.complete(null);
    }

    /// True when it is written, and nobody reads it.
    synchronized boolean isIdle() {
        return readers == 0 && written.isDone();
    }

    /// Waits until all of it is there; throws the writer's failure.
    public Path whole() {
        try {
            written.join();
            return path;
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) throw cause;
            throw failed;
        }
    }

    /// Waits until there is something to read; throws the writer's failure if nothing will come.
    public void awaitBeginning() throws IOException {
        while (!isWholeSoon()) if (Files.exists(path) && Files.size(path) > 0) return;
    }

    /// Sends the file as it comes. A writer that fails underway makes this fail too: what was sent is no file then.
    public void copyTo(OutputStream out) throws IOException {
        WritableByteChannel target = Channels.newChannel(out);
        try (FileChannel content = FileChannel.open(path, StandardOpenOption.READ)) {
            long sent = 0;
            boolean whole = false;
            while (!whole || sent < content.size()) {
                long moved = content.transferTo(sent, content.size() - sent, target);
                sent += moved;
                if (moved == 0) whole = isWholeSoon();
            }
        }
    }

    private boolean isWholeSoon() {
        try {
            written.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException failed) {
            whole();
            throw new IllegalStateException(failed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
