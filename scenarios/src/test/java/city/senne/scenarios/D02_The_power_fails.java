package city.senne.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server is killed at each step of a delivery. Nothing is lost, and no half of a version is ever seen.
class D02_The_power_fails {
    private static final int ROWS = 150_000;
    private static final Pattern TOTAL = Pattern.compile("\"total_count\":(\\d+)");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([0-9a-f]+)\"");

    @TempDir
    private Path folder;

    /// A step of a delivery that was handed in, as it is seen from outside: by the file it has just begun.
    enum Step {
        QUEUED("deliveries", ".*/content"),
        PROFILED("work", ".*/work/[-0-9a-f]{36}"),
        CONVERTED("work", ".*/staged\\.duckdb.*"),
        WRITTEN("lake", ".*\\.parquet"),
        COMMITTED("lake", ".*/metadata/.*\\.avro");

        private final String place;
        private final Pattern file;

        Step(String place, String file) {
            this.place = place;
            this.file = Pattern.compile(file);
        }

        Set<Path> files(Path home) throws IOException {
            try (Stream<Path> all = Files.walk(home.resolve(place))) {
                return all.filter(path -> file.matcher(path.toString()).matches())
                        .collect(Collectors.toSet());
            } catch (UncheckedIOException gone) {
                return Set.of(); // a file went away while we looked
            }
        }
    }

    /// One home lives through all of them: each time it starts again, that is the start for the next step too.
    @Test
    void a_delivery_that_was_handed_in_is_read_after_all_whatever_step_is_cut_off() throws Exception {
        Path home = folder.resolve("city");
        Product senne = Product.serve(home);
        try {
            publishFirst(home);
            long known = 1;
            for (Step step : Step.values()) {
                long before = known;
                long after = ROWS + step.ordinal();
                Path second = manyRows(after, step == Step.CONVERTED);
                Set<Path> files = step.files(home);
                assertThat(handIn(second, senne)).as(step.name()).isEqualTo(202);
                await(() -> !files.containsAll(step.files(home)));
                senne.kill();
                senne = Product.serve(home);
                Product restarted = senne;
                await(() -> {
                    long rows = rows(restarted);
                    assertThat(rows)
                            .as("%s: the version before or the whole new one", step)
                            .isIn(before, after);
                    return rows == after;
                });
                await(() -> Step.PROFILED.files(home).isEmpty());
                known = after;
            }
        } finally {
            senne.close();
        }
    }

    @Test
    void a_file_that_had_not_come_whole_never_came() throws Exception {
        Path home = folder.resolve("city");
        try (Product senne = Product.serve(home)) {
            publishFirst(home);
            Set<Path> before = Step.QUEUED.files(home);
            try (Socket publisher = new Socket("localhost", senne.address().getPort())) {
                OutputStream out = publisher.getOutputStream();
                out.write("""
                        POST /api/deliveries?name=second.csv&instructions=id:%%20readings HTTP/1.1\r
                        Host: localhost\r
                        Authorization: Operator %s\r
                        Content-Type: application/octet-stream\r
                        Content-Length: 100000\r
                        \r
                        id;value
                        1;half
                        """.formatted(token(senne)).getBytes(StandardCharsets.UTF_8));
                out.flush();
                await(() -> !before.containsAll(Step.QUEUED.files(home)));
                senne.kill();
            }
        }
        try (Product senne = Product.serve(home)) {
            assertThat(rows(senne)).isEqualTo(1);
            publishFirst(home); // and goes on as if nothing had been
            assertThat(Step.PROFILED.files(home)).isEmpty();
        }
    }

    @Test
    void a_backup_that_was_cut_off_leaves_none_and_the_next_one_is_whole() throws Exception {
        Path home = folder.resolve("city");
        Path archive = folder.resolve("city.zip");
        try (Product senne = Product.serve(home)) {
            publishFirst(home);
            Process backup = Product.begin("backup", archive.toString(), "--home", home.toString());
            await(() -> !backup.isAlive() || isBeingWritten(archive));
            boolean cutOff = backup.isAlive();
            backup.destroyForcibly().waitFor();
            assertThat(cutOff).isTrue();
            assertThat(archive).doesNotExist();
            assertThat(rows(senne)).isEqualTo(1);
            assertThat(Product.run("backup", archive.toString(), "--home", home.toString())
                            .complained())
                    .isEmpty();
        }
        Path restored = folder.resolve("restored");
        Process restore = Product.begin("restore", archive.toString(), "--home", restored.toString());
        await(() -> Files.exists(restored.resolve("restore.partial/database")));
        restore.destroyForcibly().waitFor();
        assertThat(Product.run("serve", "--home", restored.toString(), "--port", "0")
                        .complained())
                .contains("A restore into");
        assertThat(Product.run("restore", archive.toString(), "--home", restored.toString())
                        .complained())
                .isEmpty();
        try (Product senne = Product.serve(restored)) {
            assertThat(rows(senne)).isEqualTo(1);
        }
        assertThat(restored.resolve("restore.partial")).doesNotExist();
    }

    private void publishFirst(Path home) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("first.csv"), "id;value\n1;one\n");
        Product.Answer answer = Product.run("publish", file.toString(), "--id", "readings", "--home", home.toString());
        assertThat(answer.exitCode()).as(answer.complained()).isZero();
    }

    /// Answers the status; the server answers when it has the file, not when it has read it.
    private static int handIn(Path file, Product senne) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String path = "/api/deliveries?name=second.csv&instructions=id:%20readings";
            HttpRequest request = HttpRequest.newBuilder(senne.address().resolve(path))
                    .header("Authorization", "Operator " + token(senne))
                    .header("Content-Type", "application/octet-stream")
                    .POST(HttpRequest.BodyPublishers.ofFile(file))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static String token(Product senne) throws IOException {
        Matcher token = TOKEN.matcher(Files.readString(senne.home().resolve("server.json")));
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private static long rows(Product senne) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String path = "/api/explore/v2.1/catalog/datasets/readings/records?limit=0";
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(senne.address().resolve(path)).build(),
                    HttpResponse.BodyHandlers.ofString());
            Matcher total = TOTAL.matcher(answer.body());
            assertThat(total.find()).as(answer.body()).isTrue();
            return Long.parseLong(total.group(1));
        }
    }

    private static boolean isBeingWritten(Path archive) throws IOException {
        try (Stream<Path> entries = Files.list(archive.getParent())) {
            return entries.anyMatch(entry -> entry.toString().startsWith(archive + "."));
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(1);
        }
    }

    /// @param withMistake a cell that does not fit: only then each row is converted and staged
    private Path manyRows(long rows, boolean withMistake) throws IOException {
        Path file = folder.resolve("second.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id;value\n");
            for (int i = 1; i <= rows; i++) out.write(i + ";reading number " + i + "\n");
            if (withMistake) out.write("unknown;reading without number\n");
        }
        return file;
    }
}
