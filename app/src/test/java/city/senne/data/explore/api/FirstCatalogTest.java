package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import java.net.http.HttpResponse;
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

/// The catalogue as the first version of the API tells it, and how that version refuses.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstCatalogTest {
    @LocalServerPort
    private int port;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile) throws Exception {
        ApiVisitor.publishTrees(publishFile);
    }

    private JsonNode answer(String path, String query) throws Exception {
        return new FirstVisitor(port).answer(path, query);
    }

    private static JsonNode field(JsonNode dataset, String name) {
        return dataset.path("fields")
                .valueStream()
                .filter(field -> field.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/datasets/1.0/arbres", "/api/datasets/1.0/arbres/"})
    void a_dataset_has_the_shape_that_widgets_read(String path) throws Exception {
        JsonNode dataset = answer(path, "extrametas=true&interopmetas=true");
        assertThat(dataset.path("datasetid").asString()).isEqualTo("arbres");
        assertThat(dataset.at("/metas/records_count").asInt()).isEqualTo(12);
        assertThat(dataset.at("/metas/domain").asString()).isEqualTo("localhost");
        assertThat(dataset.path("features").toString()).contains("geo", "analyze");
        assertThat(dataset.path("fields")).hasSize(15);
        assertThat(field(dataset, "localisation").path("type").asString()).isEqualTo("geo_point_2d");
        assertThat(field(dataset, "categorie").path("annotations").toString())
                .contains("{\"name\":\"facet\"}", "{\"name\":\"hierarchical\",\"args\":[\"/\"]}");
        assertThat(dataset.at("/extra_metas/explore").has("download_count")).isTrue();
        assertThat(dataset.at("/interop_metas/dcat").has("created")).isTrue();
        assertThat(answer(path, "lang=fr").has("extra_metas")).isFalse();
    }

    @Test
    void the_catalogue_is_searched() throws Exception {
        JsonNode found = answer("/api/datasets/1.0/search/", "q=datasetid:arbres&rows=1&sort=modified&facet=features");
        assertThat(found.path("nhits").asInt()).isEqualTo(1);
        assertThat(found.at("/datasets/0/datasetid").asString()).isEqualTo("arbres");
        assertThat(found.at("/parameters/rows").asInt()).isEqualTo(1);
        assertThat(found.at("/facet_groups/0/name").asString()).isEqualTo("features");
        assertThat(found.at("/facet_groups/0/facets")
                        .valueStream()
                        .map(value -> value.path("path").asString()))
                .contains("geo");
        assertThat(answer("/api/datasets/1.0/search", "q=datasetid:arbres&refine.features=image")
                        .path("nhits")
                        .asInt())
                .isZero();
        JsonNode none = answer("/api/datasets/1.0/search", "q=datasetid:arbres&rows=0");
        assertThat(none.path("nhits").asInt()).isEqualTo(1);
        assertThat(none.path("datasets")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/api/datasets/1.0/absent ; q= ; 404 ; The requested dataset absent does not exist.",
                "/api/datasets/1.0/search ; rows=-2 ; 400 ; rows",
                "/api/datasets/1.0/search ; sort=absent ; 400 ; absent",
                "/api/datasets/1.0/search ; geofilter.distance=50,4 ; 400 ; no places",
                "/api/records/1.0/search ; dataset=absent ; 404 ; absent",
                "/api/records/1.0/search ; q= ; 400 ; dataset",
                "/api/records/1.0/analyze ; dataset=arbres&x=absent&y.n.func=COUNT ; 400 ; absent",
                "/api/records/1.0/nothing ; dataset=arbres ; 404 ; URI",
                "/api/datasets/1.0/search ; apikey=wrong ; 401 ; ''",
            })
    void refusals_are_a_number_and_a_sentence(String path, String query, int status, String says) throws Exception {
        HttpResponse<String> response = new FirstVisitor(port).get(path, query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode body = JsonMapper.shared().readTree(response.body());
        assertThat(body.path("errorcode").asInt()).isEqualTo(status);
        assertThat(body.path("error").asString()).isNotBlank().contains(says.replace("''", ""));
        assertThat(body).hasSize(2);
    }
}
