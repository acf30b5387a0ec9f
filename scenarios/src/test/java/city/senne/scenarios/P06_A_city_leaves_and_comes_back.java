package city.senne.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class P06_A_city_leaves_and_comes_back {
    private static final List<String> ANSWERS = List.of(
            "/api/explore/v2.1/catalog/datasets/bomen/records?order_by=soort",
            "/api/explore/v2.1/catalog/datasets/bomen/versions",
            "/api/explore/v2.1/catalog/datasets/bomen/exports/csv",
            "/api/explore/v2.1/catalog/exports/json");

    @TempDir
    private Path folder;

    /// The server is asked once while it runs, and the home that came back once more, with no server.
    @Test
    void everything_goes_into_a_folder_and_comes_back_the_same() throws Exception {
        Path left = folder.resolve("left");
        Path table = folder.resolve("bomen.csv");
        Path home = folder.resolve("city");
        List<String> before;
        try (Product senne = Product.serve(home)) {
            publish(table, "soort;omtrek;plaats\nBeuk;210;50.85, 4.35\n", home);
            publish(table, "soort;omtrek;plaats\nBeuk;210;50.85, 4.35\nZomereik \"Jan\\\";180;50.86, 4.36\n", home);
            publish(folder.resolve("geheim.csv"), "naam\nTine\n", home, "--draft");
            before = answers(senne);
            assertThat(before.getFirst()).contains("Zomereik");
            assertThat(exportAll(home, left)).contains("Exported 2 datasets").contains(left.toString());
            assertThat(Product.run("export-all", left.toString(), "--home", home.toString()))
                    .satisfies(again -> assertThat(again.complained()).contains("is not empty"))
                    .satisfies(again -> assertThat(again.exitCode()).isEqualTo(1));
        }
        assertThat(left.resolve("datasets/bomen"))
                .isDirectoryContaining("glob:**/rows.parquet")
                .isDirectoryContaining("glob:**/about.json")
                .isDirectoryContaining("glob:**/policy.json");
        assertThat(countOfParquet(left.resolve("datasets/bomen/rows.parquet"))).isEqualTo(2);
        assertThat(countOfParquet(left.resolve("datasets/geheim/rows.parquet"))).isEqualTo(1);
        assertThat(left.resolve("catalog.ttl")).content().contains("dcat:Dataset");
        assertThat(left.resolve("README.md")).exists();

        Path back = folder.resolve("back");
        assertThat(Product.run("import-all", left.toString(), "--home", back.toString()))
                .satisfies(done -> assertThat(done.said()).contains("Imported", "./senne serve --home"))
                .satisfies(done -> assertThat(done.exitCode()).isZero());
        Path again = folder.resolve("again");
        exportAll(back, again);
        assertThat(withoutWhatTimeWrites(again)).isEqualTo(withoutWhatTimeWrites(left));
        try (Product senne = Product.serve(back)) {
            assertThat(answers(senne)).isEqualTo(before);
            publish(table, "soort;omtrek;plaats\nLinde;99;50.85, 4.35\n", back);
            assertThat(answers(senne).getFirst()).contains("Linde");
        }
    }

    @Test
    void a_folder_that_was_cut_off_or_touched_comes_back_not_at_all() throws Exception {
        Path home = folder.resolve("city");
        Path left = folder.resolve("left");
        publish(folder.resolve("bomen.csv"), "soort;omtrek\nBeuk;210\n", home);
        exportAll(home, left);
        Path people = left.resolve("tables/public.organisation.jsonl");
        Files.writeString(people, Files.readString(people) + "{}\n");
        Path back = folder.resolve("back");
        assertThat(Product.run("export-all", folder.resolve("none").toString(), "--home", back.toString())
                        .complained())
                .contains("holds nothing to export");
        assertThat(Product.run("import-all", left.toString(), "--home", back.toString()))
                .satisfies(refused -> assertThat(refused.complained())
                        .contains("is damaged: tables/public.organisation.jsonl is not what was written"))
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(1));
        Files.delete(left.resolve("manifest.json"));
        assertThat(Product.run("import-all", left.toString(), "--home", back.toString())
                        .complained())
                .contains("not a whole one");
        assertThat(back.resolve("database/data")).doesNotExist();
    }

    private String exportAll(Path home, Path target) throws IOException, InterruptedException {
        Product.Answer answer = Product.run("export-all", target.toString(), "--home", home.toString());
        assertThat(answer.exitCode()).as(answer.complained()).isZero();
        return answer.said();
    }

    private static void publish(Path file, String text, Path home, String... more)
            throws IOException, InterruptedException {
        Files.writeString(file, text);
        List<String> command = new ArrayList<>(List.of("publish", file.toString(), "--home", home.toString()));
        command.addAll(List.of(more));
        Product.Answer answer = Product.run(command.toArray(String[]::new));
        assertThat(answer.exitCode()).as(answer.complained()).isZero();
    }

    /// All but what says when and where it was exported: the manifest, addresses with the server's port, the footers of
    /// Parquet, and what the exports themselves did to the journal and the counts.
    private static Map<String, String> withoutWhatTimeWrites(Path export) throws IOException {
        try (var files = Files.walk(export)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString()
                            .matches(".*(manifest\\.json|catalog\\.(ttl|json)|about\\.json|rows\\.parquet)"))
                    .filter(file -> !file.toString().matches(".*/public\\.(journal_.*|usage_.*|field_use)\\.jsonl"))
                    .collect(Collectors.toMap(
                            file -> export.relativize(file).toString(),
                            P06_A_city_leaves_and_comes_back::text,
                            (one, _) -> one,
                            TreeMap::new));
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long countOfParquet(Path file) throws Exception {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet count = duckdb.createStatement().executeQuery("select count(*) from '%s'".formatted(file))) {
            count.next();
            return count.getLong(1);
        }
    }

    private static List<String> answers(Product senne) throws IOException, InterruptedException {
        List<String> answers = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : ANSWERS) {
                answers.add(client.send(
                                HttpRequest.newBuilder(senne.address().resolve(path))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body()
                        .replace(senne.address().toString(), ""));
            }
        }
        return answers;
    }
}
