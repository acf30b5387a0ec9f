package city.senne.platform.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One program at a time uses a folder; the lock of a killed one is gone with it.
final class HomeLock implements AutoCloseable {
    private static final Set<Path> heldHere = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private HomeLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// @param folder exists; its lock is the file `lock` in it
    /// @param home how people call it
    /// @throws CannotContinue when another program holds it
    static HomeLock take(Path folder, Path home) throws IOException {
        // Closing any channel on a file gives up this process's lock on it, so it is opened only once.
        if (heldHere.add(folder)) {
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) return new HomeLock(folder, channel);
            channel.close();
            heldHere.remove(folder);
        }
        throw new CannotContinue(
                "Another program uses %s. Stop it first, or choose another folder with --home.".formatted(home));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        heldHere.remove(folder);
    }
}
