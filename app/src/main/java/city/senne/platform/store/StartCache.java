package city.senne.platform.store;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// What one start of this program taught the JVM, kept so that the next starts are quick (an AOT cache, JEP 514).
///
/// It is made once per build and Java, by a rehearsal in a process of its own with the lowest priority while the
/// first server runs. The launcher chooses the file and passes it as `senne.start-cache`; the JVM itself refuses a
/// cache of another program or another Java.
final class StartCache {
    private static final Logger log = LoggerFactory.getLogger(StartCache.class);

    private StartCache() {}

    /// Begins the rehearsal when the launcher asks for a cache that does not exist yet. Does not wait for it.
    static void makeInBackground() {
        String wanted = System.getProperty("senne.start-cache");
        if (wanted == null || Files.exists(Path.of(wanted))) {
            return;
        }
        Path cache = Path.of(wanted);
        Path room = cache.resolveSibling("%s.%d.partial"
                .formatted(cache.getFileName(), ProcessHandle.current().pid()));
        try {
            Files.createDirectories(room);
            Process rehearsal = new ProcessBuilder(command(room))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(rehearsal, room)));
            rehearsal.onExit().thenAccept(ended -> keep(ended.exitValue() == 0, room, cache));
        } catch (IOException e) {
            log.debug("No rehearsal: {}", e.getMessage());
        }
    }

    private static List<String> command(Path room) {
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-Dsenne.start-cache"))
                .forEach(command::add);
        command.add("-XX:AOTCacheOutput=" + product(room));
        command.addAll(List.of("-jar", System.getProperty("java.class.path"), "rehearse"));
        command.add(room.resolve("home").toString());
        return command;
    }

    private static Path product(Path room) {
        return room.resolve("cache");
    }

    private static void keep(boolean whole, Path room, Path cache) {
        try {
            if (whole && Files.exists(product(room))) {
                Files.move(product(room), cache, StandardCopyOption.ATOMIC_MOVE);
            }
            FileSystemUtils.deleteRecursively(room);
        } catch (IOException e) {
            log.debug("The start cache cannot be kept: {}", e.getMessage());
        }
    }

    /// Asked to end, the rehearsal first stops its PostgreSQL; then it would begin to write the cache, which takes
    /// long.
    private static void stop(Process rehearsal, Path room) {
        try {
            rehearsal.destroy();
            Instant patience = Instant.now().plusSeconds(10);
            while (rehearsal.isAlive() && !writesCache(room) && Instant.now().isBefore(patience)) {
                Thread.sleep(50);
            }
            rehearsal.descendants().forEach(ProcessHandle::destroyForcibly);
            rehearsal.destroyForcibly();
            FileSystemUtils.deleteRecursively(room);
        } catch (IOException e) {
            log.debug("What the rehearsal left cannot be deleted: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean writesCache(Path room) {
        return Files.exists(room.resolve("cache.config"));
    }
}
