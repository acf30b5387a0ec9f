package city.senne.data.explore.api;

import static city.senne.data.explore.api.ApiVisitor.TREES;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.explore.api.ApiVisitor.Reply;
import city.senne.data.ingest.PublishFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/// What is added to the query language, asked for as programs do.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdditionsApiTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "explore-api.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("^\\| `([^`]+=[^`]+)` \\| `(\\[.*])` \\|$", Pattern.MULTILINE);
    private static final String RECORDS = TREES + "/records?";

    @LocalServerPort
    private int port;

    private ApiVisitor visitor;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile) throws IOException, InterruptedException {
        ApiVisitor.publishTrees(publishFile);
    }

    @BeforeEach
    void visit() {
        visitor = new ApiVisitor(port);
    }

    static Stream<Arguments> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(REFERENCE))
                .results()
                .map(example -> Arguments.of(example.group(1), example.group(2)));
    }

    @Test
    void the_reference_has_examples() throws IOException {
        assertThat(examples()).hasSizeGreaterThanOrEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_examples_of_the_reference_are_answered_so(String question, String results) throws Exception {
        Reply reply = visitor.get(RECORDS + question);
        assertThat(reply.json().path("results")).isEqualTo(JsonMapper.shared().readTree(results));
        assertThat(reply.text()).contains("\"results\":" + results);
    }

    @Test
    void totals_pages_and_downloads_follow() throws Exception {
        String groups = "select=count(*) as n&group_by=commune&having=n > 1&order_by=n, commune desc";
        assertThat(visitor.get(RECORDS + groups + "&limit=1")
                        .json()
                        .path("total_count")
                        .asInt())
                .isEqualTo(3);
        assertThat(visitor.get(TREES + "/exports/csv?with_bom=false&limit=20&" + groups)
                        .text())
                .isEqualToIgnoringNewLines("commune;n\nUccle;2\nIxelles;3\nBruxelles;3\n");
        String rows = "select=id&where=commune is not null&order_by=commune, id desc&limit_per=commune:1";
        assertThat(visitor.get(RECORDS + rows + "&limit=2&offset=1")
                        .json()
                        .path("total_count")
                        .asInt())
                .isEqualTo(6);
        assertThat(visitor.get(TREES + "/exports/csv?with_bom=false&" + rows)
                        .text()
                        .lines())
                .containsExactly("id", "T03", "T06", "T11", "T08", "T07", "T10");
        assertThat(visitor.get(TREES + "/exports/parquet?" + rows).text()).startsWith("PAR1");
        Reply all = visitor.get(RECORDS + "limit_per=protege:4&limit=1");
        assertThat(all.json().path("total_count").asInt()).isEqualTo(10);
    }

    @Test
    void the_catalogue_is_asked_in_the_same_language() throws Exception {
        Reply reply =
                visitor.get("/catalog/datasets?select=count(*) as n&group_by=dataset_id&having=dataset_id = 'arbres'");
        assertThat(reply.json().path("results").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "having=count(*) > 1 | having is a condition on groups: add group_by, or use where. Clause(s) containing the error(s): having.",
                "group_by=commune&having=essence = 'x' | Field essence is not allowed in the current clause. Clause(s) containing the error(s): having.",
                "limit_per=tags:1 | Field tags is not allowed in the current clause. Clause(s) containing the error(s): limit_per.",
                "select=if(hauteur > 1, 'a', 2) | The values of if must be of one type, but are of text and of int. Write a text such as concat(value), or null. Clause(s) containing the error(s): select.",
            })
    void what_is_wrong_is_told_with_its_clause(String question, String message) throws Exception {
        Reply reply = visitor.get(RECORDS + question);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("message").asString()).isEqualTo("ODSQL query is malformed: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "round(hauteur * 9000000000000000000, -3)",
                "round(1e300 * 1e300, 15)",
                "round(1e300 * 1e300 - 1e300 * 1e300)",
                "round(diametre / 0, -15)",
                "round(9223372036854775807, -1)",
                "if(hauteur / 0 > 1, 1, null)",
                "max(round(1e300 * 1e300 - 1e300 * 1e300))",
            })
    void numbers_that_cannot_be_are_null(String value) throws Exception {
        Reply reply = visitor.get(RECORDS + "limit=1&order_by=id&select=" + value + " as v");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).contains("{\"v\":null}");
    }

    @Test
    void a_cursor_does_not_walk_through_shares() throws Exception {
        Reply reply = visitor.get(RECORDS + "limit_per=commune:1&cursor=*");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("message").asString()).contains("limit_per");
    }
}
