package city.senne.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class P01_An_operator_starts_and_stops_the_server {
    @TempDir
    private Path folder;

    @Test
    void the_server_says_where_it_answers_and_stops_when_asked() throws Exception {
        Path home = folder.resolve("city");
        try (Product senne = Product.serve(home)) {
            assertThat(senne.address().toString()).matches("http://localhost:\\d+");
            assertThat(statusOf(senne, "/")).isLessThan(500);
            assertThat(home.resolve("server.json")).exists();

            assertThat(senne.stop()).isEqualTo(143);
            assertThat(home.resolve("server.json")).doesNotExist();
            assertThat(home.resolve("database/data/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void a_second_server_on_the_same_home_is_told_where_the_first_one_answers() throws Exception {
        try (Product senne = Product.serve(folder.resolve("city"))) {
            Product.Answer answer = Product.run("serve", "--home", senne.home().toString(), "--port", "0");
            assertThat(answer.exitCode()).isEqualTo(1);
            assertThat(answer.complained())
                    .contains("Senne already runs on")
                    .contains(senne.address().toString());
        }
    }

    @Test
    void settings_in_the_file_of_the_home_count() throws Exception {
        Path home = Files.createDirectory(folder.resolve("city"));
        Files.writeString(home.resolve("settings.properties"), "senne.quota.anonymous=2\n");
        try (Product senne = Product.serve(home)) {
            String datasets = "/api/explore/v2.1/catalog/datasets";
            assertThat(statusOf(senne, datasets)).isEqualTo(200);
            assertThat(statusOf(senne, datasets)).isEqualTo(200);
            assertThat(statusOf(senne, datasets)).isEqualTo(429);
        }
    }

    @Test
    void the_program_tells_what_it_is_made_of() throws Exception {
        assertThat(Product.run("components").said())
                .contains("CycloneDX", "pkg:maven/org.duckdb/duckdb_jdbc@", "pkg:maven/org.postgresql/postgresql@");
        assertThat(Product.run("components", "pages").said()).contains("CycloneDX", "pkg:npm/maplibre-gl@");
        assertThat(Product.run("components", "elsewhere").exitCode()).isEqualTo(2);
    }

    @Test
    void a_port_that_is_taken_is_named_and_another_proposed() throws Exception {
        try (Product senne = Product.serve(folder.resolve("city"))) {
            String port = Integer.toString(senne.address().getPort());
            Product.Answer answer =
                    Product.run("serve", "--home", folder.resolve("other").toString(), "--port", port);
            assertThat(answer.exitCode()).isEqualTo(1);
            assertThat(answer.complained())
                    .contains("Port " + port + " is in use")
                    .contains("--port");
        }
    }

    @Test
    void a_home_is_backed_up_while_it_serves_and_restored_elsewhere() throws Exception {
        Path archive = folder.resolve("senne.zip");
        Path table = Files.writeString(folder.resolve("bomen.csv"), "soort;omtrek\nBeuk;210\nZomereik;180\n");
        String records = "/api/explore/v2.1/catalog/datasets/bomen/records?order_by=soort";
        String before;
        try (Product senne = Product.serve(folder.resolve("city"))) {
            String home = senne.home().toString();
            assertThat(Product.run("publish", table.toString(), "--home", home).exitCode())
                    .isZero();
            before = bodyOf(senne, records);
            assertThat(before).contains("Zomereik");
            Product.Answer answer = Product.run("backup", archive.toString(), "--home", home);
            assertThat(answer.said()).contains("Backed up");
            assertThat(answer.exitCode()).isZero();
        }
        Files.move(folder.resolve("city"), folder.resolve("lost"));
        Path restored = folder.resolve("restored");
        assertThat(Product.run("restore", archive.toString(), "--home", restored.toString())
                        .exitCode())
                .isZero();
        try (Product senne = Product.serve(restored)) {
            assertThat(bodyOf(senne, records)).isEqualTo(before);
        }
    }

    private static int statusOf(Product senne, String path) throws IOException, InterruptedException {
        return ask(senne, path).statusCode();
    }

    private static String bodyOf(Product senne, String path) throws IOException, InterruptedException {
        return ask(senne, path).body();
    }

    private static HttpResponse<String> ask(Product senne, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(senne.address().resolve(path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
