package city.senne.platform.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// A PostgreSQL of our own in one folder, for those who have none.
///
/// It keeps PostgreSQL's durable settings (fsync, full page writes, checksums), listens on the loopback address only
/// and asks for a random password that stands in a file of the owner's. One program at a time uses a folder. When that
/// program is killed, the next start finds everything that was committed. When PostgreSQL ends by itself, as it does on
/// a full disk, it is started again until it can.
final class PostgresServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
    private static final String USER = "senne";
    private static final int ATTEMPTS = 3;
    private static final Duration WATCH = Duration.ofSeconds(2);

    private final Path folder;
    private final Path data;
    private final Path programs;
    private final HomeLock lock;
    private final DatabaseAddress address;
    private final Thread watch;

    /// Starts PostgreSQL in the folder, and first makes a new database there when it holds none.
    ///
    /// @param cache where the PostgreSQL programs are unpacked, shared by all homes of this account
    /// @throws CannotContinue when another program uses the folder, or this machine cannot run PostgreSQL
    static PostgresServer start(Path folder, Path cache) throws IOException, InterruptedException {
        PostgresServer server = new PostgresServer(folder.toAbsolutePath(), cache);
        log.info("PostgreSQL {} is ready in {}", PostgresBinaries.VERSION, server.data);
        return server;
    }

    /// The address of the PostgreSQL that another program runs in the folder at this moment.
    static Optional<DatabaseAddress> findRunning(Path folder) throws IOException {
        Path pidFile = pidFile(folder.resolve("data"));
        if (Files.notExists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        // The fourth line is the port; it is written a moment after the first ones.
        return lines.size() < 4 || lines.get(3).isBlank()
                ? Optional.empty()
                : Optional.of(addressOn(Integer.parseInt(lines.get(3).strip()), folder.resolve("password")));
    }

    DatabaseAddress address() {
        return address;
    }

    /// Ends the open connections, writes everything to disk and lets go of the folder.
    @Override
    public void close() throws IOException, InterruptedException {
        watch.interrupt();
        watch.join();
        try {
            if (!workers().isEmpty()) {
                run("pg_ctl", "-w", "-t", "60", "-m", "fast", "stop");
            }
        } finally {
            lock.close();
        }
    }

    private PostgresServer(Path folder, Path cache) throws IOException, InterruptedException {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.programs = PostgresBinaries.unpackInto(cache);
        makeOwnerOnly(folder);
        this.lock = HomeLock.take(folder, folder.resolveSibling(".").normalize());
        try {
            if (Files.notExists(data)) {
                initialise();
            }
            refuseOtherVersion();
            stopWhatWasLeftBehind();
            int port = startOnFreePort();
            this.address = addressOn(port, folder.resolve("password"));
            this.watch = Thread.ofPlatform().name("postgresql-watch").daemon().start(() -> watch(port));
        } catch (InterruptedException e) {
            // The program is asked to end while PostgreSQL starts.
            workers().forEach(ProcessHandle::destroy);
            lock.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void initialise() throws IOException, InterruptedException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        OwnerOnly.write(folder.resolve("password"), HexFormat.of().formatHex(random));
        // A half-made data folder looks like a whole one, so it gets its name only when it is whole.
        Path partial = folder.resolve("data.partial");
        FileSystemUtils.deleteRecursively(partial);
        // The builtin locale sorts the same whatever the machine's libraries say, today and after an upgrade.
        run(
                partial,
                "initdb",
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile=password",
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C");
        Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void refuseOtherVersion() throws IOException {
        String found = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!PostgresBinaries.VERSION.startsWith(found + ".")) {
            throw new CannotContinue("""
                    The database in %s was made by PostgreSQL %s and this Senne brings %s. Make a backup with the \
                    Senne that made it, and restore it into a new home.""".formatted(data, found, PostgresBinaries.VERSION));
        }
    }

    /// We hold the lock, so whatever still works in our data folder was left behind by a killed program.
    private void stopWhatWasLeftBehind() throws IOException, InterruptedException {
        Path pidFile = pidFile(data);
        if (Files.notExists(pidFile)) {
            return;
        }
        List<ProcessHandle> left = workers();
        if (left.isEmpty()) {
            log.info("Clearing the trace of a PostgreSQL that was killed");
            Files.deleteIfExists(pidFile);
            return;
        }
        log.info("Stopping a PostgreSQL that an earlier program left behind");
        long postmaster = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        if (left.stream().anyMatch(worker -> worker.pid() == postmaster)) {
            try {
                run("pg_ctl", "-w", "-t", "60", "-m", "fast", "stop");
            } catch (IOException e) {
                log.info("It was dying already: {}", e.getMessage());
            }
        }
        // Without their head its workers end by themselves once they notice; all must be gone before a new one may
        // write.
        for (ProcessHandle worker : workers()) {
            worker.destroy();
            worker.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        }
        Files.deleteIfExists(pidFile);
    }

    private void watch(int port) {
        try {
            while (true) {
                Thread.sleep(WATCH);
                if (isAlive()) continue;
                log.warn("PostgreSQL has ended by itself; it is started again");
                startAgain(port);
            }
        } catch (InterruptedException e) {
            // It is to end.
        }
    }

    private boolean isAlive() {
        try {
            long head =
                    Long.parseLong(Files.readAllLines(pidFile(data)).getFirst().strip());
            return ProcessHandle.of(head).filter(this::worksHere).isPresent();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private void startAgain(int port) throws InterruptedException {
        String said = "";
        while (!isAlive()) {
            try {
                stopWhatWasLeftBehind();
                startOn(port);
                log.info("PostgreSQL is ready again");
                return;
            } catch (IOException | RuntimeException e) {
                String why = String.valueOf(e.getMessage());
                if (!why.equals(said)) log.warn("PostgreSQL does not start yet: {}", why);
                said = why;
                Thread.sleep(WATCH);
            }
        }
    }

    private void startOn(int port) throws IOException, InterruptedException {
        run("pg_ctl", "-w", "-t", "60", "-l", "start.log", "-o", options(port), "start");
    }

    private int startOnFreePort() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            try {
                startOn(port);
                return port;
            } catch (IOException e) {
                String reason =
                        Files.exists(folder.resolve("start.log")) ? Files.readString(folder.resolve("start.log")) : "";
                boolean portWasTaken = reason.contains("could not bind");
                Files.deleteIfExists(folder.resolve("start.log"));
                if (!portWasTaken || attempt == ATTEMPTS) {
                    throw new CannotContinue(
                            "PostgreSQL does not start in %s:%n%s%n%s".formatted(data, e.getMessage(), reason), e);
                }
            }
        }
    }

    /// Goes through a shell, so it must not contain anything that a person chose.
    private static String options(int port) {
        return String.join(
                " -c ",
                "-p " + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=''",
                "max_connections=40",
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC",
                "logging_collector=on",
                "log_directory=../log",
                "log_filename=postgresql-%a.log",
                "log_rotation_age=1d",
                "log_truncate_on_rotation=on");
    }

    /// A PostgreSQL process always stands in its data folder, which tells it from a stranger that was given the same
    /// number since. Where the system does not say where a process stands, its program tells.
    private List<ProcessHandle> workers() {
        return ProcessHandle.allProcesses().filter(this::worksHere).toList();
    }

    private boolean worksHere(ProcessHandle process) {
        Path proc = Path.of("/proc", Long.toString(process.pid()), "cwd");
        if (Files.isDirectory(Path.of("/proc/self"))) {
            try {
                return Files.readSymbolicLink(proc).equals(data.toRealPath());
            } catch (IOException e) {
                return false; // it ended meanwhile, or belongs to somebody else
            }
        }
        String command = process.info().commandLine().orElse("");
        return command.startsWith(programs.toString()) && command.contains(data.toString());
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        run(data, program, arguments);
    }

    private void run(Path dataFolder, String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (Account.isRoot()) {
            // PostgreSQL refuses to run as root. In a user namespace of its own it is nobody, yet owns our files.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, program, ".out", OwnerOnly.file());
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            // pg_ctl puts a data folder that it is told by -D into a shell command; the environment is safe.
            builder.environment().put("PGDATA", dataFolder.toString());
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            if (patiently(process) != 0) {
                throw new IOException("%s failed: %s"
                        .formatted(program, Files.readString(output).strip()));
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /// Half-way through its work, a program of PostgreSQL must not be left to itself.
    private static int patiently(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
            throw e;
        }
    }

    private static void makeOwnerOnly(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder, OwnerOnly.folder());
        }
    }

    private static DatabaseAddress addressOn(int port, Path password) throws IOException {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port),
                USER,
                Files.readString(password).strip());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }
}
