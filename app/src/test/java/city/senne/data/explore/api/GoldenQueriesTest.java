package city.senne.data.explore.api;

import city.senne.OpenHouse;
import city.senne.data.explore.api.ApiVisitor.Reply;
import city.senne.data.ingest.PublishFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests to the twelve trees whose answers were computed by another program.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenQueriesTest {
    /// The engine's own test asks the same, without the doors.
    static final Path QUERIES = Path.of("../engine/src/test/resources/city/senne/engine/odsql/golden-queries.json");

    @LocalServerPort
    private int port;

    record Golden(int number, String get, JsonNode expect) {
        @Override
        public String toString() {
            return number + " " + get;
        }
    }

    @BeforeAll
    void publish(@Autowired PublishFile publishFile) throws IOException, InterruptedException {
        ApiVisitor.publishTrees(publishFile);
    }

    Stream<Golden> queries() {
        return StreamSupport.stream(
                        JsonMapper.shared().readTree(QUERIES.toFile()).spliterator(), false)
                .map(query ->
                        new Golden(query.get("n").asInt(), query.get("get").asString(), query.get("expect")));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void is_answered_as_expected(Golden golden) throws IOException, InterruptedException {
        Reply reply = new ApiVisitor(port).get(inFull(golden.get()));
        Expectation.check(golden.get(), golden.expect(), reply);
    }

    /// The catalogue of this house holds datasets of other tests too, more than are on a first page.
    private static String inFull(String get) {
        return get.startsWith("/catalog/datasets?") && !get.contains("limit=") ? get + "&limit=100" : get;
    }
}
