package city.senne.platform.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    private static final Path cache = PostgresBinaries.usualCache();

    @TempDir
    private Path home;

    private final List<Process> programs = new ArrayList<>();

    @AfterEach
    void leave_nothing_running() {
        programs.forEach(Process::destroyForcibly);
        killAtOnce(postgresProcesses());
    }

    @Test
    void what_was_committed_is_there_at_the_next_start() throws Exception {
        try (PostgresServer server = PostgresServer.start(folder(), cache)) {
            execute(server, "create table tree (species text)", "insert into tree values ('hêtre')");
        }
        try (PostgresServer server = PostgresServer.start(folder(), cache)) {
            assertThat(text(server, "select species from tree")).isEqualTo("hêtre");
        }
        assertThat(postgresProcesses()).isEmpty();
    }

    @Test
    void it_keeps_the_settings_that_make_a_commit_last() throws Exception {
        try (PostgresServer server = PostgresServer.start(folder(), cache)) {
            assertThat(text(server, "show fsync")).isEqualTo("on");
            assertThat(text(server, "show full_page_writes")).isEqualTo("on");
            assertThat(text(server, "show data_checksums")).isEqualTo("on");
            assertThat(text(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(text(server, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void nobody_enters_without_the_password_and_only_the_owner_can_read_it() throws Exception {
        try (PostgresServer server = PostgresServer.start(folder(), cache)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve("password"))))
                    .isEqualTo("rw-------");
            DatabaseAddress guessed = new DatabaseAddress(server.address().url(), "senne", "guess");
            assertThatThrownBy(guessed::connect)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(server.address().toString())
                    .doesNotContain(server.address().password());
        }
    }

    @Test
    void a_second_start_on_the_same_folder_is_refused_in_a_sentence() throws Exception {
        try (PostgresServer server = PostgresServer.start(folder(), cache)) {
            assertThatThrownBy(() -> PostgresServer.start(folder(), cache))
                    .isInstanceOf(CannotContinue.class)
                    .hasMessageStartingWith("Another program uses " + home);
            assertThat(text(server, "select 'still here'")).isEqualTo("still here");
        }
    }

    @Test
    void a_second_program_on_the_same_folder_is_refused_in_a_sentence() throws Exception {
        try (PostgresServer server = PostgresServer.start(folder(), cache)) {
            Process second = otherProgram();
            try (BufferedReader output = second.inputReader()) {
                assertThat(output.readLine()).startsWith("Another program uses " + home);
            }
            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(text(server, "select 'still here'")).isEqualTo("still here");
        }
    }

    @Test
    void nothing_is_lost_when_the_program_is_killed() throws Exception {
        Process program = otherProgram();
        DatabaseAddress address = addressOf(program);
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table tree (species text)");
            statement.execute("insert into tree values ('hêtre')");
        }
        program.destroyForcibly().waitFor();
        assertThat(postgresProcesses()).as("PostgreSQL outlives the program").isNotEmpty();

        try (PostgresServer server = PostgresServer.start(folder(), cache)) {
            assertThat(text(server, "select species from tree")).isEqualTo("hêtre");
        }
    }

    @Test
    void nothing_is_lost_when_the_program_and_all_of_postgres_are_killed() throws Exception {
        Process program = otherProgram();
        DatabaseAddress address = addressOf(program);
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table tree (species text)");
            statement.execute("insert into tree select 'hêtre' from generate_series(1, 2000)");
        }
        List<ProcessHandle> postgres = postgresProcesses();
        program.destroyForcibly().waitFor();
        killAtOnce(postgres);
        assertThat(folder().resolve("data/postmaster.pid")).exists();

        try (PostgresServer server = PostgresServer.start(folder(), cache)) {
            assertThat(text(server, "select count(*) from tree")).isEqualTo("2000");
        }
    }

    @Test
    void nothing_is_lost_when_only_the_head_of_postgres_is_killed() throws Exception {
        Process program = otherProgram();
        DatabaseAddress address = addressOf(program);
        long head = Long.parseLong(
                Files.readAllLines(folder().resolve("data/postmaster.pid")).getFirst());
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table tree as select 'hêtre' as species");
            program.destroyForcibly().waitFor();
            ProcessHandle.of(head).orElseThrow().destroyForcibly();

            try (PostgresServer server = PostgresServer.start(folder(), cache)) {
                assertThat(text(server, "select species from tree")).isEqualTo("hêtre");
            }
        }
    }

    @Test
    void a_postgres_that_ends_by_itself_is_started_again_where_it_was() throws Exception {
        try (PostgresServer server = PostgresServer.start(folder(), cache)) {
            execute(server, "create table tree as select 'hêtre' as species");
            killAtOnce(postgresProcesses());
            Instant end = Instant.now().plusSeconds(60);
            while (!answers(server) && Instant.now().isBefore(end)) Thread.sleep(100);
            assertThat(text(server, "select species from tree")).isEqualTo("hêtre");
        }
        assertThat(postgresProcesses()).isEmpty();
    }

    @Test
    void a_pid_file_that_names_a_stranger_leaves_the_stranger_alone() throws Exception {
        PostgresServer.start(folder(), cache).close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(
                    folder().resolve("data/postmaster.pid"),
                    "%d\n%s\n1\n5432\n".formatted(stranger.pid(), folder().resolve("data")),
                    CREATE);
            try (PostgresServer server = PostgresServer.start(folder(), cache)) {
                assertThat(text(server, "select 'ready'")).isEqualTo("ready");
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void a_first_start_that_was_killed_half_way_is_made_anew() throws Exception {
        Files.createDirectories(folder().resolve("data.partial/base"));
        Files.writeString(folder().resolve("data.partial/PG_VERSION"), "18");
        try (PostgresServer server = PostgresServer.start(folder(), cache)) {
            assertThat(text(server, "select 'ready'")).isEqualTo("ready");
        }
    }

    @Test
    void data_of_another_postgres_is_refused_in_a_sentence() throws Exception {
        PostgresServer.start(folder(), cache).close();
        Files.writeString(folder().resolve("data/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> PostgresServer.start(folder(), cache))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("was made by PostgreSQL 17");
    }

    @Test
    void a_folder_with_blanks_quotes_and_dollars_in_its_name_is_a_folder_like_any_other() throws Exception {
        Path odd = home.resolve("l'été \"$(touch owned)\" `id`").resolve("database");
        try (PostgresServer server = PostgresServer.start(odd, cache)) {
            assertThat(text(server, "select 'ready'")).isEqualTo("ready");
        }
        assertThat(odd.resolve("owned")).doesNotExist();
    }

    private Path folder() {
        return home.resolve("database");
    }

    private Process otherProgram() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartPostgres.class.getName(),
                        folder().toString(),
                        cache.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        programs.add(program);
        return program;
    }

    private static DatabaseAddress addressOf(Process program) throws Exception {
        String[] words = program.inputReader().readLine().split(" ");
        return new DatabaseAddress(words[0], "senne", words[1]);
    }

    private List<ProcessHandle> postgresProcesses() {
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    try {
                        return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                                .equals(folder().resolve("data"));
                    } catch (Exception e) {
                        return false;
                    }
                })
                .toList();
    }

    private static void killAtOnce(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(
                process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    private static void execute(PostgresServer server, String... statements) throws SQLException {
        try (Connection connection = server.address().connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static boolean answers(PostgresServer server) {
        try (Connection connection = server.address().connect()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private static String text(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.address().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
