package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.explore.api.ApiVisitor.Reply;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
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

/// The versions of a dataset, and the rows that two of them do not share.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VersionsApiTest {
    private static final String KEYED = "/catalog/datasets/moving-trees";
    private static final String UNKEYED = "/catalog/datasets/moving-stones";

    @TempDir
    private static Path folder;

    @LocalServerPort
    private int port;

    private ApiVisitor visitor;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile) throws Exception {
        String keyed = "id: moving-trees\nfields:\n  number: {annotations: [id]}\n";
        deliver(
                publishFile,
                keyed,
                "number,kind,height,lat,lon\n1,oak,5,50.8,4.3\n2,elm,,50.81,4.31\n3,ash,7,50.82,4.32\n");
        deliver(
                publishFile,
                keyed,
                "number,kind,height,lat,lon\n1,oak,6,50.8,4.35\n3,ash,7,50.82,4.32\n4,yew,1,50.83,4.33\n");
        deliver(publishFile, keyed, "number,kind,girth\n1,oak,20\n3,ash,30\n4,\"y;\"\"ew\",40\n");
        String unkeyed = "id: moving-stones\n";
        deliver(publishFile, unkeyed, "kind,weight\nflint,5\nflint,5\nslate,\n");
        deliver(publishFile, unkeyed, "kind,weight\nflint,5\nslate,\nslate,\n");
    }

    private static void deliver(PublishFile publishFile, String description, String csv) throws Exception {
        Path file = Files.writeString(folder.resolve("moving.csv"), csv);
        publishFile.publish(new Viewer.Operator(), file, description);
    }

    @BeforeEach
    void visit() {
        visitor = new ApiVisitor(port);
    }

    @Test
    void versions_are_told_newest_first_with_what_changed() throws Exception {
        JsonNode versions = visitor.get(KEYED + "/versions").json();
        assertThat(versions.path("total_count").asInt()).isEqualTo(3);
        JsonNode second = versions.at("/results/1");
        assertThat(second.path("version").asInt()).isEqualTo(2);
        assertThat(second.path("records_count").asInt()).isEqualTo(3);
        assertThat(second.path("difference").toString()).isEqualTo("{\"added\":1,\"changed\":1,\"removed\":1}");
        assertThat(second.at("/fields/0").toString()).contains("number", "int");
        for (JsonNode link : second.path("links")) {
            String href = link.path("href").asString();
            assertThat(visitor.get(href.substring(href.indexOf("/catalog"))).status())
                    .as(href)
                    .isEqualTo(200);
        }
    }

    @Test
    void rows_with_the_same_key_are_compared_value_by_value() throws Exception {
        JsonNode diff = visitor.get(KEYED + "/diff?from=1&to=2").json();
        assertThat(List.of(
                        diff.path("added").asInt(),
                        diff.path("changed").asInt(),
                        diff.path("removed").asInt()))
                .containsExactly(1, 1, 1);
        assertThat(diff.path("key").toString()).isEqualTo("[\"number\"]");
        JsonNode rows = diff.path("results");
        assertThat(rows).hasSize(3);
        assertThat(rows.path(0).path("change").asString()).isEqualTo("changed");
        assertThat(rows.path(0).at("/before/height").asInt()).isEqualTo(5);
        assertThat(rows.path(0).at("/after/height").asInt()).isEqualTo(6);
        assertThat(rows.path(0).path("changed_fields").toString())
                .contains("height")
                .doesNotContain("kind");
        assertThat(rows.path(1).path("change").asString()).isEqualTo("removed");
        assertThat(rows.path(1).at("/before/kind").asString()).isEqualTo("elm");
        assertThat(rows.path(1).has("after")).isFalse();
        assertThat(rows.path(2).at("/after/kind").asString()).isEqualTo("yew");
    }

    @Test
    void without_a_key_a_changed_row_was_removed_and_added_and_rows_are_counted_one_by_one() throws Exception {
        JsonNode diff = visitor.get(UNKEYED + "/diff").json();
        assertThat(diff.at("/from/version").asInt()).isEqualTo(1);
        assertThat(diff.path("results").toString())
                .isEqualTo("[{\"change\":\"removed\",\"before\":{\"kind\":\"flint\",\"weight\":5}},"
                        + "{\"change\":\"added\",\"after\":{\"kind\":\"slate\",\"weight\":null}}]");
    }

    @Test
    void only_fields_of_both_versions_are_compared() throws Exception {
        JsonNode diff = visitor.get(KEYED + "/diff?from=2&to=3").json();
        assertThat(diff.path("fields").toString()).isEqualTo("[\"number\",\"kind\"]");
        assertThat(diff.path("total_count").asInt()).isEqualTo(1);
    }

    @Test
    void the_way_back_shows_the_opposite_and_the_same_version_nothing() throws Exception {
        JsonNode back = visitor.get(KEYED + "/diff?from=2&to=1").json();
        assertThat(back.at("/results/1/change").asString()).isEqualTo("added");
        assertThat(visitor.get(KEYED + "/diff?from=2&to=2")
                        .json()
                        .path("total_count")
                        .asInt())
                .isZero();
    }

    @Test
    void conditions_narrow_what_is_compared_and_pages_go_on() throws Exception {
        JsonNode elms =
                visitor.get(KEYED + "/diff?from=1&to=2&where=kind='elm'").json();
        assertThat(elms.path("total_count").asInt()).isEqualTo(1);
        JsonNode second =
                visitor.get(KEYED + "/diff?from=1&to=2&limit=1&offset=1").json();
        assertThat(second.path("total_count").asInt()).isEqualTo(3);
        assertThat(second.path("results").toString()).contains("elm").doesNotContain("yew");
    }

    @Test
    void as_csv_a_changed_row_has_a_line_before_and_a_line_after() throws Exception {
        Reply csv = visitor.get(KEYED + "/diff?from=1&to=2&format=csv&with_bom=false");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).contains("moving-trees-1-2.csv");
        assertThat(csv.text().lines().map(line -> line.replaceFirst("^([^;]*;[^;]*);.*", "$1")))
                .containsExactly("change;number", "before;1", "after;1", "removed;2", "added;4");
        assertThat(visitor.get(KEYED + "/diff?from=2&to=3&format=csv&with_bom=false")
                        .text())
                .contains("after;4;\"y;\"\"ew\"");
    }

    @Test
    void a_known_difference_is_not_sent_again() throws Exception {
        Reply first = visitor.get(KEYED + "/diff?from=1&to=2");
        assertThat(visitor.get(KEYED + "/diff?from=1&to=2", "If-None-Match", first.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=9&to=2", "from=0", "to=1999-01-01"})
    void a_version_that_does_not_exist_is_not_found(String asked) throws Exception {
        assertThat(visitor.get(KEYED + "/diff?" + asked).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"to=1", "format=xml", "limit=1001", "offset=-1", "where=girth > 3", "where=absent = 1"})
    void what_cannot_be_compared_is_refused(String asked) throws Exception {
        Reply reply = visitor.get(KEYED + "/diff?" + asked);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("message").asString()).isNotBlank();
    }

    @Test
    void a_page_shows_the_changes_and_leads_to_the_file() throws Exception {
        String versions = page("/datasets/moving-trees/versions?lang=en");
        assertThat(versions).contains("/datasets/moving-trees/changes?from=1&amp;to=2");
        String page = page("/datasets/moving-trees/changes?from=1&to=2&lang=en");
        assertThat(page)
                .contains("Changes from version 1 to version 2", "<del class=\"table__text\">5</del>", ">6</ins>");
        assertThat(page).contains("1 row added", "1 row changed", "1 row removed", "format=csv");
        assertThat(page.indexOf(">height"))
                .as("what changed comes before what did not")
                .isLessThan(page.indexOf(">kind"));
        String added = page("/datasets/moving-trees/changes?from=1&to=2&only=added&lang=en");
        assertThat(added).contains("yew", "aria-current=\"true\"").doesNotContain("elm", "<del");
        assertThat(page("/datasets/moving-trees/changes?from=2&to=2&lang=nl")).contains("dezelfde rijen");
        assertThat(page("/datasets/moving-stones/changes?lang=fr")).contains("pas de clé");
        assertThat(page("/datasets/moving-trees/changes?from=7")).contains("404");
    }

    private String page(String address) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
                .header("Accept", "text/html")
                .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
