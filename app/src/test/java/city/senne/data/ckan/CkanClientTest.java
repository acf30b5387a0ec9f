package city.senne.data.ckan;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.explore.export.OtherReaders;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// The client that PortalJS gives to programmers; only its address was changed.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CkanClientTest {
    private static final Path GOLDEN = Path.of("..", "examples", "golden");

    @LocalServerPort
    private int port;

    private JsonNode answers;

    @BeforeAll
    void ask(@Autowired PublishFile publishFile) throws Exception {
        publishFile.publish(
                new Viewer.Operator(),
                GOLDEN.resolve("arbres.json"),
                Files.readString(GOLDEN.resolve("arbres.senne.yaml")));
        answers = OtherReaders.script("ckan-client.mjs", "http://localhost:" + port);
    }

    private List<String> texts(String name) {
        return answers.path(name).valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void walks_through_all_packages_to_the_end() {
        assertThat(texts("walked")).contains("arbres").containsExactlyInAnyOrderElementsOf(texts("list"));
        assertThat(answers.path("count").asInt()).isEqualTo(texts("walked").size());
        assertThat(answers.at("/status/ckan_version").asString()).isNotBlank();
    }

    @Test
    void reads_a_package_its_resources_and_their_rows() {
        assertThat(answers.path("byId").asString()).isEqualTo("arbres");
        assertThat(answers.path("resource").asString()).isEqualTo("CSV");
        assertThat(texts("filtered")).containsExactly("T04", "T05", "T08", "T10");
        assertThat(answers.at("/first/0/id").asString()).isEqualTo("T12");
        assertThat(answers.at("/first/1").propertyNames()).containsExactly("id", "hauteur");
    }

    @Test
    void knows_our_errors_as_its_own() {
        assertThat(texts("failures"))
                .satisfiesExactly(
                        missing -> assertThat(missing).isEqualTo("Not found: absent"),
                        field -> assertThat(field).contains("Validation error", "unknown field bogus"),
                        sort -> assertThat(sort).contains("Validation error", "Unknown field: bogus"));
    }
}
