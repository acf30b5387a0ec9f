package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.explore.api.ApiVisitor.Reply;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What was answered once need not be made again, and nobody notices but by the time it takes.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptAnswersTest {
    private static final String KEPT = "/catalog/datasets/kept-rivers";

    @TempDir
    private Path folder;

    @Autowired
    private PublishFile publishFile;

    @LocalServerPort
    private int port;

    private ApiVisitor visitor;

    @BeforeEach
    void publish() throws Exception {
        visitor = new ApiVisitor(port);
        publish("name,length\nSenne,103\nWoluwe,24\n", "");
    }

    private void publish(String rivers, String description) throws Exception {
        Path file = Files.writeString(folder.resolve("kept-rivers.csv"), rivers);
        publishFile.publish(new Viewer.Operator(), file, description);
    }

    private static boolean wasKept(Reply reply) {
        return reply.header("Server-Timing").contains("kept;dur=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/records?order_by=name&limit=2",
                "/records?limit=1&include_links=true",
                "/records?cursor=*&limit=1",
                "/records?select=sum(length) as s&limit=1",
                "/facets?facet=name"
            })
    void the_second_answer_is_the_first_one(String asked) throws Exception {
        for (String coding : new String[] {"identity", "gzip"}) {
            Reply made = visitor.get(KEPT + asked, "Accept-Encoding", coding);
            Reply kept = visitor.get(KEPT + asked, "Accept-Encoding", coding);
            assertThat(wasKept(made)).isFalse();
            assertThat(wasKept(kept)).isTrue();
            assertThat(kept.response().body()).isEqualTo(made.response().body()).isNotEmpty();
            for (String header : new String[] {
                "ETag",
                "Link",
                "Content-Type",
                "Content-Encoding",
                "Content-Language",
                "Vary",
                "Cache-Control",
                "Content-Length",
                "Access-Control-Allow-Origin"
            }) {
                assertThat(kept.header(header)).as(header).isEqualTo(made.header(header));
            }
        }
        Reply head = visitor.send("HEAD", KEPT + asked);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.response().body()).isEmpty();
    }

    @Test
    void a_new_version_is_answered_anew() throws Exception {
        String asked = KEPT + "/records?select=sum(length) as s&limit=1";
        assertThat(visitor.get(asked).json().at("/results/0/s").asInt()).isEqualTo(127);
        publish("name,length\nSenne,104\nWoluwe,24\n", "");
        Reply reply = visitor.get(asked);
        assertThat(wasKept(reply)).isFalse();
        assertThat(reply.json().at("/results/0/s").asInt()).isEqualTo(128);
    }

    @Test
    void what_is_withdrawn_is_not_found_however_often_it_was_asked(@Autowired CreateKey createKey) throws Exception {
        String asked = KEPT + "/records?select=name";
        visitor.get(asked);
        assertThat(wasKept(visitor.get(asked))).isTrue();
        Steward steward = Steward.administrator(port, createKey);
        steward.post("/datasets/kept-rivers/withdraw", Map.of());
        assertThat(visitor.get(asked).status()).isEqualTo(404);
        steward.post("/datasets/kept-rivers/publish", Map.of());
        assertThat(visitor.get(asked).status()).isEqualTo(200);
    }

    /// Each stranger writes a parameter whose name looks like several, which is unknown and means nothing.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=1&select%3D%5Bsum(length)+as+s%5D,+where=length+>+50 | limit=1&select=sum(length)+as+s&where=length+>+50",
                "limit%3D%5B1%5D,+where=length+>+1000 | limit=1&where=length+>+1000"
            })
    void nobody_makes_an_answer_to_what_others_ask(String strange, String asked) throws Exception {
        ask(strange);
        HttpResponse<String> reply = ask(asked);
        assertThat(reply.headers().firstValue("Server-Timing"))
                .isPresent()
                .get()
                .asString()
                .doesNotContain("kept");
        assertThat(reply.headers().firstValue("ETag"))
                .isNotEqualTo(ask(strange).headers().firstValue("ETag"));
    }

    @Test
    void nobodys_key_stands_in_the_links_of_others() throws Exception {
        assertThat(ask("limit=3&include_links=true&%61pikey=abcde").body()).doesNotContain("abcde");
        assertThat(ask("limit=3&include_links=true").body()).doesNotContain("abcde");
    }

    private HttpResponse<String> ask(String query) throws Exception {
        URI address =
                URI.create("http://localhost:" + port + Links.PATH + KEPT + "/records?" + query.replace(">", "%3E"));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void what_depends_on_the_clock_is_made_each_time() throws Exception {
        String asked = KEPT + "/records?where=length < year(now())";
        visitor.get(asked);
        assertThat(wasKept(visitor.get(asked))).isFalse();
    }

    @Test
    void a_large_answer_is_made_each_time() throws Exception {
        publish("name,length\n" + "x".repeat(70_000) + ",1\n", "");
        String asked = KEPT + "/records?select=name,length";
        visitor.get(asked);
        assertThat(wasKept(visitor.get(asked))).isFalse();
    }
}
