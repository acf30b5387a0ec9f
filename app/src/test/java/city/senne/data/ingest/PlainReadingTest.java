package city.senne.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Version;
import city.senne.engine.lake.Difference;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// Files large and regular enough for DuckDB to read them itself.
@OpenHouse
class PlainReadingTest {
    private static final Viewer AGENT = new Viewer.Operator();

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private Catalog catalog;

    @TempDir
    private Path folder;

    private final String id = "test-" + UUID.randomUUID();

    @Test
    void a_large_plain_file_is_read_by_duckdb_with_the_same_result() throws Exception {
        String rows = plainRows();
        Delivery delivery = publish(rows);
        Version version = dataset().current();

        Delivery careful = publish(rows + "\n");

        assertThat(reasonsOf(delivery)).contains("delivery.proved");
        assertThat(reasonsOf(careful)).doesNotContain("delivery.proved").contains("types.int");
        assertThat(delivery.rowsRead()).isEqualTo(careful.rowsRead()).isEqualTo(60_000);
        assertThat(dataset().current().schema()).isEqualTo(version.schema());
        assertThat(dataset().current().difference()).isEqualTo(new Difference(0, 0, 0));
    }

    @Test
    void a_last_row_that_does_not_fit_is_rejected_as_ever() throws Exception {
        Delivery delivery = publish(plainRows() + "x;Rue Haute;2024-02-29;1,5\n60001;Rue Basse;2023-02-29;2,5\n");

        assertThat(delivery.state()).isEqualTo(Delivery.State.LANDED);
        assertThat(delivery.rowsRejected()).isEqualTo(2);
        assertThat(dataset().current().rows()).isEqualTo(60_000);
    }

    @Test
    void a_large_plain_file_replaces_rows_by_their_key() throws Exception {
        publish("nombre;rue;jour;longueur\n1;Rue A;2024-05-01;1,5\n70000;Rue B;2024-05-31;2,5\n");

        Delivery delivery = publish(plainRows(), "update: upsert", "key_fields: [nombre]");

        assertThat(reasonsOf(delivery)).contains("delivery.proved");
        assertThat(dataset().current().rows()).isEqualTo(60_001);
        assertThat(dataset().current().difference()).isEqualTo(new Difference(59_999, 1, 0));
    }

    @Test
    void a_large_parquet_file_is_read_by_duckdb() throws Exception {
        Path file = folder.resolve("comptages.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (select i as nombre, 'Rue n° ' || i % 977 as rue from range(60000) t(i)) to '"
                    + file + "' (format parquet)");
        }
        Delivery delivery = publishFile.publish(AGENT, file, "id: " + id);

        assertThat(delivery.rowsRead()).isEqualTo(60_000);
        assertThat(dataset().current().rows()).isEqualTo(60_000);
    }

    /// Sensors write them where they measured nothing; the lake keeps the least and the greatest number of a file.
    @Test
    void infinite_numbers_are_no_numbers() throws Exception {
        Path file = folder.resolve("mesures.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "copy (from (values (1, 'inf'::double), (2, '-inf'), (3, 'nan'), (4, 2.5)) t(n, mesure)) to '"
                            + file + "' (format parquet)");
        }
        Delivery delivery = publishFile.publish(AGENT, file, "id: " + id);

        assertThat(delivery.state()).isEqualTo(Delivery.State.LANDED);
        assertThat(dataset().current().rows()).isEqualTo(4);
    }

    private static String plainRows() {
        StringBuilder rows = new StringBuilder("nombre;rue;jour;longueur\n");
        for (int i = 0; i < 60_000; i++) {
            rows.append(i)
                    .append(";Rue n° ")
                    .append(i % 977)
                    .append(";2024-05-")
                    .append(10 + i % 20);
            rows.append(';').append(i % 100).append(',').append(i % 7).append("5\n");
        }
        return rows.toString();
    }

    private static List<String> reasonsOf(Delivery delivery) {
        return delivery.decisions().stream()
                .map(decision -> decision.reason().code())
                .toList();
    }

    private Delivery publish(String content, String... more) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve(UUID.randomUUID() + ".csv"), content);
        return publishFile.publish(AGENT, file, String.join("\n", "id: " + id, String.join("\n", more)));
    }

    private Dataset dataset() {
        return catalog.dataset(AGENT, id);
    }
}
