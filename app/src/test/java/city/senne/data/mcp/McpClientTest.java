package city.senne.data.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.explore.export.OtherReaders;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Programs of the protocol's makers for Node.js: their client, and the kit with which they test servers.
@OpenHouse
class McpClientTest {
    private static final Path GOLDEN = Path.of("..", "examples", "golden");

    @LocalServerPort
    private int port;

    @BeforeEach
    void publish(@Autowired PublishFile publishFile) throws Exception {
        publishFile.publish(
                new Viewer.Operator(),
                GOLDEN.resolve("arbres.json"),
                Files.readString(GOLDEN.resolve("arbres.senne.yaml")));
    }

    @Test
    void another_client_finds_describes_and_asks() throws Exception {
        JsonNode said = OtherReaders.script("mcp-client.mjs", "http://localhost:" + port);
        assertThat(said.path("server").asString()).isEqualTo("senne");
        assertThat(said.path("tools").valueStream().map(JsonNode::asString))
                .containsExactly("search_datasets", "describe_dataset", "query_dataset");
        assertThat(said.path("found").valueStream().map(JsonNode::asString)).contains("arbres");
        assertThat(said.path("unit").asString()).isEqualTo("m");
        assertThat(said.path("queried").valueStream().map(JsonNode::asString)).contains("T02");
        assertThat(said.path("refused").asString()).contains("Nearest: hauteur");
        assertThat(said.path("language").asString()).isEqualTo("text/markdown");
    }

    /// The kit's other scenarios call tools that only servers made for it have.
    @Test
    void the_kit_of_the_protocol_finds_nothing_wrong() throws Exception {
        JsonNode said = OtherReaders.script("mcp-conformance.mjs", "http://localhost:" + port);
        assertThat(said.properties())
                .hasSize(6)
                .allSatisfy(scenario -> assertThat(scenario.getValue().asString())
                        .as(scenario.getKey())
                        .isEqualTo("passed"));
    }
}
