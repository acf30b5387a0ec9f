package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.data.explore.api.ApiVisitor.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What must come back from a question, as the sample requests and the lines of the API write it: an object whose
/// keys each name one thing to look at, such as `ids`, `results`, `message` or `headers`.
final class Expectation {
    private Expectation() {}

    static void check(String asked, JsonNode expect, Reply reply) {
        int status = expect.path("status").asInt(expect.has("error_code") ? 400 : 200);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        boolean isJson = reply.header("Content-Type").matches("application/(geo\\+)?json(;.*)?");
        JsonNode body = isJson ? reply.json() : JsonMapper.shared().nullNode();
        boolean ordered = asked.contains("order_by");
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
                        rows.stream().map(Expectation::group).toList();
                List<Map<String, JsonNode>> all =
                        list(wanted).stream().map(Expectation::group).toList();
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
            case "headers" ->
                wanted.properties()
                        .forEach(header -> assertThat(reply.header(header.getKey()))
                                .as(header.getKey())
                                .matches(header.getValue().asString()));
            case "at" ->
                wanted.properties().forEach(place -> {
                    assertThat(body.at(place.getKey()).isMissingNode())
                            .as("%s in %s", place.getKey(), body)
                            .isFalse();
                    assertSame(place.getValue(), body.at(place.getKey()));
                });
            case "matches" ->
                wanted.properties()
                        .forEach(place -> assertThat(body.at(place.getKey()).asString())
                                .matches(place.getValue().asString()));
            case "absent" ->
                list(wanted)
                        .forEach(place -> assertThat(body.at(place.asString()).isMissingNode())
                                .as(place.asString())
                                .isTrue());
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
