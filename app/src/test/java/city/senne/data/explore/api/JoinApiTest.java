package city.senne.data.explore.api;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.StageDataset;
import city.senne.data.explore.api.ApiVisitor.Reply;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.access.Stage;
import city.senne.trust.identity.Viewer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Records that find something in another dataset, asked for as programs do.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoinApiTest {
    private static final Viewer OPERATOR = new Viewer.Operator();
    private static final String WORKS = "/catalog/datasets/joined-works";
    private static final String JOIN = "&join=joined-towns on town = name as t";
    private static final String BOTH = "?select=work, t.people" + JOIN + "&order_by=work";

    @TempDir
    private static Path folder;

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    private ApiVisitor visitor;

    @BeforeAll
    void publish() throws Exception {
        publish("joined-works", "work,town,cost\nbridge,North,5\nfence,South,1\ngate,North,2\nhall,West,9\n");
        publish("joined-towns", "name,people\nNorth,100\nSouth,30\nEast,7\n");
    }

    private void publish(String id, String csv) throws Exception {
        publishFile.publish(OPERATOR, Files.writeString(folder.resolve(id + ".csv"), csv), "id: " + id + "\n");
    }

    @BeforeEach
    void visit() {
        visitor = new ApiVisitor(port);
    }

    @Test
    void records_groups_and_downloads_find_their_own() throws Exception {
        Reply reply = visitor.get(WORKS + "/records" + BOTH);
        assertThat(reply.text())
                .contains("\"total_count\":4")
                .contains("{\"work\":\"bridge\",\"t.people\":100},{\"work\":\"fence\",\"t.people\":30}")
                .contains("{\"work\":\"hall\",\"t.people\":null}");
        assertThat(visitor.get(WORKS + "/records?limit=1&where=t.people > 50" + JOIN)
                        .json()
                        .path("total_count")
                        .asInt())
                .isEqualTo(2);
        assertThat(visitor.get(WORKS + "/exports/csv" + BOTH + "&with_bom=false")
                        .text()
                        .lines())
                .containsExactly("work;t.people", "bridge;100", "fence;30", "gate;100", "hall;");
        assertThat(visitor.get(WORKS + "/exports/parquet" + BOTH).text()).startsWith("PAR1");
        String groups = "?select=sum(cost) as cost&group_by=t.people&having=t.people > 0&order_by=cost desc";
        assertThat(visitor.get(WORKS + "/records" + groups + JOIN).text())
                .contains("[{\"t.people\":100,\"cost\":7},{\"t.people\":30,\"cost\":1}]");
    }

    @Test
    void a_dataset_that_the_caller_may_not_know_of_does_not_exist(@Autowired StageDataset stageDataset)
            throws Exception {
        publish("joined-secret", "name,people\nNorth,1\n");
        stageDataset.stage(OPERATOR, new DatasetId("joined-secret"), Stage.DRAFT);
        for (String id : new String[] {"joined-secret", "joined-absent"}) {
            for (String door : new String[] {"/records", "/exports/csv", "/exports/parquet"}) {
                Reply reply = visitor.get(WORKS + door + "?join=%s on town = name as s&select=s.people".formatted(id));
                assertThat(reply.status()).isEqualTo(404);
                assertThat(reply.json().path("message").asString())
                        .isEqualTo("The requested dataset " + id + " does not exist.");
            }
        }
    }

    @Test
    void a_new_version_of_either_is_another_answer() throws Exception {
        publish("joined-rates", "name,rate\nNorth,1\n");
        String question = WORKS + "/records?select=r.rate&where=work = 'gate'&join=joined-rates on town = name as r";
        Instant before = Instant.now();
        Reply first = visitor.get(question);
        assertThat(visitor.get(question, "If-None-Match", first.header("ETag")).status())
                .isEqualTo(304);
        publish("joined-rates", "name,rate\nNorth,2\n");
        Reply second = visitor.get(question, "If-None-Match", first.header("ETag"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).contains("\"r.rate\":2");
        assertThat(visitor.get(question + "&as_of=" + before).text()).contains("\"r.rate\":1");
        Reply tooEarly = visitor.get(question + "&as_of=2001-01-01");
        assertThat(tooEarly.status()).isEqualTo(404);
        Reply number = visitor.get(question + "&as_of=1");
        assertThat(number.status()).isEqualTo(400);
        assertThat(number.json().path("message").asString()).contains("With a join as_of is a date or an instant");
    }

    @Test
    void several_records_of_one_key_are_refused() throws Exception {
        publish("joined-many", "name,people\nNorth,1\nNorth,2\n");
        Reply reply = visitor.get(WORKS + "/records?join=joined-many on town = name as m&select=m.people");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("message").asString())
                .endsWith("several have the same value of the field by which they are found."
                        + " Clause(s) containing the error(s): join.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/records?cursor=*", "/records?limit=1&cursor=*&order_by=t.people"})
    void a_cursor_does_not_walk_through_joins(String walk) throws Exception {
        Reply reply = visitor.get(WORKS + walk + JOIN);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("message").asString()).contains("joins");
    }

    @Test
    void the_catalogue_is_joined_with_nothing() throws Exception {
        assertThat(visitor.get("/catalog/datasets?select=dataset_id" + JOIN)
                        .json()
                        .path("message")
                        .asString())
                .contains("Only datasets can be joined");
        assertThat(visitor.get(WORKS + "/facets?facet=town" + JOIN).status()).isEqualTo(200);
    }
}
