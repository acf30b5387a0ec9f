package city.senne.engine.odsql;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectMapper;

/// Whatever is asked is answered or refused in the words of the language; nothing else ever happens.
///
/// Ordinarily this asks the sample requests. With `-Dfuzz=true` Jazzer makes questions of them by chance until one
/// fails; see CONTRIBUTING.md.
class QuestionFuzzTest {
    private static Trees trees;

    @BeforeAll
    static void plant() {
        trees = Trees.planted();
    }

    @AfterAll
    static void fell() {
        trees.close();
    }

    /// The sample requests, a clause per line.
    static Stream<byte[]> seeds() throws IOException {
        try (InputStream queries = QuestionFuzzTest.class.getResourceAsStream("golden-queries.json")) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(Objects.requireNonNull(queries)).spliterator(), false)
                    .map(query -> query.get("get").asString())
                    .map(get -> Stream.of("select", "where", "group_by", "order_by", "refine", "facet")
                            .map(clause -> parameter(get, clause))
                            .toList())
                    .map(clauses -> String.join("\n", clauses).getBytes(UTF_8))
                    .toList()
                    .stream();
        }
    }

    private static String parameter(String get, String name) {
        return Arrays.stream(get.split("[?&](?=[a-z_]+=)"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "/city/senne/engine/odsql/odsql.dict")
    @FuzzTest(maxDuration = "10m")
    void any_text_is_answered_or_refused(byte[] clauses) {
        String[] lines = Arrays.copyOf(new String(clauses, UTF_8).split("\n", 6), 6);
        String facet = Objects.requireNonNullElse(lines[5], "");
        Question question = Question.EVERYTHING
                .select(lines[0])
                .where(text(lines, 1))
                .groupBy(text(lines, 2))
                .orderBy(text(lines, 3))
                .refine(text(lines, 4).isEmpty() ? new String[0] : new String[] {text(lines, 4)})
                .page(100, 0);
        try {
            List<FacetRequest> facets = facet.isEmpty() ? List.of() : List.of(FacetRequest.read(facet));
            BoundQuery bound = Odsql.bind(question, View.of(Trees.SCHEMA), Trees.NOW, facets);
            var renderer = new DuckDbRenderer(Trees.relation());
            trees.run(renderer.page(bound), question);
            trees.run(renderer.count(bound), question);
        } catch (OdsqlException refused) {
            if (Objects.toString(refused.getMessage(), "").isBlank()) throw refused;
        }
    }

    private static String text(String[] lines, int line) {
        return Objects.requireNonNullElse(lines[line], "");
    }
}
