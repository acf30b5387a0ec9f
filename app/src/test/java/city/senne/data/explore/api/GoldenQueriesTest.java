package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.explore.api.ApiVisitor.Reply;
import city.senne.data.ingest.PublishFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final Path QUERIES =
            Path.of("../engine/src/test/resources/city/senne/engine/odsql/golden-queries.json");

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
        Reply reply = new ApiVisitor(port).get(golden.get());
        JsonNode expect = golden.expect();
        int status = expect.path("status").asInt(expect.has("error_code") ? 400 : 200);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        boolean isJson = reply.header("Content-Type").matches("application/json(;.*)?");
        JsonNode body = isJson ? reply.json() : JsonMapper.shared().nullNode();
        boolean ordered = golden.get().contains("order_by");
        expect.properties().forEach(entry -> check(entry.getKey(), entry.getValue(), expect, reply, body, ordered));
    }

    private static void check(
            String what, JsonNode wanted, JsonNode expect, Reply reply, JsonNode body, boolean ordered) {
        List<JsonNode> rows = list(body.path("results"));
        switch (what) {
            case "status", "note", "tolerance_percent" -> {}
            case "error_code", "message", "total_count", "dataset_id" ->
                assertThat(body.get(what)).isEqualTo(wanted);
            case "ids" -> {
                List<String> ids =
                        rows.stream().map(row -> row.get("id").asString()).toList();
                List<String> all = list(wanted).stream().map(JsonNode::asString).toList();
                if (ordered) assertThat(ids).isEqualTo(all);
                else assertThat(ids).containsExactlyInAnyOrderElementsOf(all);
            }
            case "must_contain" ->
                assertThat(rows.stream().map(row -> row.get("id")).toList()).containsAll(list(wanted));
            case "count" -> {
                List<JsonNode> counted = body.has("facets") ? list(body.at("/facets/0/facets")) : rows;
                assertThat(counted).hasSize(wanted.asInt());
            }
            case "results" -> assertSame(wanted, body.get("results"));
            case "results_any_of" -> assertThat(list(wanted)).anySatisfy(one -> assertSame(one, rows.getFirst()));
            case "keys", "item_keys" ->
                assertThat(rows.getFirst().propertyNames())
                        .containsAll(
                                list(wanted).stream().map(JsonNode::asString).toList());
            case "approx" -> {
                double share = wanted.path("tolerance_percent").asDouble(0.01) / 100;
                wanted.properties().stream()
                        .filter(entry -> !entry.getKey().equals("tolerance_percent"))
                        .forEach(entry -> {
                            double number = entry.getValue().asDouble();
                            assertThat(rows.getFirst().get(entry.getKey()).asDouble())
                                    .isBetween(number * (1 - share), number * (1 + share));
                        });
            }
            case "groups", "groups_any_order" -> {
                List<Map<String, JsonNode>> groups =
                        rows.stream().map(GoldenQueriesTest::group).toList();
                List<Map<String, JsonNode>> all =
                        list(wanted).stream().map(GoldenQueriesTest::group).toList();
                if (what.equals("groups")) assertThat(groups).isEqualTo(all);
                else assertThat(groups).containsExactlyInAnyOrderElementsOf(all);
            }
            case "counts" ->
                assertThat(rows.stream().filter(row -> !key(row).isNull()).map(row -> row.get("n")))
                        .isEqualTo(list(wanted));
            case "classes" ->
                assertThat(rows.stream().map(row -> row.get("n")).toList())
                        .isEqualTo(list(wanted).stream().map(one -> one.get(2)).toList());
            case "sum_n_at_least" ->
                assertThat(rows.stream().mapToInt(row -> row.get("n").asInt()).sum())
                        .isGreaterThanOrEqualTo(wanted.asInt());
            case "bbox" -> {
                List<JsonNode> corners = list(rows.getFirst().at("/b/geometry/coordinates/0"));
                assertThat(corners).anySatisfy(corner -> {
                    assertThat(corner.get(0).asDouble()).isEqualTo(wanted.get(0).asDouble());
                    assertThat(corner.get(1).asDouble()).isEqualTo(wanted.get(1).asDouble());
                });
            }
            case "contains" ->
                list(wanted).forEach(text -> assertThat(reply.text()).contains(text.asString()));
            case "state" -> assertSame(wanted, JsonMapper.shared().valueToTree(states(body)));
            case "others_visible" -> assertThat(states(body)).hasSizeGreaterThan(1);
            case "facet_names_any_order" ->
                assertThat(list(body.get("facets")).stream().map(facet -> facet.get("name")))
                        .containsAll(list(wanted));
            case "first" -> assertThat(body.at("/facets/0/facets/0/name")).isEqualTo(wanted);
            case "lines" -> assertThat(reply.text().lines()).hasSize(wanted.asInt());
            case "text" ->
                assertThat(reply.text().replace("\r\n", "\n"))
                        .isEqualTo(wanted.asString().replace("\r\n", "\n"));
            case "header" ->
                assertThat(reply.text().lines().findFirst().orElse("").replace("\ufeff", ""))
                        .isEqualTo(String.join(
                                ";",
                                list(wanted).stream().map(JsonNode::asString).toList()));
            case "geometry" -> assertSame(wanted, reply.json().at("/features/0/geometry"));
            case "magic" ->
                assertThat(new String(reply.response().body(), StandardCharsets.ISO_8859_1))
                        .startsWith(wanted.asString())
                        .endsWith(wanted.asString());
            case "is_array" -> assertThat(body.get("results").isArray()).isTrue();
            case "stable" -> {}
            default -> throw new AssertionError("Nobody checks " + what + " of " + expect);
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> nodes = new ArrayList<>();
        array.forEach(nodes::add);
        return nodes;
    }

    /// A row as the expectations write it: the group's value is called `key`.
    private static Map<String, JsonNode> group(JsonNode row) {
        return Map.of("key", row.has("key") ? row.get("key") : key(row), "n", row.get("n"));
    }

    private static JsonNode key(JsonNode row) {
        return row.properties().stream()
                .filter(entry -> !entry.getKey().equals("n"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> states(JsonNode body) {
        Map<String, String> states = new HashMap<>();
        list(body.get("facets"))
                .forEach(facet -> list(facet.get("facets"))
                        .forEach(value -> states.put(
                                value.get("name").asString(), value.get("state").asString())));
        return states;
    }

    /// Every key that is wanted is there; numbers are the same however they are written.
    private static void assertSame(JsonNode wanted, JsonNode found) {
        assertThat(found).as(wanted.toString()).isNotNull();
        if (wanted.isNumber()) {
            assertThat(found.isNumber()).isTrue();
            assertThat(found.asDouble()).isEqualTo(wanted.asDouble());
        } else if (wanted.isObject()) {
            wanted.properties().forEach(entry -> assertSame(entry.getValue(), found.get(entry.getKey())));
        } else if (wanted.isArray()) {
            assertThat(found.size()).isEqualTo(wanted.size());
            for (int i = 0; i < wanted.size(); i++) assertSame(wanted.get(i), found.get(i));
        } else {
            assertThat(found).isEqualTo(wanted);
        }
    }
}
