package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.explore.api.ExploreApiLines.Ask;
import city.senne.data.explore.api.ExploreApiLines.Line;
import city.senne.data.explore.api.ExploreApiLines.Part;
import city.senne.data.ingest.PublishFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/// Asks what the lines of the Explore API ask, and holds `docs/reference/explore-api-lines.md`, the list of what is
/// covered and by what, to them. `-Dgolden=write` renews that page.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExploreApiLinesTest {
    private static final Path PAGE = Path.of("../docs/reference/explore-api-lines.md");
    private static final ExploreApiLines LINES = ExploreApiLines.read();

    @LocalServerPort
    private int port;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile) throws IOException, InterruptedException {
        ApiVisitor.publishTrees(publishFile);
    }

    Stream<Ask> asks() {
        return LINES.lines().flatMap(Line::asks);
    }

    @ParameterizedTest
    @MethodSource("asks")
    void holds(Ask ask) throws IOException, InterruptedException {
        Expectation.check(ask.asked(), ask.expect(), new ApiVisitor(port).send(ask.method(), ask.address()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "%20"})
    void blanks_come_as_plus_or_in_percent(String blank) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + port + Links.PATH + ApiVisitor.TREES
                + "/records?limit=0&where=commune=%22Ixelles%22" + blank + "and" + blank + "not" + blank + "protege");
        HttpResponse<String> reply = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(reply.body()).get("total_count").asInt())
                .isEqualTo(3);
    }

    @Test
    void whatever_a_line_leans_on_exists() throws IOException {
        Set<String> known = tests();
        Set<Integer> golden = goldenNumbers();
        assertThat(LINES.lines().flatMap(line -> line.texts("tests").stream()))
                .filteredOn(test -> !known.contains(test))
                .isEmpty();
        assertThat(LINES.lines().flatMap(line -> line.texts("golden").stream()).map(Integer::valueOf))
                .allMatch(golden::contains);
        assertThat(LINES.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.said().propertyNames())
                        .as(line.number())
                        .isSubsetOf("rule", "ask", "golden", "tests", "differs", "missing")
                        .containsAnyOf("ask", "golden", "tests", "missing"));
    }

    @Test
    void every_sample_request_belongs_to_a_line() throws IOException {
        assertThat(LINES.lines().flatMap(line -> line.texts("golden").stream()).map(Integer::valueOf))
                .containsAll(goldenNumbers());
    }

    @Test
    void the_page_tells_what_is_covered() throws IOException {
        String written = page();
        if ("write".equals(System.getProperty("golden"))) Files.writeString(PAGE, written);
        assertThat(PAGE).hasContent(written);
    }

    private static String page() {
        List<Line> missing =
                LINES.lines().filter(line -> !line.text("missing").isEmpty()).toList();
        long asked = LINES.lines().flatMap(Line::asks).count();
        StringBuilder page = new StringBuilder(
                """
                # The Explore API, line by line

                <!-- Written by ExploreApiLinesTest from explore-api-lines.yaml; do not edit. -->

                %d lines, %d of them shown by %d questions to the twelve trees of `examples/golden`, by the sample
                requests (`#`) or by the tests named; %d are not there, or not wholly.

                """.formatted(LINES.lines().count(), LINES.lines().count() - missing.size(), asked, missing.size()));
        for (Part part : LINES.parts()) {
            page.append("## ").append(part.number()).append(". ").append(part.title());
            page.append("\n\n| | rule | shown by |\n|---|---|---|\n");
            part.lines().forEach(line -> page.append(row(line)));
            page.append('\n');
        }
        return page.toString();
    }

    private static String row(Line line) {
        List<String> shown = new ArrayList<>();
        long asks = line.asks().count();
        if (asks > 0) shown.add(asks == 1 ? "1 question" : asks + " questions");
        List<String> golden = line.texts("golden");
        if (!golden.isEmpty()) shown.add(golden.stream().map(n -> "#" + n).collect(Collectors.joining(" ")));
        line.texts("tests").forEach(test -> shown.add("`" + test + "`"));
        String rule = line.rule();
        if (!line.text("differs").isEmpty()) rule += "<br>*Otherwise here: " + line.text("differs") + "*";
        if (!line.text("missing").isEmpty()) rule += "<br>**Not there: " + line.text("missing") + "**";
        return "| %s | %s | %s |\n"
                .formatted(
                        line.number(),
                        rule.replace("|", "\\|"),
                        String.join(", ", shown).replace("|", "\\|"));
    }

    private static Set<Integer> goldenNumbers() {
        Set<Integer> numbers = new TreeSet<>();
        JsonMapper.shared()
                .readTree(GoldenQueriesTest.QUERIES.toFile())
                .forEach(query -> numbers.add(query.get("n").asInt()));
        return numbers;
    }

    /// `Class` and `Class.method` of all tests of engine and app, and of the scenarios.
    private static Set<String> tests() throws IOException {
        Pattern method = Pattern.compile("@(?:Test|ParameterizedTest|FuzzTest)\\b.*?\\bvoid (\\w+)\\(", Pattern.DOTALL);
        Set<String> tests = new TreeSet<>();
        for (String folder : List.of("src/test/java", "../engine/src/test/java", "../scenarios/src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(f -> f.toString().matches(".*(Test|/[DP]\\d\\d_\\w+)\\.java"))
                        .toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    tests.add(name);
                    method.matcher(Files.readString(file))
                            .results()
                            .forEach(found -> tests.add(name + "." + found.group(1)));
                }
            }
        }
        return tests;
    }
}
