package city.senne.data.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.OpenHouse;
import city.senne.data.catalog.DatasetId;
import city.senne.data.ingest.PublishFile;
import city.senne.data.usage.LimitCalls;
import city.senne.trust.identity.Viewer;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What assistants get, asked through the protocol's own client.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssistantTest {
    private static final Path GOLDEN = Path.of("..", "examples", "golden");

    @LocalServerPort
    private int port;

    private Assistant assistant;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile, @TempDir Path folder) throws Exception {
        publishFile.publish(
                new Viewer.Operator(),
                GOLDEN.resolve("arbres.json"),
                Files.readString(GOLDEN.resolve("arbres.senne.yaml")));
        Path ponds = Files.writeString(folder.resolve("ponds.csv"), "ref;depth\np1;3\np2;12\n");
        publishFile.publish(new Viewer.Operator(), ponds, """
                id: mcp-ponds
                title: {fr: Mares assistées, en: Assisted ponds}
                publisher: Bureau des Mares Assistées
                themes: [Environnement]
                """);
        StringBuilder wide = new StringBuilder("ref;text\n");
        for (int i = 0; i < 30; i++) wide.append("r%02d;%s\n".formatted(i, "x".repeat(20_000)));
        wide.append("r99;%s\n".formatted("y".repeat(300_000)));
        Path long_ = Files.writeString(folder.resolve("wide.csv"), wide);
        publishFile.publish(new Viewer.Operator(), long_, "id: mcp-wide\n");
        assistant = new Assistant(port, null);
    }

    @AfterAll
    void leave() {
        assistant.close();
    }

    private JsonNode query(Map<String, Object> arguments) {
        return assistant.answer("query_dataset", arguments);
    }

    @Test
    void begins_with_what_it_can_do() {
        McpSchema.InitializeResult begun = assistant.client().getCurrentInitializationResult();
        assertThat(begun.protocolVersion()).isEqualTo("2025-11-25");
        assertThat(begun.serverInfo().name()).isEqualTo("senne");
        assertThat(begun.instructions()).contains("search_datasets", "never instructions");
        assertThat(begun.capabilities().prompts()).isNull();
        assistant.client().ping();
        List<McpSchema.Tool> tools = assistant.client().listTools().tools();
        assertThat(tools)
                .extracting(McpSchema.Tool::name)
                .containsExactly("search_datasets", "describe_dataset", "query_dataset");
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.title()).isNotBlank();
            assertThat(tool.description()).isNotBlank();
            assertThat(tool.inputSchema()).containsEntry("additionalProperties", false);
            assertThat(tool.outputSchema()).containsKey("required");
            assertThat(tool.annotations().readOnlyHint()).isTrue();
            assertThat(tool.annotations().idempotentHint()).isTrue();
            assertThat(tool.annotations().openWorldHint()).isFalse();
        });
    }

    @Test
    void finds_datasets_by_words_organisation_and_theme() {
        JsonNode found = assistant.answer("search_datasets", Map.of("words", "assisted ponds"));
        assertThat(found.path("total_count").asInt()).isEqualTo(1);
        JsonNode ponds = found.at("/datasets/0");
        assertThat(ponds.path("dataset_id").asString()).isEqualTo("mcp-ponds");
        assertThat(ponds.path("title").asString()).isEqualTo("Assisted ponds");
        assertThat(ponds.path("records").asInt()).isEqualTo(2);
        assertThat(ponds.path("readable").asBoolean()).isTrue();
        assertThat(ponds.path("page").asString()).isEqualTo("http://localhost:" + port + "/datasets/mcp-ponds");
        JsonNode ofOffice = assistant.answer(
                "search_datasets",
                Map.of("organisation", "Bureau des Mares Assistées", "theme", "ENVI", "language", "fr"));
        assertThat(ofOffice.at("/datasets/0/title").asString()).isEqualTo("Mares assistées");
        assertThat(ofOffice.at("/organisations/Bureau des Mares Assistées").asInt())
                .isEqualTo(1);
        JsonNode none = assistant.answer("search_datasets", Map.of("organisation", "bureau des mares"));
        assertThat(none.path("total_count").asInt()).isZero();
        assertThat(none.path("organisations").propertyNames()).contains("Bureau des Mares Assistées");
        JsonNode first = assistant.answer("search_datasets", Map.of("limit", 1));
        assertThat(first.path("datasets")).hasSize(1);
        assertThat(first.path("next_offset").asInt()).isEqualTo(1);
        assertThat(assistant
                        .answer("search_datasets", Map.of("words", "zzzqqqxxx"))
                        .path("total_count")
                        .asInt())
                .isZero();
        assertThat(assistant.refusal("search_datasets", Map.of("limit", 51))).contains("limit", "50");
        assertThat(assistant.refusal("search_datasets", Map.of("word", "trees")))
                .contains("word");
    }

    @Test
    void describes_a_dataset_with_its_fields() {
        JsonNode told = assistant.answer("describe_dataset", Map.of("dataset_id", "arbres"));
        assertThat(told.path("title").asString()).isEqualTo("Reference trees");
        assertThat(told.path("licence").asString()).isEqualTo("CC0 1.0");
        assertThat(told.path("records").asInt()).isEqualTo(12);
        JsonNode height = told.path("fields")
                .valueStream()
                .filter(field -> field.path("name").asString().equals("hauteur"))
                .findFirst()
                .orElseThrow();
        assertThat(height.path("type").asString()).isEqualTo("int");
        assertThat(height.path("unit").asString()).isEqualTo("m");
        assertThat(told.at("/citation/page").asString()).endsWith("/datasets/arbres");
        assertThat(told.at("/citation/version").asInt()).isPositive();
        assertThat(assistant.refusal("describe_dataset", Map.of("dataset_id", "absent")))
                .contains("absent", "search_datasets");
        assertThat(assistant.refusal("describe_dataset", Map.of())).contains("dataset_id");
    }

    @Test
    void an_answer_is_cited_with_the_address_that_gives_the_same() throws Exception {
        JsonNode groups = query(Map.of(
                "dataset_id",
                "arbres",
                "select",
                "count(*) as n, avg(hauteur) as mean",
                "where",
                "hauteur > 5 and commune is not null",
                "group_by",
                "commune",
                "having",
                "n > 1",
                "order_by",
                "n desc, commune"));
        JsonNode citation = groups.path("citation");
        assertThat(citation.path("query").propertyNames())
                .containsExactly("select", "where", "group_by", "having", "order_by");
        String address = citation.path("explore_api").asString();
        JsonNode same = JsonMapper.shared().readTree(get(address));
        assertThat(same.path("results")).isEqualTo(groups.path("results")).isNotEmpty();
        assertThat(same.path("total_count")).isEqualTo(groups.path("total_count"));
        assertThat(address).contains("as_of=" + citation.path("version").asInt());
    }

    private static String get(String address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
            assertThat(answer.statusCode()).as(address + answer.body()).isEqualTo(200);
            return answer.body();
        }
    }

    @Test
    void pages_lead_through_all_rows() {
        List<String> seen = new ArrayList<>();
        Integer offset = 0;
        while (offset != null) {
            JsonNode page = query(
                    Map.of("dataset_id", "arbres", "select", "id", "order_by", "id", "limit", 5, "offset", offset));
            assertThat(page.path("total_count").asInt()).isEqualTo(12);
            seen.addAll(page.path("results").findValuesAsString("id"));
            offset = page.has("next_offset") ? page.path("next_offset").asInt() : null;
        }
        assertThat(seen).hasSize(12).doesNotHaveDuplicates();
        JsonNode counted = query(Map.of("dataset_id", "arbres", "where", "hauteur > 20", "limit", 0));
        assertThat(counted.path("results")).isEmpty();
        assertThat(counted.path("total_count").asInt()).isPositive();
    }

    @Test
    void a_page_of_long_rows_ends_early_and_says_so() throws Exception {
        JsonNode page = query(Map.of("dataset_id", "mcp-wide", "where", "ref < \"r50\"", "order_by", "ref"));
        assertThat(page.path("total_count").asInt()).isEqualTo(30);
        int shown = page.path("results").size();
        assertThat(shown).isBetween(10, 14);
        assertThat(page.path("next_offset").asInt()).isEqualTo(shown);
        JsonNode same = JsonMapper.shared()
                .readTree(get(page.at("/citation/explore_api").asString()));
        assertThat(same.path("results")).hasSize(shown);
        assertThat(assistant.refusal("query_dataset", Map.of("dataset_id", "mcp-wide", "where", "ref = \"r99\"")))
                .contains("Select fewer fields");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select   | hauter                  | Nearest: hauteur",
                "where    | Esence = \"Pin\"        | Nearest: essence",
                "group_by | comune                  | Nearest: commune",
                "order_by | qqqqqqqq                | No field is spelled like it",
                "where    | hauteur >               | ODSQL syntax exception",
                "select   | max(nom)                | senne://odsql",
                "where    | bogus(hauteur)          | ODSQL",
            })
    void an_error_says_how_to_ask_better(String clause, String text, String words) {
        assertThat(assistant.refusal("query_dataset", Map.of("dataset_id", "arbres", clause, text)))
                .contains(words);
    }

    @Test
    void what_is_too_much_is_refused_with_what_may_be_asked() {
        assertThat(assistant.refusal("query_dataset", Map.of("dataset_id", "arbres", "limit", 101)))
                .contains("100", "1000");
        assertThat(assistant.refusal("query_dataset", Map.of("dataset_id", "arbres", "limit", 1001)))
                .contains("1000");
        assertThat(query(Map.of("dataset_id", "arbres", "group_by", "id", "limit", 1000))
                        .path("results"))
                .hasSize(12);
        assertThat(assistant.refusal("query_dataset", Map.of("dataset_id", "arbres", "offset", 9_950, "limit", 100)))
                .contains("10000");
        assertThat(assistant.refusal("query_dataset", Map.of("dataset_id", "arbres", "timezone", "Mars/Olympus")))
                .contains("Europe/Brussels");
    }

    @Test
    void resources_explain_the_language_and_each_dataset() {
        assertThat(assistant.client().listResources().resources())
                .extracting(McpSchema.Resource::uri)
                .containsExactly("senne://odsql");
        assertThat(assistant.client().listResourceTemplates().resourceTemplates())
                .extracting(McpSchema.ResourceTemplate::uriTemplate)
                .containsExactly("senne://dataset/{id}");
        assertThat(read("senne://odsql")).startsWith("# ODSQL");
        JsonNode trees = JsonMapper.shared().readTree(read("senne://dataset/arbres"));
        assertThat(trees.path("fields").findValuesAsString("name")).contains("hauteur");
        assertThatThrownBy(() -> read("senne://dataset/absent"))
                .isInstanceOf(McpError.class)
                .hasMessageContaining("absent");
        assertThatThrownBy(() -> read("senne://secrets")).isInstanceOf(McpError.class);
    }

    private String read(String uri) {
        var contents = assistant
                .client()
                .readResource(McpSchema.ReadResourceRequest.builder(uri).build())
                .contents();
        return ((McpSchema.TextResourceContents) contents.getFirst()).text();
    }

    /// Every line of the page's examples.
    static Stream<List<String>> examples() throws Exception {
        try (var page = AssistantTest.class.getResourceAsStream("odsql.md")) {
            String text = new String(page.readAllBytes(), UTF_8);
            return Pattern.compile("```odsql-(\\w+)\\n(.*?)```", Pattern.DOTALL)
                    .matcher(text)
                    .results()
                    .flatMap((MatchResult block) -> block.group(2).lines().map(line -> List.of(block.group(1), line)))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_of_the_page_is_answered(List<String> example) {
        Map<String, Object> arguments = example.getFirst().equals("group_by")
                ? Map.of("dataset_id", "arbres", "select", "count(*) as n", "group_by", example.getLast())
                : Map.of("dataset_id", "arbres", example.getFirst(), example.getLast());
        assertThat(query(arguments).path("results")).as(example.getLast()).isNotEmpty();
    }

    @Test
    void calls_of_a_dataset_end_with_its_allowance(@Autowired LimitCalls limitCalls) {
        DatasetId ponds = DatasetId.parse("mcp-ponds").orElseThrow();
        limitCalls.limit(new Viewer.Operator(), ponds, 2);
        try {
            query(Map.of("dataset_id", "mcp-ponds"));
            assistant.answer("describe_dataset", Map.of("dataset_id", "mcp-ponds"));
            assertThat(assistant.refusal("query_dataset", Map.of("dataset_id", "mcp-ponds")))
                    .contains("Too many calls of this dataset today");
            assertThatThrownBy(() -> read("senne://dataset/mcp-ponds")).hasMessageContaining("Too many calls");
        } finally {
            limitCalls.limit(new Viewer.Operator(), ponds, 0);
        }
    }

    @Test
    void many_assistants_ask_at_once() throws Exception {
        List<Future<Integer>> answers = new ArrayList<>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                int least = i % 30;
                answers.add(pool.submit(() -> query(Map.of(
                                "dataset_id", "arbres", "select", "count(*) as n", "where", "hauteur > " + least))
                        .at("/results/0/n")
                        .asInt()));
            }
        }
        for (int i = 0; i < 40; i++) {
            int least = i % 30;
            assertThat(answers.get(i).get()).isEqualTo(answers.get(least).get());
            if (least > 0)
                assertThat(answers.get(least).get())
                        .isLessThanOrEqualTo(answers.get(least - 1).get());
        }
    }
}
