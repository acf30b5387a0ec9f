package city.senne.platform.store;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The machine that Senne is to run on, seen with the eyes of its operator.
final class Machine {
    private static final long GIGABYTE = 1L << 30;
    private static final long MEMORY_WANTED = 2 * GIGABYTE;
    private static final long DISK_WANTED = 5 * GIGABYTE;

    private final HomeOptions options;
    private final int port;

    Machine(HomeOptions options, int port) {
        this.options = options;
        this.port = port;
    }

    enum State {
        OK("ok"),
        /// The server runs without it; something else does not.
        ADVISED("advised"),
        MISSING("missing");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// @param advice how to get it; empty when nothing is wanted
    record Finding(State state, String what, String advice) {
        static Finding ok(String what) {
            return new Finding(State.OK, what, "");
        }
    }

    List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(memory());
        findings.add(disk());
        findings.add(home());
        findings.add(database());
        findings.add(port());
        findings.add(node());
        findings.add(chromium());
        return findings;
    }

    private static Finding java() {
        return Finding.ok("Java %s (%s) in %s"
                .formatted(Runtime.version(), System.getProperty("java.vendor"), System.getProperty("java.home")));
    }

    private static Finding memory() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long memory = system.getTotalMemorySize();
        String what = "Memory: %.1f GB".formatted((double) memory / GIGABYTE);
        return memory >= MEMORY_WANTED
                ? Finding.ok(what)
                : new Finding(State.ADVISED, what, "2 GB or more make large files quick to publish.");
    }

    private Finding disk() {
        Path folder = existing(options.home().root());
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String what = "Disk: %.1f GB free in %s".formatted((double) free / GIGABYTE, folder);
            return free >= DISK_WANTED
                    ? Finding.ok(what)
                    : new Finding(State.ADVISED, what, "Make room, or choose a larger disk with --home DIR.");
        } catch (IOException e) {
            return new Finding(
                    State.MISSING, "Disk: %s cannot be read".formatted(folder), "Choose another: --home DIR");
        }
    }

    private Finding home() {
        Path root = options.home().root();
        Optional<RunningServer> server = RunningServer.find(options.home());
        if (server.isPresent()) {
            return Finding.ok("Home: %s, in use by the server at %s".formatted(root, server.get()));
        }
        return Files.isWritable(existing(root))
                ? Finding.ok("Home: %s, %s".formatted(root, options.home().isEmpty() ? "empty" : "in order"))
                : new Finding(
                        State.MISSING,
                        "Home: %s cannot be written".formatted(root),
                        "Make it writable for %s, or choose another: --home DIR"
                                .formatted(System.getProperty("user.name")));
    }

    private Finding database() {
        Optional<DatabaseAddress> named = options.database();
        if (named.isPresent()) {
            try (var connection = named.get().connect()) {
                return Finding.ok("Database: PostgreSQL %s at %s"
                        .formatted(connection.getMetaData().getDatabaseProductVersion(), named.get()));
            } catch (java.sql.SQLException e) {
                return new Finding(
                        State.MISSING,
                        "Database: %s cannot be reached (%s)".formatted(named.get(), e.getMessage()),
                        "Check the address, the user and the password.");
            }
        }
        if (!PostgresBinaries.arePackedForThisMachine()) {
            return new Finding(
                    State.MISSING,
                    "Database: no PostgreSQL was packed for %s on %s"
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
                    "Install PostgreSQL 14 or newer and name it with --database-url.");
        }
        if (Account.isRoot() && output("unshare", "-U", "true") == null) {
            return new Finding(
                    State.MISSING,
                    "Database: PostgreSQL refuses to run as root, and user namespaces are closed here",
                    "Run Senne as an ordinary user, or open them (util-linux's unshare; in a container, CAP_SYS_ADMIN),"
                            + " or name a PostgreSQL with --database-url.");
        }
        return Finding.ok("Database: PostgreSQL %s, embedded".formatted(PostgresBinaries.VERSION));
    }

    private Finding port() {
        if (RunningServer.find(options.home()).isPresent()) {
            return Finding.ok("Port: the server has its own");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return Finding.ok("Port: %d is free".formatted(port));
        } catch (IOException e) {
            return new Finding(
                    State.ADVISED, "Port: %d is in use".formatted(port), "Choose another: ./senne serve --port N");
        }
    }

    private static Finding node() {
        String node = output("node", "--version");
        String npm = output("npm", "--version");
        Matcher version = Pattern.compile("v(\\d+)\\.(\\d+)").matcher(node == null ? "" : node);
        boolean enough = npm != null
                && version.find()
                && (Integer.parseInt(version.group(1)) > 20
                        || version.group(1).equals("20") && Integer.parseInt(version.group(2)) >= 19);
        return enough
                ? Finding.ok("Node.js %s with npm %s, to build the pages".formatted(node, npm))
                : new Finding(
                        State.ADVISED,
                        "Node.js 20.19 or newer with npm is not here (%s)".formatted(node == null ? "none" : node),
                        "Only needed to build from source: https://nodejs.org/en/download");
    }

    private static Finding chromium() {
        String version = output("chromium", "--version");
        return version != null
                ? Finding.ok("%s, for the scenarios".formatted(version))
                : new Finding(
                        State.ADVISED,
                        "Chromium is not here",
                        "Only needed by ./senne test. Debian, Ubuntu: apt install chromium");
    }

    /// The first line of what a program says, or null when it is not here or fails. What it complains of is another
    /// stream.
    static @Nullable String output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return null;
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0
                    ? said.lines().findFirst().orElse("").strip()
                    : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static Path existing(Path folder) {
        Path parent = folder.getParent();
        return Files.exists(folder) || parent == null ? folder : existing(parent);
    }
}
