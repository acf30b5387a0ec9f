package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Version 2.0 of the API, on the twelve trees.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondApiTest {
    @LocalServerPort
    private int port;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile) throws Exception {
        ApiVisitor.publishTrees(publishFile);
    }

    private HttpResponse<String> get(String address) throws Exception {
        String encoded = URLEncoder.encode(address, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("%3F", "?")
                .replace("%26", "&")
                .replace("%3D", "=");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + encoded))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String address) throws Exception {
        HttpResponse<String> response = get(address);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("ODS-Explore-API-Deprecation")).isPresent();
        return JsonMapper.shared().readTree(response.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2", "/api/explore/v2.0"})
    void datasets_and_records_come_in_envelopes(String root) throws Exception {
        JsonNode list = json(root + "/catalog/datasets/?where=dataset_id=\"arbres\"&rows=5");
        assertThat(list.path("total_count").asInt()).isEqualTo(1);
        assertThat(list.at("/datasets/0/dataset/dataset_id").asString()).isEqualTo("arbres");
        assertThat(list.at("/datasets/0/links/0/href").asString()).endsWith("/catalog/datasets/arbres");
        assertThat(json(root + "/catalog/datasets/arbres").at("/dataset/fields"))
                .isNotEmpty();

        JsonNode records = json(root + "/catalog/datasets/arbres/records?sort=-id&rows=2&start=1");
        assertThat(records.path("total_count").asInt()).isEqualTo(12);
        assertThat(records.path("records")
                        .valueStream()
                        .map(record -> record.at("/record/fields/id").asString())
                        .collect(Collectors.joining(" ")))
                .isEqualTo("T11 T10");
        JsonNode first = records.at("/records/0/record");
        assertThat(first.path("id").asString()).matches("[0-9a-f]{40}");
        assertThat(first.path("size").asInt()).isPositive();
        assertThat(first.path("timestamp").asString()).isNotBlank();
        assertThat(first.path("fields").has("_id")).isFalse();
        assertThat(json(root + "/catalog/datasets/arbres/records/"
                                + first.path("id").asString())
                        .at("/record/fields/id")
                        .asString())
                .isEqualTo("T11");
    }

    @Test
    void words_are_searched_for() throws Exception {
        assertThat(json("/api/v2/catalog/datasets/arbres/records?search=tilleul")
                        .path("total_count")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void groups_have_no_empty_key_times_are_numbers_and_parts_of_dates_are_text() throws Exception {
        String root = "/api/v2/catalog/datasets/arbres/aggregates?select=count(*) as n&group_by=";
        assertThat(json(root + "commune").path("aggregations")).hasSize(6);
        assertThat(json(root + "plante").at("/aggregations/0/plante").isNumber())
                .isTrue();
        assertThat(json(root + "year(plante)&order_by=n desc")
                        .at("/aggregations/0")
                        .toString())
                .isEqualTo("{\"year(plante)\":\"2014\",\"n\":3}");
        assertThat(json("/api/v2/catalog/datasets/arbres/aggregates?select=sum(hauteur) as s")
                        .toString())
                .contains("\"aggregations\":[{\"s\":189}]");
    }

    @Test
    void exports_have_no_byte_order_mark_and_their_old_names() throws Exception {
        assertThat(get("/api/v2/catalog/datasets/arbres/exports/csv?select=id&limit=1")
                        .body())
                .startsWith("id");
        assertThat(get("/api/v2/catalog/datasets/arbres/exports/xls").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).contains("spreadsheetml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2", "/api/explore/v2.0"})
    void facets_tell_values_and_counts(String root) throws Exception {
        JsonNode catalogue = json(root + "/catalog/facets/?facet=features&where=dataset_id=\"arbres\"");
        assertThat(catalogue.at("/facets/0/name").asString()).isEqualTo("features");
        assertThat(catalogue.at("/facets/0/facets").toString())
                .contains("{\"name\":\"geo\",\"count\":1,\"state\":\"displayed\",\"value\":\"geo\"}");
        JsonNode trees = json(root + "/catalog/datasets/arbres/facets?facet=commune&search=tilleul");
        assertThat(trees.at("/facets/0/facets").toString())
                .isEqualTo("[{\"name\":\"Ixelles\",\"count\":2,\"state\":\"displayed\",\"value\":\"Ixelles\"}]");
    }

    @Test
    void what_does_not_exist_is_not_found() throws Exception {
        assertThat(get("/api/v2/catalog/datasets/absent/records").statusCode()).isEqualTo(404);
        assertThat(get("/api/v2/catalog/datasets/arbres/records/x").body()).contains("NotFoundResource");
        assertThat(get("/api/v2/catalog/other").body()).contains("NotFoundURI");
    }
}
