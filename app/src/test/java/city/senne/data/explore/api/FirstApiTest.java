package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The first version of the API, on the twelve trees.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstApiTest {
    @LocalServerPort
    private int port;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile) throws Exception {
        ApiVisitor.publishTrees(publishFile);
    }

    private HttpResponse<String> get(String path, String query) throws Exception {
        return new FirstVisitor(port).get(path, query);
    }

    private JsonNode search(String query) throws Exception {
        return new FirstVisitor(port).trees("search", query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rows=12&sort=-id ; 12 ; T01 T02 T03 T04 T05 T06 T07 T08 T09 T10 T11 T12",
                "rows=2&start=3&sort=-id ; 12 ; T04 T05",
                "rows=2&sort=hauteur ; 12 ; T02 T03",
                "q=tilleul&sort=-id ; 3 ; T04 T05 T12",
                "q=tilleul AND NOT flagey&sort=-id ; 2 ; T05 T12",
                "q=hauteur>20 commune:Bruxelles&sort=-id ; 3 ; T01 T02 T03",
                "q=plante:2014&sort=-id ; 3 ; T05 T08 T12",
                "refine.commune=Ixelles&sort=-id ; 3 ; T04 T05 T08",
                "refine.commune=Ixelles&refine.commune=Uccle&disjunctive.commune=true&sort=-id ; 5 ; T04 T05 T08 T09 T10",
                "exclude.commune=Ixelles&refine.essence=Tilleul ; 1 ; T12",
                "geofilter.distance=50.8467,4.3525,1000&sort=-id ; 2 ; T01 T02",
                "geofilter.bbox=50.84,4.34,50.85,4.40&sort=-id ; 3 ; T01 T02 T06",
                "q.pop=tilleul&q=flagey ; 1 ; T04",
                "geofilter.polygon=(50.84,4.34),(50.84,4.40),(50.85,4.40),(50.85,4.34)&sort=-id ; 3 ; T01 T02 T06",
            })
    void search_finds(String query, int hits, String ids) throws Exception {
        JsonNode answer = search(query);
        assertThat(answer.path("nhits").asInt()).isEqualTo(hits);
        assertThat(answer.path("records")
                        .valueStream()
                        .map(record -> record.at("/fields/id").asString())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(ids);
    }

    @Test
    void a_record_has_the_shape_of_that_version() throws Exception {
        JsonNode answer = search("q=id:T09&facet=commune&timezone=Europe/Brussels&lang=fr");
        JsonNode record = answer.at("/records/0");
        assertThat(record.path("datasetid").asString()).isEqualTo("arbres");
        assertThat(record.path("recordid").asString()).matches("[0-9a-f]{40}");
        assertThat(record.path("record_timestamp").asString()).isNotBlank();
        assertThat(record.path("fields").has("hauteur"))
                .as("empty values are left out")
                .isFalse();
        assertThat(answer.at("/parameters/dataset").asString()).isEqualTo("arbres");
        assertThat(answer.at("/parameters/timezone").asString()).isEqualTo("Europe/Brussels");
        assertThat(answer.at("/parameters/facet/0").asString()).isEqualTo("commune");
        assertThat(answer.at("/facet_groups/0/name").asString()).isEqualTo("commune");
        assertThat(answer.at("/facet_groups/0/facets/0/path").asString()).isEqualTo("Uccle");
        JsonNode placed = search("q=id:T02").at("/records/0");
        assertThat(placed.at("/fields/localisation").toString()).isEqualTo("[50.8443,4.364]");
        assertThat(placed.path("geometry").toString())
                .isEqualTo("{\"type\":\"Point\",\"coordinates\":[4.364,50.8443]}");
    }

    @Test
    void downloads_keep_the_choice() throws Exception {
        String csv = get(
                        "/api/records/1.0/download/",
                        "dataset=arbres&format=csv&refine.commune=Ixelles&sort=-id&fields=id,hauteur&csv_separator=,")
                .body();
        assertThat(csv).contains("id,hauteur").contains("T04").doesNotContain("T01");
        JsonNode json = JsonMapper.shared()
                .readTree(get("/api/records/1.0/download", "dataset=arbres&format=json&q=tilleul")
                        .body());
        assertThat(json).hasSize(3);
        assertThat(json.at("/0/fields/essence").asString()).isEqualTo("Tilleul");
        assertThat(get("/api/records/1.0/download", "dataset=arbres&format=geojson&rows=2")
                        .body())
                .contains("FeatureCollection");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rows=10001",
                "start=-1",
                "rows=9000&start=2000",
                "geofilter.distance=here",
                "geofilter.polygon=(1,2)",
                "sort=absent",
                "refine.absent=x"
            })
    void what_cannot_be_answered_is_refused(String query) throws Exception {
        HttpResponse<String> response = get("/api/records/1.0/search", "dataset=arbres&" + query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"error\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(tilleul) AND (flagey) ; 1",
                "commune:Ixelles ; 3",
                "hauteur>20 NOT commune:Laeken ; 3",
                "note:absent ; 0"
            })
    void widgets_put_the_same_language_into_the_present_version(String qv1, int hits) throws Exception {
        String base = Links.PATH + "/catalog/datasets/arbres";
        JsonNode page = JsonMapper.shared()
                .readTree(get(base + "/records", "qv1=" + qv1).body());
        assertThat(page.path("total_count").asInt()).as(page.toString()).isEqualTo(hits);
        assertThat(JsonMapper.shared()
                        .readTree(get(base + "/exports/json", "qv1=" + qv1).body()))
                .hasSize(hits);
    }

    @Test
    void an_unknown_dataset_is_not_found() throws Exception {
        assertThat(get("/api/records/1.0/search", "dataset=absent").statusCode())
                .isEqualTo(404);
        assertThat(get("/api/records/1.0/search", "q=x").statusCode()).isEqualTo(400);
        assertThat(get("/api/records/1.0/absent", "dataset=arbres").statusCode())
                .isEqualTo(404);
    }
}
