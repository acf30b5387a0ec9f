package city.senne.data.explore.api;

import static city.senne.data.explore.api.ApiVisitor.TREES;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.explore.api.ApiVisitor.Reply;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Walks through all records of a dataset by the links that each page gives to the next.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CursorTest {
    private static final String NUMBERS = "/catalog/datasets/numbers";

    @TempDir
    private static Path folder;

    @LocalServerPort
    private int port;

    private ApiVisitor visitor;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile) throws Exception {
        ApiVisitor.publishTrees(publishFile);
        publishNumbers(publishFile, 12_345);
    }

    private static void publishNumbers(PublishFile publishFile, int count) throws Exception {
        StringBuilder csv = new StringBuilder("number,rest\n");
        for (int i = 1; i <= count; i++)
            csv.append(i).append(',').append(i % 7 == 0 ? "" : i % 7).append('\n');
        Path file = Files.writeString(folder.resolve("numbers.csv"), csv);
        publishFile.publish(new Viewer.Operator(), file, "id: numbers\n");
    }

    @BeforeEach
    void visit() {
        visitor = new ApiVisitor(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "&order_by=number desc", "&order_by=rest", "&where=rest is not null&order_by=rest desc"})
    void a_walk_meets_every_record_once_beyond_any_page_that_offset_reaches(String asked) throws Exception {
        List<Long> met = walk(NUMBERS + "/records?select=number&limit=1000&cursor=*" + asked);
        assertThat(met).doesNotHaveDuplicates().hasSize(asked.contains("where") ? 10_582 : 12_345);
        assertThat(met)
                .isEqualTo(numbers(visitor.get(NUMBERS + "/exports/json?select=number" + asked)
                        .json()));
    }

    private List<Long> walk(String first) throws Exception {
        List<Long> met = new ArrayList<>();
        for (String page = first; !page.isEmpty(); ) {
            Reply reply = visitor.get(page);
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            met.addAll(numbers(reply.json().path("results")));
            page = next(reply);
        }
        return met;
    }

    private static List<Long> numbers(JsonNode records) {
        return records.valueStream().map(row -> row.path("number").asLong()).toList();
    }

    /// Below the root of the API, as people write it, empty on the last page.
    private String next(Reply reply) {
        String next = "";
        for (JsonNode link : reply.json().path("_links")) {
            if (link.path("rel").asString().equals("next"))
                next = link.path("href").asString();
        }
        assertThat(reply.header("Link")).isEqualTo(next.isEmpty() ? "" : "<" + next + ">; rel=\"next\"");
        if (next.isEmpty()) return next;
        String root = "http://localhost:" + port + Links.PATH;
        assertThat(next).startsWith(root);
        return URLDecoder.decode(next.substring(root.length()), StandardCharsets.UTF_8);
    }

    @Test
    void the_links_of_ordinary_pages_lead_beyond_the_last_offset() throws Exception {
        Reply last = visitor.get(NUMBERS + "/records?select=number&limit=100&offset=9900&include_links=true");
        assertThat(last.json().at("/results/99/number").asLong()).isEqualTo(10_000);
        assertThat(last.text()).doesNotContain("\"last\"");
        Reply beyond = visitor.get(next(last));
        assertThat(beyond.json().at("/results/0/number").asLong()).isEqualTo(10_001);
        assertThat(beyond.json().path("total_count").asLong()).isEqualTo(12_345);
        assertThat(beyond.json().at("/results/0/_links/0/rel").asString()).isEqualTo("self");
    }

    @Test
    void a_walk_stays_in_the_version_in_which_it_began(@Autowired PublishFile publishFile) throws Exception {
        Reply first = visitor.get(NUMBERS + "/records?select=number&limit=1000&order_by=number&cursor=*");
        publishNumbers(publishFile, 3);
        try {
            assertThat(visitor.get(NUMBERS + "/records?limit=0")
                            .json()
                            .path("total_count")
                            .asLong())
                    .isEqualTo(3);
            assertThat(walk(next(first))).hasSize(11_345).startsWith(1001L).endsWith(12_345L);
        } finally {
            publishNumbers(publishFile, 12_345);
        }
    }

    @Test
    void a_short_list_has_no_next_page() throws Exception {
        Reply whole = visitor.get(TREES + "/records?cursor=*&limit=12");
        assertThat(whole.json().path("results")).hasSize(12);
        assertThat(next(whole)).isEmpty();
        assertThat(whole.json()
                        .path("_links")
                        .valueStream()
                        .map(link -> link.path("rel").asString()))
                .containsExactly("self", "first");
        assertThat(next(visitor.get(TREES + "/records?cursor=*&limit=5&where=hauteur>1000")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cursor=nonsense",
                "cursor=e30",
                "cursor=bnVsbA",
                "cursor=*&offset=5",
                "cursor=*&limit=1001",
                "cursor=*&limit=0",
                "cursor=*&group_by=commune",
                "cursor=*&select=count(*)",
                "cursor=*&order_by=tags"
            })
    void what_cannot_be_walked_is_refused_with_the_way_out(String asked) throws Exception {
        Reply reply = visitor.get(TREES + "/records?" + asked);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("InvalidRESTParameterError").containsAnyOf("cursor", "limit");
    }

    @Test
    void a_cursor_is_none_of_another_question_or_dataset() throws Exception {
        String page = next(visitor.get(TREES + "/records?limit=5&order_by=hauteur&cursor=*"));
        assertThat(visitor.get(page).status()).isEqualTo(200);
        assertThat(visitor.get(page.replace("hauteur", "id")).status()).isEqualTo(400);
        assertThat(visitor.get(page.replace("arbres", "numbers").replace("hauteur", "rest"))
                        .status())
                .isEqualTo(400);
        assertThat(visitor.get(page + "&where=hauteur > 3").status()).isEqualTo(400);
    }
}
