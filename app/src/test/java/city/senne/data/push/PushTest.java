package city.senne.data.push;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.RenameField;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import city.senne.trust.keys.PushKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rows sent one by one, as a sensor sends them.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static int number;

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private PushKeys keys;

    @Autowired
    private CreateKey createKey;

    @Autowired
    private Catalog catalog;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private static Path folder;

    private String counts = "";
    private String stations = "";
    private String countsKey = "";
    private String stationsKey = "";

    @BeforeEach
    void publish() throws Exception {
        number++;
        counts = "push-counts-" + number;
        stations = "push-stations-" + number;
        publish(counts, "site,bikes,measured,open\nCanal,12,2026-03-01T08:00:00+01:00,yes\n", "");
        publish(
                stations,
                "code,name,bikes,where\nA1,Canal,3,\"50.85, 4.35\"\nB2,Bois,4,\"50.81, 4.38\"\n",
                "key_fields: [code]\n");
        countsKey = keys.create(counts, "sensor", new Viewer.Operator()).text();
        stationsKey = keys.create(stations, "sensor", new Viewer.Operator()).text();
    }

    private void publish(String id, String content, String description) throws Exception {
        Path file = Files.writeString(folder.resolve(id + ".csv"), content);
        assertThat(publishFile.publish(new Viewer.Operator(), file, description).state())
                .isEqualTo(Delivery.State.LANDED);
    }

    private HttpResponse<String> push(String dataset, String key, String body) throws Exception {
        return send(dataset, "push/", key, body);
    }

    private HttpResponse<String> send(String dataset, String call, String key, String body) throws Exception {
        String address =
                "http://localhost:" + port + "/api/push/1.0/" + dataset + "/any-name/" + call + "?pushkey=" + key;
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Accept-Language", "en")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void taken(String dataset, String key, String body) throws Exception {
        HttpResponse<String> reply = push(dataset, key, body);
        assertThat(reply.body()).isEqualTo("{\"status\":\"OK\"}");
        assertThat(reply.statusCode()).isEqualTo(200);
    }

    /// The records once nothing waits any more, in the order of their rows.
    private String landed(String dataset) throws Exception {
        for (int patience = 300; patience > 0 && waits(dataset); patience--) Thread.sleep(100);
        assertThat(waits(dataset)).isFalse();
        return get("/api/explore/v2.1/catalog/datasets/" + dataset + "/exports/csv?with_bom=false")
                .replace("\r\n", "\n");
    }

    private String get(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
                .build();
        HttpResponse<String> reply = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return reply.body();
    }

    private boolean waits(String dataset) {
        return jdbc.sql("""
                        select exists (select 1 from push where dataset_id = :id) or exists (
                          select 1 from delivery where dataset_id = :id and state in ('queued', 'reading'))""").param("id", dataset).query(Boolean.class).single();
    }

    @Test
    void rows_go_again_by_their_key_in_the_order_of_the_calls() throws Exception {
        taken(stations, stationsKey, "{\"code\":\"C3\",\"name\":\"Parc\",\"bikes\":5}");
        HttpResponse<String> gone = send(
                stations,
                "push/delete/",
                stationsKey,
                "[{\"code\":\"A1\",\"bikes\":3},{\"code\":\"C3\"},{\"code\":\"Z9\"}]");
        assertThat(gone.body()).isEqualTo("{\"status\":\"OK\"}");
        taken(stations, stationsKey, "{\"code\":\"A1\",\"name\":\"New\",\"bikes\":1}");
        assertThat(landed(stations)).isEqualTo("""
                code;name;bikes;where_field;where_point
                B2;Bois;4;50.81, 4.38;50.81, 4.38
                A1;New;1;;
                """);
        assertThat(catalog.dataset(new Viewer.Operator(), stations).current().rows())
                .isEqualTo(2);
    }

    @Test
    void the_last_row_can_go_too() throws Exception {
        assertThat(send(stations, "push/delete", stationsKey, "[{\"code\":\"A1\"},{\"code\":\"B2\"}]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(landed(stations)).isEqualTo("code;name;bikes;where_field;where_point\n");
        assertThat(get("/api/explore/v2.1/catalog/datasets/" + stations + "/records"))
                .isEqualTo("{\"total_count\":0,\"results\":[]}");
        for (String page : List.of("", "/table", "/map", "/versions", "/changes")) {
            assertThat(get("/datasets/" + stations + page)).as(page).contains("</main>");
        }
        assertThat(get("/datasets/" + stations + "/versions?lang=en")).contains("removed rows by their key");
        taken(stations, stationsKey, "{\"code\":\"D4\",\"name\":\"Back\",\"bikes\":1}");
        assertThat(landed(stations)).isEqualTo("code;name;bikes;where_field;where_point\nD4;Back;1;;\n");
    }

    @Test
    void a_row_that_is_gone_can_be_removed_once_more() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(send(stations, "push/delete/", stationsKey, "{\"code\":\"A1\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(landed(stations)).contains("B2;Bois").doesNotContain("A1;");
        }
        taken(stations, stationsKey, "{\"code\":\"A1\",\"name\":\"Back\"}");
        assertThat(landed(stations)).contains("A1;Back");
        send(stations, "push/delete/", stationsKey, "{\"code\":\"A1\"}");
        assertThat(landed(stations)).doesNotContain("A1;");
    }

    @Test
    void what_cannot_be_removed_is_told_and_removes_nothing() throws Exception {
        HttpResponse<String> keyless = send(counts, "push/delete/", countsKey, "{\"site\":\"Canal\"}");
        assertThat(keyless.statusCode()).isEqualTo(400);
        assertThat(keyless.body()).contains("push-no-key").contains("no key");
        HttpResponse<String> nameless =
                send(stations, "push/delete/", stationsKey, "[{\"code\":\"A1\"},{\"name\":\"Bois\"}]");
        assertThat(nameless.statusCode()).isEqualTo(400);
        assertThat(nameless.body()).contains("code");
        assertThat(send(stations, "push/delete/", "push_wrong", "{\"code\":\"A1\"}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(stations, "push/delete/", countsKey, "{\"code\":\"A1\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(landed(stations)).contains("A1;Canal", "B2;Bois");
    }

    @Test
    void rows_come_behind_those_that_are_there_in_the_dataset_s_types() throws Exception {
        taken(
                counts,
                countsKey,
                "{\"site\":\"Bois\",\"bikes\":7,\"measured\":\"2026-03-01T08:00:00Z\",\"open\":false}");
        taken(
                counts,
                countsKey,
                "[{\"site\":\"Parc \\u00e9 \\\"x\\\"\",\"bikes\":\"8\"},{\"bikes\":null,\"site\":\"3\"}]");
        taken(counts, countsKey, "[]");
        assertThat(landed(counts)).isEqualTo("""
                site;bikes;measured;open
                Canal;12;2026-03-01T07:00:00+00:00;true
                Bois;7;2026-03-01T08:00:00+00:00;false
                "Parc é ""x""\";8;;
                3;;;
                """);
    }

    @Test
    void a_row_takes_the_place_of_the_one_with_the_same_key() throws Exception {
        taken(stations, stationsKey, "{\"code\":\"A1\",\"name\":\"Canal\",\"bikes\":9}");
        taken(stations, stationsKey, "[{\"code\":\"C3\",\"bikes\":1},{\"code\":\"C3\",\"bikes\":2}]");
        assertThat(landed(stations))
                .contains("B2;Bois;4", "A1;Canal;9", "C3;;2")
                .doesNotContain("A1;Canal;3");
    }

    @Test
    void rows_may_call_a_renamed_field_by_both_names(@Autowired RenameField renameField) throws Exception {
        Viewer operator = new Viewer.Operator();
        for (String column : new String[] {"code", "bikes"}) {
            Dataset dataset = catalog.dataset(operator, stations);
            renameField.rename(operator, dataset, dataset.revision(), column, column + "_now");
        }
        taken(stations, stationsKey, "{\"code_now\":\"A1\",\"name\":\"Canal\",\"bikes\":9}");
        taken(stations, stationsKey, "{\"code\":\"B2\",\"name\":\"Bois\",\"bikes_now\":10}");
        assertThat(landed(stations)).startsWith("code_now;name;bikes_now;").contains("A1;Canal;9", "B2;Bois;10");
        assertThat(push(stations, stationsKey, "{\"name\":\"x\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void the_same_rows_again_are_meant_as_they_are() throws Exception {
        for (int i = 0; i < 2; i++) {
            taken(counts, countsKey, "{\"site\":\"Bois\",\"bikes\":7}");
            landed(counts);
        }
        assertThat(landed(counts).split("\n")).hasSize(1 + 3);
        for (int bikes : new int[] {5, 6, 5}) {
            taken(stations, stationsKey, "{\"code\":\"A1\",\"bikes\":" + bikes + "}");
            landed(stations);
        }
        assertThat(landed(stations)).contains("A1;;5");
    }

    @Test
    void many_at_once_lose_nothing_and_become_few_versions() throws Exception {
        try (ExecutorService sensors = Executors.newFixedThreadPool(20)) {
            List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                int bikes = i;
                calls.add(() -> push(counts, countsKey, "{\"site\":\"many\",\"bikes\":" + bikes + "}"));
            }
            for (Future<HttpResponse<String>> call : sensors.invokeAll(calls)) {
                assertThat(call.get().statusCode()).isEqualTo(200);
            }
        }
        assertThat(landed(counts)
                        .lines()
                        .filter(line -> line.startsWith("many;"))
                        .distinct())
                .hasSize(300);
        assertThat(catalog.dataset(new Viewer.Operator(), counts).current().number())
                .isLessThan(8);
    }

    @Test
    void what_was_acknowledged_is_in_the_database_or_a_delivery() throws Exception {
        taken(counts, countsKey, "{\"site\":\"kept\",\"bikes\":1}");
        assertThat(waits(counts)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"site\":\"a\"},{\"sight\":\"b\",\"bikes\":1}] | 2 | sight | no such field. Its fields are site, bikes",
                "[{\"site\":\"a\"},{\"bikes\":2},{\"bikes\":\"many\"}] | 3 | bikes | many",
                "[{\"measured\":\"yesterday\"}] | 1 | measured | yesterday",
                "[{\"bikes\":1.5}] | 1 | bikes | 1.5",
                "[{\"bikes\":{\"a\":1}}] | 1 | bikes | ",
                "[{\"bikes\":[1,2]}] | 1 | bikes | ",
                "[{\"site\":\"a\"}, 7] | 2 | | must be a JSON object",
                "[{}] | 1 | | no fields"
            })
    void what_does_not_fit_is_told_row_by_row_and_nothing_is_kept(String body, int row, String field, String told)
            throws Exception {
        HttpResponse<String> reply = push(counts, countsKey, body);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        JsonNode problem = JsonMapper.shared().readTree(reply.body());
        assertThat(problem.path("code").asString()).isEqualTo("push-rows-wrong");
        assertThat(problem.at("/errors/0/row").asInt()).isEqualTo(row);
        if (field != null) assertThat(problem.at("/errors/0/field").asString()).startsWith(field);
        if (told != null) assertThat(reply.body()).contains(told);
        assertThat(waits(counts)).isFalse();
    }

    @Test
    void a_row_without_its_key_is_refused() throws Exception {
        assertThat(push(stations, stationsKey, "{\"name\":\"x\"}").body()).contains("tells rows apart");
        assertThat(push(stations, stationsKey, "{\"code\":null}").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"   \"",
                "\"n/a\"",
                "\"-\"",
                "\"NULL\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "[]",
                "\" \\u00a0\"",
                "\"-\"},{\"code\":\"A\""
            })
    void a_key_that_would_be_read_as_no_value_is_refused(String code) throws Exception {
        for (String call : List.of("push/", "push/delete/")) {
            HttpResponse<String> reply = send(stations, call, stationsKey, "[{\"code\":" + code + "}]");
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
            assertThat(reply.body()).contains("push-rows-wrong", "\"field\":\"code\"");
        }
        assertThat(waits(stations)).isFalse();
    }

    @Test
    void a_short_key_is_the_same_beside_long_ones() throws Exception {
        taken(stations, stationsKey, "{\"code\":\"NA\",\"bikes\":1}");
        taken(stations, stationsKey, "[{\"code\":\"NB\",\"bikes\":2},{\"code\":\"Boulevard\",\"bikes\":3}]");
        assertThat(landed(stations)).contains("\nNA;;1;", "\nNB;;2;", "\nBoulevard;;3;");
    }

    @Test
    void halves_of_characters_are_refused_wherever_they_stand() throws Exception {
        for (String row : List.of(
                "{\"site\":\"a\\ud800b\"}",
                "{\"site\":\"\\udc00\\ud800\"}",
                "{\"site\":[\"\\ud800\"]}",
                "{\"\\ud800\":1}",
                "{\"" + "x".repeat(199) + "\\ud83d\\ude00\":1}")) {
            HttpResponse<String> reply = push(counts, countsKey, row);
            assertThat(reply.statusCode()).as(row + reply.body()).isEqualTo(400);
            assertThat(reply.body()).containsAnyOf("push-rows-wrong", "push-not-json");
        }
        taken(counts, countsKey, "{\"site\":\"a\\ud83d\\ude00b\"}");
        assertThat(landed(counts)).contains("a\ud83d\ude00b;");
    }

    @Test
    void a_field_called_by_both_names_in_one_row_came_twice(@Autowired RenameField renameField) throws Exception {
        Dataset dataset = catalog.dataset(new Viewer.Operator(), stations);
        renameField.rename(new Viewer.Operator(), dataset, dataset.revision(), "bikes", "bikes_now");
        for (String row : List.of("\"bikes\":53,\"bikes_now\":54", "\"bikes_now\":54,\"bikes\":53")) {
            HttpResponse<String> reply = push(stations, stationsKey, "{\"code\":\"A1\"," + row + "}");
            assertThat(reply.statusCode()).isEqualTo(400);
            assertThat(JsonMapper.shared().readTree(reply.body()).path("errors"))
                    .hasSize(1);
            assertThat(reply.body()).contains("twice", "bikes", "bikes_now");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{\"a\":1", "[{\"site\":\"a\"},]", "site=a", "{\"site\":1,\"site\":2}", "\u0000"})
    void what_is_no_json_is_told_with_its_place(String body) throws Exception {
        HttpResponse<String> reply = push(counts, countsKey, body);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body()).containsPattern("line 1, column \\d+|Nothing was sent");
    }

    @Test
    void what_is_too_large_or_too_deep_is_refused() throws Exception {
        String large = "[{\"site\":\"" + "x".repeat(5 << 20) + "\"}]";
        assertThat(push(counts, countsKey, large).statusCode()).isEqualTo(413);
        assertThat(push(counts, countsKey, "[".repeat(100_000)).statusCode()).isEqualTo(400);
        assertThat(push(counts, countsKey, "{\"bikes\":" + "9".repeat(2000) + "}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void what_no_delivery_may_hold_is_told_to_the_sender() throws Exception {
        HttpResponse<String> refused =
                push(counts, countsKey, "[{\"site\":" + "[".repeat(250) + "]".repeat(250) + "}]");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("push-rows-wrong", "nests too deeply");
    }

    @Test
    void a_key_opens_one_door_only_and_none_once_it_is_revoked() throws Exception {
        assertThat(push(counts, "push_wrong", "{}").statusCode()).isEqualTo(401);
        assertThat(push(counts, "", "{}").statusCode()).isEqualTo(401);
        assertThat(push(stations, countsKey, "{\"code\":\"Z\"}").statusCode()).isEqualTo(403);
        assertThat(push("absent", countsKey, "{}").statusCode()).isEqualTo(403);
        for (String elsewhere :
                List.of("/api/deliveries?pushkey=", "/api/push-keys?pushkey=", "/account/keys?pushkey=")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + elsewhere + countsKey))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .header("Content-Type", "application/json")
                    .build();
            assertThat(CLIENT.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isIn(401, 403, 404, 405);
        }
        keys.revoke(stations, keys.list(counts).getFirst().id());
        taken(counts, countsKey, "{\"site\":\"x\"}");
        keys.revoke(counts, keys.list(counts).getFirst().id());
        HttpResponse<String> revoked = push(counts, countsKey, "{\"site\":\"x\"}");
        assertThat(revoked.statusCode()).isEqualTo(401);
        assertThat(revoked.body()).contains("push-key-unknown");
    }

    @Test
    void a_publisher_makes_and_revokes_keys_on_the_pages_of_her_dataset() throws Exception {
        Steward publisher = Steward.administrator(port, createKey);
        String path = "/datasets/" + counts + "/edit/push";
        assertThat(Steward.stranger(port).get(path).statusCode()).isEqualTo(303);
        assertThat(publisher.post(path, Map.of("name", " ")).statusCode()).isEqualTo(422);
        String page = publisher.post(path, Map.of("name", "counter <17>")).body();
        var address = Pattern.compile("/api/push/1\\.0/" + counts + "/rows/push/\\?pushkey=(push_[\\w-]+)")
                .matcher(page);
        assertThat(address.find()).isTrue();
        taken(counts, address.group(1), "{\"site\":\"page\"}");
        assertThat(publisher.get(path).body()).contains("counter &lt;17>").doesNotContain(address.group(1));
        publisher.post(path + "/" + keys.list(counts).getFirst().id() + "/revoke", Map.of());
        assertThat(push(counts, address.group(1), "{}").statusCode()).isEqualTo(401);
    }
}
