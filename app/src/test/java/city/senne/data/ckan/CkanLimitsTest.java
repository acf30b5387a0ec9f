package city.senne.data.ckan;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// One question of CKAN's actions takes neither the time nor the memory of everybody.
@OpenHouse
class CkanLimitsTest {
    private static final String SEARCH = "/api/3/action/";

    @LocalServerPort
    private int port;

    private CkanVisitor.Reply post(String action, String body) throws Exception {
        return new CkanVisitor(port).post(SEARCH + action, "application/json", body);
    }

    private static String many(String text) {
        return String.join(",", Collections.nCopies(4_000, '"' + text + '"'));
    }

    @Test
    void what_is_asked_again_and_again_is_counted_once() throws Exception {
        Instant begin = Instant.now();
        CkanVisitor.Reply counted = post("package_search", "{\"rows\":0,\"facet.field\":[" + many("groups") + "]}");
        assertThat(counted.result().path("facets").size()).isEqualTo(1);
        post("resource_search", "{\"query\":[" + many("format:csv") + "]}");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
        StringBuilder formats = new StringBuilder("\"format:csv\"");
        for (int i = 0; i < 2_000; i++) formats.append(",\"format:").append(i).append('"');
        begin = Instant.now();
        assertThat(post("resource_search", "{\"query\":[" + formats + "]}").status())
                .isEqualTo(409);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void rows_that_are_too_large_together_are_refused(@Autowired PublishFile publishFile, @TempDir Path folder)
            throws Exception {
        StringBuilder ring = new StringBuilder();
        for (int i = 0; i <= 30_000; i++) {
            double angle = 2 * Math.PI * (i % 30_000) / 30_000;
            ring.append(i == 0 ? "" : ",")
                    .append(String.format(
                            Locale.ROOT, "[%.9f,%.9f]", 4.3 + 0.04 * Math.cos(angle), 50.8 + 0.04 * Math.sin(angle)));
        }
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            rows.append(i == 0 ? "" : ",")
                    .append(
                            "{\"type\":\"Feature\",\"properties\":{\"n\":%d},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[%s]]}}"
                                    .formatted(i, ring));
        }
        Path file = Files.writeString(
                folder.resolve("ckan-large.geojson"), "{\"type\":\"FeatureCollection\",\"features\":[" + rows + "]}");
        assertThat(publishFile.publish(new Viewer.Operator(), file, "").state()).isEqualTo(Delivery.State.LANDED);
        CkanVisitor visitor = new CkanVisitor(port);
        CkanVisitor.Reply refused = visitor.get("datastore_search?id=ckan-large&limit=32000");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("/error/limit/0").asString()).contains("ask for fewer");
        assertThat(visitor.get("datastore_search?id=ckan-large&limit=5")
                        .result()
                        .path("records")
                        .size())
                .isEqualTo(5);
        assertThat(visitor.get("datastore_search?id=ckan-large&limit=32000&fields=n")
                        .result()
                        .path("records")
                        .size())
                .isEqualTo(50);
    }
}
