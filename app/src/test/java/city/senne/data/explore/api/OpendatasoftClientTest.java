package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.explore.export.OtherReaders;
import city.senne.data.ingest.PublishFile;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// The client that Opendatasoft gives to programmers, with its query builder; only its address was changed.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpendatasoftClientTest {
    @LocalServerPort
    private int port;

    private JsonNode answers;

    @BeforeAll
    void ask(@Autowired PublishFile publishFile) throws Exception {
        ApiVisitor.publishTrees(publishFile);
        answers = OtherReaders.script("explore-client.mjs", "http://localhost:" + port);
    }

    private List<String> texts(String name) {
        return answers.path(name).valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void reads_the_catalogue_in_all_its_ways() {
        assertThat(answers.at("/catalogue/links")
                        .valueStream()
                        .map(link -> link.path("rel").asString()))
                .contains("self", "datasets", "exports");
        assertThat(answers.at("/datasets/results/0/dataset_id").asString()).isEqualTo("arbres");
        assertThat(answers.at("/datasets/results/0/metas/default/title").asString())
                .isNotBlank();
        assertThat(answers.at("/dataset/fields")).isNotEmpty();
        assertThat(answers.at("/catalogueFacets/facets")
                        .valueStream()
                        .map(facet -> facet.path("name").asString()))
                .containsExactlyInAnyOrder("theme", "publisher");
        assertThat(answers.path("catalogueExport")).isNotEmpty();
        assertThat(texts("monitoring")).isNotEmpty();
    }

    @Test
    void reads_records_with_everything_that_its_builder_writes() {
        assertThat(texts("page")).containsExactly("T03", "T04", "T05");
        assertThat(texts("conditions")).containsExactly("T04", "T10");
        assertThat(texts("quoted")).containsExactly("T08");
        assertThat(texts("keyword")).containsExactly("T05", "T08", "T12");
        assertThat(texts("refined")).containsExactly("T08", "T09", "T10");
        assertThat(answers.path("record").asString()).isEqualTo("T05");
        assertThat(answers.at("/zoned/0/releve").asString()).isEqualTo("2026-01-11T00:30:00+01:00");
    }

    @Test
    void reads_groups_facets_and_exports() {
        assertThat(answers.at("/groups/0/n").asInt()).isEqualTo(3);
        assertThat(answers.path("groups")).hasSize(2);
        assertThat(texts("facets")).contains("Ixelles refined", "Uccle displayed");
        assertThat(answers.path("exported").asInt()).isEqualTo(12);
        assertThat(answers.path("geojson").asInt()).isEqualTo(11);
    }

    @Test
    void knows_our_errors_as_its_own() {
        assertThat(texts("failures"))
                .containsExactly(
                        "NotFoundError 404 NotFoundResource",
                        "UserError 400 ODSQLSyntaxError",
                        "UserError 400 InvalidRESTParameterError",
                        "UserError 400 ODSQLError",
                        "AuthenticationError 401 Unauthorized");
    }
}
