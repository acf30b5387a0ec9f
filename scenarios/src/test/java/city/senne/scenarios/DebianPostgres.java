package city.senne.scenarios;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A PostgreSQL as an operator has it: the one that Debian packages, in a folder that is thrown away.
final class DebianPostgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String PASSWORD = "p@ss:word";

    private final Path programs;
    private final Path folder;
    private final int port;

    private DebianPostgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /// Skips the scenario where Debian's PostgreSQL is not installed.
    static DebianPostgres start() throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(INSTALLED),
                "Needs PostgreSQL in /usr/lib/postgresql, as Debian's package postgresql installs it");
        Path programs;
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            programs = versions.max(Comparator.naturalOrder()).orElseThrow().resolve("bin");
        }
        Path folder = Path.of(run("mktemp", "-d", "/tmp/senne-postgres-XXXXXX").strip());
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        run("sh", "-c", "echo '%s' > %s/password".formatted(PASSWORD, folder));
        run(
                programs.resolve("initdb").toString(),
                "--pgdata=" + folder.resolve("data"),
                "--username=senne",
                "--pwfile=" + folder.resolve("password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync");
        DebianPostgres postgres = new DebianPostgres(programs, folder, port);
        postgres.begin();
        return postgres;
    }

    /// Starts it again after [#end].
    void begin() throws IOException, InterruptedException {
        String options = "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=''".formatted(port);
        control("-l", folder.resolve("log").toString(), "-o", options, "start");
    }

    /// Stops it, as an operator does who brings it up to date.
    void end() throws IOException, InterruptedException {
        control("-m", "fast", "stop");
    }

    /// Makes a database.
    ///
    /// @param statements to run in it
    void make(String database, String... statements) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    /// The address with user and password, as one writes it for other programs.
    String address(String database) {
        return "postgres://senne:p%%40ss%%3Aword@127.0.0.1:%d/%s".formatted(port, database);
    }

    /// With a password that is none.
    String wrongAddress(String database) {
        return address(database).replace("p%40ss%3Aword", "guessed");
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), "senne", PASSWORD);
    }

    private void control(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("pg_ctl").toString(),
                "-D",
                folder.resolve("data").toString()));
        command.add("-w");
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    /// PostgreSQL refuses to run as root; Debian's package has made an account for it.
    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) command.addAll(List.of("runuser", "-u", "postgres", "--"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("senne-postgres", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/tmp").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int exitCode = process.waitFor();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            if (exitCode != 0) throw new IOException(String.join(" ", command) + " failed: " + said);
            return said;
        } finally {
            Files.delete(output);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("sh", "-c", "%s/pg_ctl -D %s/data -m immediate stop; rm -rf %s".formatted(programs, folder, folder));
    }
}
