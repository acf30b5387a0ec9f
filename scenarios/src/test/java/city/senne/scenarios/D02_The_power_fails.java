package city.senne.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The server is killed while it reads a delivery. Nothing is lost, and no half of a version is ever seen.
class D02_The_power_fails {
    private static final int ROWS = 150_000;
    private static final Pattern TOTAL = Pattern.compile("\"total_count\":(\\d+)");

    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([0-9a-f]+)\"");

    @TempDir
    private Path folder;

    /// Milliseconds after the server had answered that it has the file.
    @ParameterizedTest
    @ValueSource(longs = {0, 1200})
    void a_delivery_that_was_handed_in_is_read_after_all(long later) throws Exception {
        Path home = folder.resolve("city");
        Path first = Files.writeString(folder.resolve("first.csv"), "id;value\n1;one\n");
        Path second = manyRows();
        try (Product senne = Product.serve(home)) {
            Product.Answer published = publish(first, home);
            assertThat(published.exitCode()).as(published.complained()).isZero();
            assertThat(handIn(second, senne)).isEqualTo(202);
            Thread.sleep(later);
            senne.kill();
        }
        try (Product senne = Product.serve(home)) {
            long rows = rows(senne);
            for (int i = 0; i < 300 && rows != ROWS; i++) {
                // Either the version before or the whole new one.
                assertThat(rows).isEqualTo(1);
                Thread.sleep(200);
                rows = rows(senne);
            }
            assertThat(rows).isEqualTo(ROWS);
        }
    }

    private static Product.Answer publish(Path file, Path home) throws IOException, InterruptedException {
        return Product.run("publish", file.toString(), "--id", "readings", "--home", home.toString());
    }

    /// Answers the status; the server answers when it has the file, not when it has read it.
    private static int handIn(Path file, Product senne) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(Files.readString(senne.home().resolve("server.json")));
        assertThat(token.find()).isTrue();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String path = "/api/deliveries?name=second.csv&instructions=id:%20readings";
            HttpRequest request = HttpRequest.newBuilder(senne.address().resolve(path))
                    .header("Authorization", "Operator " + token.group(1))
                    .header("Content-Type", "application/octet-stream")
                    .POST(HttpRequest.BodyPublishers.ofFile(file))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
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

    private Path manyRows() throws IOException {
        Path file = folder.resolve("second.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id;value\n");
            for (int i = 1; i <= ROWS; i++) out.write(i + ";reading number " + i + "\n");
        }
        return file;
    }
}
