package city.senne.data.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.Catalog;
import city.senne.data.stewardship.Steward;
import city.senne.engine.table.FieldType;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// One wrong word makes a column text; the page of the delivery names it and has the way back.
@OpenHouse
class MisfitsTest {
    private static final Pattern OFFER = Pattern.compile("name=\"(type\\.\\d+)\" value=\"(\\w+)\">");

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private Catalog catalog;

    @Autowired
    private CreateKey createKey;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "counts-misfit, %d, douze, INT, whole number",
        "lengths-misfit, '%d,5', douze, DOUBLE, number",
        "days-misfit, %d/03/2024, printemps, DATE, date",
    })
    void a_column_gets_its_type_with_one_click(String id, String value, String wrong, FieldType type, String called)
            throws Exception {
        var text = new StringBuilder("Nom;Valeur\n");
        for (int i = 10; i < 28; i++) text.append("Banc %d;%s\n".formatted(i, value.formatted(i)));
        text.append("Banc 28;%s\n".formatted(wrong));
        Path file = Files.writeString(folder.resolve(id + ".csv"), text);
        Delivery delivery = publishFile.publish(new Viewer.Operator(), file, "id: " + id + "\n");
        assertThat(type(id)).isEqualTo(FieldType.TEXT);

        Steward steward = Steward.administrator(port, createKey);
        String page = steward.get("/deliveries/" + delivery.id() + "?lang=en").body();
        assertThat(page)
                .contains("the first on line 20", "<code>" + wrong + "</code>")
                .contains("Read the column as “" + called + "”; this row is rejected");
        Matcher offer = OFFER.matcher(page);
        assertThat(offer.find()).isTrue();
        String again = steward.post("/deliveries/" + delivery.id() + "/reread", Map.of(offer.group(1), offer.group(2)))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (steward.get(again).body().contains(again + "/progress")) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(50);
        }
        assertThat(type(id)).isEqualTo(type);
        assertThat(steward.get(again + "?lang=en").body()).contains("<code class=\"table__text\">" + wrong + "</code>");
    }

    private FieldType type(String id) {
        return catalog.dataset(new Viewer.Operator(), id)
                .current()
                .schema()
                .findField("valeur")
                .orElseThrow()
                .type();
    }
}
