package city.senne.data.push;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.ShareDataset;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.access.Level;
import city.senne.trust.door.Onlookers;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.PushKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A key for live rows does no more than whoever made it may do by now.
@OpenHouse
class PushMakerTest {
    private static final String COUNTS = "counts-of-mona";
    private static final Viewer OPERATOR = new Viewer.Operator();

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private ShareDataset shareDataset;

    @Autowired
    private PushKeys keys;

    @Autowired
    private Onlookers onlookers;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private Path folder;

    @Test
    void a_key_goes_no_further_than_the_role_of_its_maker() throws Exception {
        publishFile.publish(OPERATOR, Files.writeString(folder.resolve(COUNTS + ".csv"), "site,bikes\nCanal,12\n"), "");
        UUID maker = UUID.randomUUID();
        jdbc.sql("insert into organisation (id, name) values ('town-of-mona', '{\"en\": \"Town\"}')")
                .update();
        jdbc.sql("insert into person (id, login, name) values (:id, 'mona-who-pushes', 'Mona')")
                .param("id", maker)
                .update();
        jdbc.sql("insert into membership (person_id, organisation_id, role) values (:id, 'town-of-mona', 'publisher')")
                .param("id", maker)
                .update();
        shareDataset.setLevel(OPERATOR, new DatasetId(COUNTS), Level.OPEN, "town-of-mona");
        String hers = keys.create(COUNTS, "hers", onlookers.person(maker).orElseThrow())
                .text();
        String operators = keys.create(COUNTS, "operator's", OPERATOR).text();

        assertThat(push(hers).statusCode()).isEqualTo(200);
        jdbc.sql("update membership set role = 'reader' where person_id = :id")
                .param("id", maker)
                .update();
        HttpResponse<String> refused = push(hers);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("push-key-orphaned", "may no longer deliver");
        assertThat(push(operators).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> push(String key) throws Exception {
        URI uri = URI.create("http://localhost:" + port + "/api/push/1.0/" + COUNTS + "/rows/push/?pushkey=" + key);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest row = HttpRequest.newBuilder(uri)
                    .header("Accept-Language", "en")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"site\": \"Bois\", \"bikes\": 3}"))
                    .build();
            return client.send(row, HttpResponse.BodyHandlers.ofString());
        }
    }
}
