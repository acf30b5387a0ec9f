package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Requests with answers that were computed by another program, as far as the query language decides them.
class GoldenQueriesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static Trees trees;

    @BeforeAll
    static void plant() {
        trees = Trees.planted();
    }

    @AfterAll
    static void fell() {
        trees.close();
    }

    @TestFactory
    Stream<DynamicTest> the_trees_answer_as_expected() {
        JsonNode requests = JSON.readTree(GoldenQueriesTest.class.getResourceAsStream("golden-queries.json"));
        return requests.valueStream()
                .filter(request -> isForTheLanguage(request.path("get").asString()))
                .map(request -> DynamicTest.dynamicTest(
                        request.path("n").asInt() + " " + request.path("get").asString(),
                        () -> check(request.path("get").asString(), request.path("expect"))));
    }

    private static boolean isForTheLanguage(String get) {
        boolean pageTooLarge = get.contains("limit=101") || get.contains("offset=9950");
        return get.startsWith("/catalog/datasets/arbres/") && get.contains("?") && !pageTooLarge
                || get.endsWith("arbres/facets");
    }

    private static void check(String get, JsonNode expected) {
        Map<String, List<String>> parameters = parameters(get);
        Question question = question(parameters, get);
        if (expected.has("error_code")) {
            assertThatThrownBy(() -> trees.ask(question)).isInstanceOfSatisfying(OdsqlException.class, error -> {
                assertThat(error.code()).isEqualTo(expected.path("error_code").asString());
                if (expected.has("message")) {
                    assertThat(error).hasMessage(expected.path("message").asString());
                }
            });
        } else if (get.contains("/facets")) {
            checkFacets(question, parameters.getOrDefault("facet", List.of()), expected);
        } else {
            checkRows(question, expected);
        }
    }

    private static void checkRows(Question question, JsonNode expected) {
        List<JsonNode> rows = json(trees.ask(question));
        expected.propertyStream().forEach(expectation -> {
            JsonNode wanted = expectation.getValue();
            List<String> ids =
                    rows.stream().map(row -> row.path("id").asString()).toList();
            switch (expectation.getKey()) {
                case "ids" -> {
                    if (question.orderBy() == null) {
                        assertThat(ids).containsExactlyInAnyOrderElementsOf(strings(wanted));
                    } else {
                        assertThat(ids).isEqualTo(strings(wanted));
                    }
                }
                case "total_count" ->
                    assertThat(trees.count(question, View.of(Trees.SCHEMA))).isEqualTo(wanted.asLong());
                case "count", "lines" -> assertThat(rows).hasSize(wanted.asInt());
                case "results" -> {
                    assertThat(rows).hasSize(wanted.size());
                    for (int i = 0; i < rows.size(); i++) assertSame(wanted.get(i), rows.get(i));
                }
                case "results_any_of" ->
                    assertThat(wanted.valueStream().anyMatch(one -> isSame(one, rows.getFirst())))
                            .as("%s", rows.getFirst())
                            .isTrue();
                case "keys" -> assertThat(rows.getFirst().propertyNames()).containsAll(strings(wanted));
                case "must_contain" -> assertThat(ids).containsAll(strings(wanted));
                case "approx" -> checkApproximately(rows.getFirst(), wanted);
                case "groups" -> assertThat(groups(rows)).isEqualTo(groups(wanted));
                case "groups_any_order" -> assertThat(groups(rows)).containsExactlyInAnyOrderElementsOf(groups(wanted));
                case "classes" -> checkClasses(rows, wanted);
                case "counts" ->
                    assertThat(rows.stream().map(row -> row.path("n").asInt()))
                            .isEqualTo(wanted.valueStream().map(JsonNode::asInt).toList());
                case "sum_n_at_least" ->
                    assertThat(rows.stream()
                                    .mapToLong(row -> row.path("n").asLong())
                                    .sum())
                            .isGreaterThanOrEqualTo(wanted.asLong());
                case "bbox" -> checkBox(rows, wanted);
                case "header" -> assertThat(rows.getFirst().propertyNames()).containsExactlyElementsOf(strings(wanted));
                case "stable" -> assertThat(rows).isEqualTo(json(trees.ask(question)));
                case "geometry", "text", "magic", "note" -> {}
                default -> throw new IllegalStateException("Unknown expectation " + expectation);
            }
        });
    }

    private static void checkApproximately(JsonNode row, JsonNode wanted) {
        double tolerance = wanted.path("tolerance_percent").asDouble(0.01) / 100;
        wanted.propertyStream()
                .filter(value -> !value.getKey().equals("tolerance_percent"))
                .forEach(value -> {
                    double number = value.getValue().asDouble();
                    assertThat(row.path(value.getKey()).asDouble())
                            .isCloseTo(number, org.assertj.core.data.Offset.offset(number * tolerance));
                });
    }

    private static void checkClasses(List<JsonNode> rows, JsonNode wanted) {
        List<List<Object>> classes = rows.stream()
                .map(row -> List.<Object>of(
                        row.iterator().next().asString(), row.path("n").asString()))
                .toList();
        assertThat(classes)
                .isEqualTo(wanted.valueStream()
                        .map(one -> List.<Object>of(
                                "[" + one.get(0).asString() + ", " + one.get(1).asString() + "[",
                                one.get(2).asString()))
                        .toList());
    }

    private static void checkBox(List<JsonNode> rows, JsonNode wanted) {
        var envelope = GeometryText.read(rows.getFirst().path("b").toString()).getEnvelopeInternal();
        assertThat(List.of(envelope.getMinX(), envelope.getMinY(), envelope.getMaxX(), envelope.getMaxY()))
                .isEqualTo(wanted.valueStream().map(JsonNode::asDouble).toList());
    }

    private static void checkFacets(Question question, List<String> asked, JsonNode expected) {
        var facets = trees.facets(
                question,
                View.of(Trees.SCHEMA),
                asked.stream().map(FacetRequest::read).toList());
        expected.propertyStream().forEach(expectation -> {
            JsonNode wanted = expectation.getValue();
            switch (expectation.getKey()) {
                case "facet_names_any_order" ->
                    assertThat(facets)
                            .extracting(Facets.Facet::name)
                            .containsExactlyInAnyOrderElementsOf(strings(wanted));
                case "state" ->
                    wanted.propertyStream()
                            .forEach(state -> assertThat(facets.getFirst().values())
                                    .anySatisfy(value -> {
                                        assertThat(value.name()).isEqualTo(state.getKey());
                                        assertThat(value.state().name().toLowerCase(Locale.ROOT))
                                                .isEqualTo(state.getValue().asString());
                                    }));
                case "others_visible" -> assertThat(facets.getFirst().values()).hasSizeGreaterThan(1);
                case "count" -> assertThat(facets.getFirst().values()).hasSize(wanted.asInt());
                case "first" ->
                    assertThat(facets.getFirst().values().getFirst().name()).isEqualTo(wanted.asString());
                default -> throw new IllegalStateException("Unknown expectation " + expectation);
            }
        });
    }

    private static List<List<Object>> groups(List<JsonNode> rows) {
        return rows.stream()
                .map(row -> List.<Object>of(
                        text(row.iterator().next()), row.path("n").asString()))
                .toList();
    }

    private static List<List<Object>> groups(JsonNode wanted) {
        return wanted.valueStream()
                .map(group ->
                        List.<Object>of(text(group.path("key")), group.path("n").asString()))
                .toList();
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "null" : value.asString();
    }

    private static List<JsonNode> json(List<Map<String, @Nullable Object>> rows) {
        return JSON.readTree(JSON.writeValueAsString(rows)).valueStream().toList();
    }

    private static void assertSame(JsonNode wanted, JsonNode row) {
        assertThat(isSame(wanted, row)).as("%s is %s", row, wanted).isTrue();
    }

    private static boolean isSame(JsonNode wanted, JsonNode row) {
        return wanted.propertyStream().allMatch(value -> {
            JsonNode found = row.path(value.getKey());
            return value.getValue().isNumber()
                    ? found.isNumber() && found.asDouble() == value.getValue().asDouble()
                    : found.equals(value.getValue());
        });
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static Question question(Map<String, List<String>> parameters, String get) {
        boolean export = get.contains("/exports/");
        int usualLimit = parameters.containsKey("group_by") ? 100 : 10;
        String limit = first(parameters, "limit");
        return new Question(
                first(parameters, "select"),
                parameters.getOrDefault("where", List.of()),
                first(parameters, "group_by"),
                first(parameters, "order_by"),
                parameters.getOrDefault("refine", List.of()),
                parameters.getOrDefault("exclude", List.of()),
                limit != null ? Integer.valueOf(limit) : export ? null : Integer.valueOf(usualLimit),
                0,
                Locale.FRENCH,
                ZoneId.of(parameters.getOrDefault("timezone", List.of("UTC")).getFirst()));
    }

    private static @Nullable String first(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null ? null : values.getFirst();
    }

    private static Map<String, List<String>> parameters(String get) {
        Set<String> names = Set.of(
                "select",
                "where",
                "group_by",
                "order_by",
                "limit",
                "offset",
                "refine",
                "exclude",
                "facet",
                "lang",
                "timezone",
                "delimiter",
                "list_separator",
                "quote_all",
                "with_bom",
                "parquet_compression",
                "use_labels");
        Map<String, List<String>> parameters = new TreeMap<>();
        int query = get.indexOf('?');
        if (query < 0) return parameters;
        for (String pair : get.substring(query + 1).split("&(?=(?:" + String.join("|", names) + ")=)")) {
            int equals = pair.indexOf('=');
            parameters
                    .computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>())
                    .add(pair.substring(equals + 1));
        }
        return parameters;
    }
}
