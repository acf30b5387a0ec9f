package city.senne.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything that works with the PostgreSQL inside works with one that the city runs itself.
class P02_An_operator_brings_her_own_PostgreSQL {
    private static final String RECORDS = "/api/explore/v2.1/catalog/datasets/%s/records?order_by=id";

    private static DebianPostgres postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start_postgresql() throws Exception {
        postgres = DebianPostgres.start();
    }

    @AfterAll
    static void stop_postgresql() throws Exception {
        if (postgres != null) postgres.close();
    }

    @Test
    void a_city_is_published_backed_up_and_restored_into_another_database() throws Exception {
        postgres.make("city");
        postgres.make("rescue");
        String database = postgres.address("city");
        String home = folder.resolve("city").toString();
        String archive = folder.resolve("city.zip").toString();
        String before;
        assertThat(publish(home, "before", "--database-url", "jdbc:" + database.replace("postgres:", "postgresql:")))
                .isEmpty();
        try (Product senne = Product.serve(Path.of(home), "--database-url", database)) {
            assertThat(publish(home, "meanwhile")).isEmpty();
            assertThat(Product.run("sign-in-link", "--home", home).said()).contains("/sign-in/");
            assertThat(Product.run("key", "create", "--name", "importer", "--home", home)
                            .said())
                    .startsWith("senne_");
            // The password is nowhere in the home: the backup must be told again.
            assertThat(Product.run("backup", archive, "--home", home).complained())
                    .contains("--database-url");
            assertThat(Product.run("backup", archive, "--home", home, "--database-url", database)
                            .complained())
                    .isEmpty();
            before = ask(senne, "before").body();
            assertThat(before).contains("\"total_count\":1");
        }
        Path rescue = folder.resolve("rescue");
        String other = postgres.address("rescue");
        assertThat(Product.run("restore", archive, "--home", rescue.toString(), "--database-url", database)
                        .complained())
                .contains("The database is not empty");
        assertThat(Product.run("restore", archive, "--home", rescue.toString(), "--database-url", other)
                        .complained())
                .isEmpty();
        try (Product senne = Product.serve(rescue, "--database-url", other)) {
            assertThat(ask(senne, "before").body()).isEqualTo(before);
            assertThat(ask(senne, "meanwhile").statusCode()).isEqualTo(200);
        }
        // The database is the other home's now as it was.
        assertThat(Product.run("serve", "--port", "0", "--home", folder + "/none", "--database-url", other)
                        .complained())
                .contains("holds none of their files");
    }

    @Test
    void a_database_that_goes_away_comes_back_and_deliveries_with_it() throws Exception {
        postgres.make("shaken");
        String database = postgres.address("shaken");
        String home = folder.resolve("city").toString();
        try (Product senne = Product.serve(Path.of(home), "--database-url", database)) {
            assertThat(publish(home, "before")).isEmpty();
            postgres.end();
            try {
                HttpResponse<String> answer = ask(senne, "before");
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(publish(home, "meanwhile")).contains("database is away");
                assertThat(Product.run("key", "create", "--name", "k", "--home", home, "--database-url", database)
                                .exitCode())
                        .isEqualTo(1);
            } finally {
                postgres.begin();
            }
            assertThat(ask(senne, "before").statusCode()).isEqualTo(200);
            assertThat(publish(home, "afterwards")).isEmpty();
        }
    }

    @Test
    void what_stands_in_the_way_is_said_in_a_sentence() throws Exception {
        postgres.make("foreign_one", "create table invoice (id int)");
        refuses(postgres.wrongAddress("postgres"), "Check user and password");
        refuses(postgres.address("none"), "Make it first");
        refuses(postgres.address("foreign_one"), "belongs to another program");
        refuses("postgresql://senne@127.0.0.1:1/city", "Check that it runs");
        assertThat(folder.resolve("city/lake")).isEmptyDirectory();
    }

    private void refuses(String address, String sentence) throws IOException, InterruptedException {
        String home = folder.resolve("city").toString();
        Product.Answer answer = Product.run("serve", "--port", "0", "--home", home, "--database-url", address);
        assertThat(answer.exitCode()).as(answer.complained()).isEqualTo(1);
        assertThat(answer.complained()).contains(sentence).doesNotContain("\tat ", "p@ss", "guessed");
    }

    /// What the command complained about: nothing when the file is published.
    private String publish(String home, String id, String... more) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve(id + ".csv"), "id;name\n1;" + id + "\n");
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"publish", file.toString(), "--home", home}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Product.run(arguments).complained();
    }

    private static HttpResponse<String> ask(Product senne, String dataset) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(senne.address().resolve(RECORDS.formatted(dataset)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
