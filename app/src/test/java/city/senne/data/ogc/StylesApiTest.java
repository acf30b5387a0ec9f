package city.senne.data.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.explore.export.OtherReaders;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Viewer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Collections are drawn elsewhere as on the portal's own pages.
@OpenHouse
class StylesApiTest {
    private static final String STYLES = "/ogc/collections/styled-kiosks/styles";
    private static final String MAPBOX = "application/vnd.mapbox.style+json";
    private static boolean published;

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    private Steward anybody = Steward.stranger(0);

    @BeforeEach
    void kiosks(@TempDir Path folder) throws Exception {
        anybody = Steward.stranger(port);
        if (published) return;
        Path file = Files.writeString(
                folder.resolve("styled-kiosks.csv"), "ref,latitude,longitude\nk1,50.85,4.35\nk2,50.86,4.36\n");
        assertThat(publishFile.publish(new Viewer.Operator(), file, "").state()).isEqualTo(Delivery.State.LANDED);
        published = true;
    }

    private JsonNode json(String address, String type) throws Exception {
        HttpResponse<String> answer = anybody.ask(address.replaceFirst("^http://[^/]+", ""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String link(JsonNode document, String rel) {
        return document.get("links")
                .valueStream()
                .filter(link -> link.get("rel").asString().equals(rel))
                .map(link -> link.get("href").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void links_lead_from_a_collection_to_its_style() throws Exception {
        JsonNode collection = json("/ogc/collections/styled-kiosks", "application/json");
        JsonNode styles = json(link(collection, "http://www.opengis.net/def/rel/ogc/1.0/styles"), "application/json");
        JsonNode style = styles.at("/styles/0");
        assertThat(styles.get("default")).isEqualTo(style.get("id"));
        JsonNode metadata = json(link(style, "describedby"), "application/json");
        assertThat(metadata.get("id")).isEqualTo(style.get("id"));
        assertThat(metadata.at("/stylesheets/0/link/type").asString()).isEqualTo(MAPBOX);
        assertThat(metadata.at("/stylesheets/0/link/href").asString()).isEqualTo(link(style, "stylesheet"));
        assertThat(json(link(style, "stylesheet"), MAPBOX).get("version").asInt())
                .isEqualTo(8);
        assertThat(json("/ogc/conformance", "application/json")
                        .get("conformsTo")
                        .toString())
                .contains("ogcapi-styles-1/1.0/conf/core", "ogcapi-styles-1/1.0/conf/mapbox-styles");
    }

    @Test
    void the_style_is_valid_and_draws_the_tiles_in_the_colours_of_the_pages(@TempDir Path folder) throws Exception {
        JsonNode style = json(STYLES + "/places?lang=nl", MAPBOX);
        Path file = Files.writeString(folder.resolve("style.json"), style.toString());
        assertThat(OtherReaders.script("check-style.mjs", file.toString())).isEmpty();
        JsonNode tiles = json(style.at("/sources/places/url").asString(), "application/json");
        List<String> layers = tiles.get("vector_layers")
                .valueStream()
                .map(layer -> layer.get("id").asString())
                .toList();
        assertThat(style.get("layers").valueStream().skip(1))
                .allSatisfy(layer ->
                        assertThat(layers).contains(layer.get("source-layer").asString()));
        String colours = Files.readString(Path.of("src/main/java/city/senne/platform/web/style/tokens.css"));
        String iris = style.at("/layers/1/paint/fill-color").asString();
        assertThat(colours).contains("--iris: light-dark(" + iris + ",");
        assertThat(style.toString()).contains("\"locale\":\"nl\"").doesNotContain("\"{");
        assertThat(style.at("/center/0").asDouble()).isBetween(4.35, 4.36);
        assertThat(style.get("zoom").asDouble()).isBetween(12.0, 16.0);
    }

    @ParameterizedTest
    @CsvSource({
        "/none,404",
        "/none/metadata,404",
        "/places?f=sld,400",
        "/places?x=1,400",
        "?f=html,400",
        "/places?f=mapbox,200"
    })
    void what_there_is_not_is_not_found_and_what_means_nothing_is_refused(String rest, int status) throws Exception {
        assertThat(anybody.ask(STYLES + rest).statusCode()).isEqualTo(status);
        assertThat(anybody.ask("/ogc/collections/no-such-dataset/styles/places").statusCode())
                .isEqualTo(404);
    }
}
