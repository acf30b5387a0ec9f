package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whoever reads data that are not open is told of in the journal, before she has them.
@OpenHouse
class ReadingIsToldTest extends Houses {
    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void houses(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        shared();
    }

    private List<JsonNode> told(String dataset, String kind) throws Exception {
        String body = administrator
                .ask("/api/journal/entries?limit=1000&dataset=" + dataset + "&kind=" + kind)
                .body();
        List<JsonNode> entries = new ArrayList<>();
        JsonMapper.shared().readTree(body).forEach(entries::add);
        return entries;
    }

    @Test
    void a_read_is_told_with_who_what_and_how_much() throws Exception {
        String question = "/records?where=commune%3D%22Ixelles%22&limit=10";
        assertThat(partner.ask(API + closed + question).statusCode()).isEqualTo(200);
        List<JsonNode> entries = told(closed, "data-read");
        assertThat(entries).hasSize(1);
        JsonNode entry = entries.getFirst();
        assertThat(entry.get("details").toString())
                .contains("\"version\":\"1\"", "\"rows\":\"2\"", "\"fields\":\"ref, street, commune\"")
                .contains("\"because\":\"permitted\"", "/api/explore/v2.1/catalog/datasets/" + closed + "/records")
                .doesNotContain("Ixelles");
        assertThat(entry.get("personal").toString())
                .contains("\"actor\":\"reads\"", "where=commune=\\\"Ixelles\\\" & limit=10")
                .doesNotContain("Iris");
        assertThat(administrator
                        .get("/journal?dataset=" + closed + "&kind=data-read")
                        .body())
                .contains("Reads read data of version 1, fields ref, street, commune; rows: 2.")
                .contains("<dt>Why</dt><dd>a rule permits it</dd>", "<dt>Question</dt><dd>", "<dt>Rules</dt><dd>");
    }

    /// Nobody pads a question until the rest is cut, nor makes one parameter look like several.
    @Test
    void a_question_is_told_whole_and_as_it_was_asked() throws Exception {
        String padded = "x=" + "y".repeat(5_000);
        String sly = "timezone=UTC&z=1%26where%3Dref&%61pikey=senne_secret&%70urpose=agreement%2012";
        assertThat(partner.ask(API + closed + "/records?" + padded + "&" + sly + "&where=street%20like%20%22Iris%22")
                        .statusCode())
                .isEqualTo(200);
        String told = told(closed, "data-read").getFirst().get("personal").toString();
        assertThat(told)
                .contains("where=street like \\\"Iris\\\"", "z=1%26where=ref & ", "%70urpose=agreement%2012")
                .doesNotContain("senne_secret");
    }

    /// How large a file is that somebody asks for beyond its end.
    @Test
    void a_refusal_that_tells_how_much_there_is_is_told() throws Exception {
        HttpRequest beyond = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + partner.port() + API + closed + "/exports/parquet"))
                .header("Authorization", "Apikey " + partner.key())
                .header("Range", "bytes=99999999-")
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(beyond, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(416);
            assertThat(answer.headers().firstValue("Content-Range")).isPresent();
        }
        assertThat(told(closed, "data-read")).hasSize(1);
    }

    @Test
    void the_same_question_of_two_readers_is_told_of_each() throws Exception {
        Steward colleague = machine("partner-" + number);
        for (Steward reader : List.of(partner, colleague, partner)) {
            assertThat(reader.ask(API + closed + "/records?order_by=ref").body())
                    .contains("h1");
        }
        List<JsonNode> entries = told(closed, "data-read");
        assertThat(entries).hasSize(3);
        assertThat(entries)
                .allMatch(entry -> entry.get("details").get("rows").asString().equals("2"));
        assertThat(entries.stream()
                        .map(entry -> entry.get("personal").get("actor-id"))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void every_door_tells() throws Exception {
        String[] doors = {
            API + closed + "/facets",
            API + closed + "/exports/csv",
            API + closed + "/exports/parquet",
            API + closed + "/exports/xlsx",
            API + closed + "/records?select=count(*)",
            API + open + "/records?select=ref,c.street&join=" + closed + "%20on%20ref%20%3D%20ref%20as%20c",
            "/api/v2/catalog/datasets/" + closed + "/records",
            "/api/records/1.0/search/?dataset=" + closed,
            "/api/records/1.0/download/?dataset=" + closed,
            "/datasets/" + closed + "/table",
            "/datasets/" + closed + "/chart?kind=bar&group=commune",
        };
        for (String door : doors) {
            int before = told(closed, "data-read").size();
            HttpResponse<String> answer = partner.get(door);
            assertThat(answer.statusCode()).as(door + answer.body()).isEqualTo(200);
            assertThat(told(closed, "data-read")).as(door).hasSizeGreaterThan(before);
        }
    }

    @Test
    void a_map_is_told_of_once_and_not_by_its_pieces() throws Exception {
        assertThat(add(rule("partner-" + number), "ref", "geo_point_2d").statusCode())
                .isEqualTo(303);
        for (String tile : List.of("0/0/0", "1/1/0", "2/2/1")) {
            assertThat(partner.ask("/tiles/" + closed + "/1/" + tile + ".mvt").statusCode())
                    .isIn(200, 204);
        }
        for (String tile : List.of("WebMercatorQuad/0/0/0", "BelgianLambert2008Quad/0/0/0")) {
            assertThat(partner.ask("/ogc/collections/" + closed + "/tiles/" + tile)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(told(closed, "data-read")).hasSize(1);
    }

    /// How long a tile would be, and whether there is anything on it, tells where the places are.
    @Test
    void an_answer_without_bytes_is_told_too() throws Exception {
        assertThat(add(rule("partner-" + number), "ref", "geo_point_2d").statusCode())
                .isEqualTo(303);
        String drawn = "/tiles/" + closed + "/1/0/0/0.mvt";
        String empty = "/tiles/" + closed + "/1/3/0/0.mvt";
        jdbc.sql("alter table journal_tree rename to journal_tree_away").update();
        try {
            assertThat(headers(drawn).statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(partner.ask(empty).statusCode()).isGreaterThanOrEqualTo(500);
        } finally {
            jdbc.sql("alter table journal_tree_away rename to journal_tree").update();
        }
        assertThat(headers(drawn).statusCode()).isEqualTo(200);
        assertThat(told(closed, "data-read")).hasSize(1);
        assertThat(partner.ask(empty).statusCode()).isEqualTo(204);
        assertThat(told(closed, "data-read")).as("the same picture").hasSize(1);
        assertThat(headers(API + closed + "/records").statusCode()).isEqualTo(200);
        assertThat(told(closed, "data-read")).hasSize(2);
    }

    private HttpResponse<String> headers(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + partner.port() + path))
                .header("Authorization", "Apikey " + partner.key())
                .HEAD()
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void neither_open_data_nor_what_a_reader_has_already_are_told() throws Exception {
        assertThat(partner.ask(API + open + "/records").statusCode()).isEqualTo(200);
        assertThat(told(open, "data-read")).isEmpty();
        assertThat(partner.ask(API + closed + "/records?where=nothing%3D1").statusCode())
                .isEqualTo(400);
        assertThat(partner.get("/datasets/" + closed + "/access").statusCode()).isEqualTo(200);
        assertThat(told(closed, "data-read")).isEmpty();
    }

    @Test
    void what_cannot_be_told_is_not_read() throws Exception {
        jdbc.sql("alter table journal_tree rename to journal_tree_away").update();
        try {
            for (String door : List.of("/records", "/exports/csv", "/exports/parquet", "/facets")) {
                HttpResponse<String> answer = partner.ask(API + closed + door);
                assertThat(answer.statusCode()).as(door).isGreaterThanOrEqualTo(500);
                assertThat(answer.body()).doesNotContain("Iris", "Ixelles", "h1");
            }
            assertThat(partner.ask(API + open + "/records").statusCode()).isEqualTo(200);
        } finally {
            jdbc.sql("alter table journal_tree_away rename to journal_tree").update();
        }
        assertThat(told(closed, "data-read")).isEmpty();
        assertThat(partner.ask(API + closed + "/records").statusCode()).isEqualTo(200);
        assertThat(told(closed, "data-read")).hasSize(1);
    }

    @Test
    void what_a_page_asks_to_lay_itself_out_is_no_part_of_what_was_read() throws Exception {
        assertThat(partner.get("/datasets/" + closed + "/table").body()).contains("Rue de l’Iris", "Quai du Canal");
        assertThat(told(closed, "data-read"))
                .allMatch(entry -> entry.get("details").get("rows").asString().equals("2"))
                .isNotEmpty();
        assertThat(told(closed, "data-read-to-the-end")).isEmpty();
    }

    @Test
    void a_refusal_is_told_once_and_of_nobody_unknown() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(other.ask(API + closed + "/records").statusCode()).isEqualTo(403);
            assertThat(stranger.ask(API + closed + "/records").statusCode()).isEqualTo(401);
        }
        List<JsonNode> refused = told(closed, "act-refused");
        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().get("details").toString()).contains("\"act\":\"read\"", "restricted");
        assertThat(administrator
                        .get("/journal?dataset=" + closed + "&kind=act-refused")
                        .body())
                .contains("Reads was refused to read data: no rule permits it.");
    }

    @Test
    void refusals_of_what_somebody_thought_up_do_not_fill_the_journal() throws Exception {
        String invented = "invented-" + number + "-";
        for (int i = 0; i < 5; i++) {
            assertThat(other.postFile("/api/deliveries?name=" + invented + i + ".csv", "a;b\n1;2\n")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(told("", "act-refused"))
                .noneMatch(entry -> entry.toString().contains(invented))
                .filteredOn(entry -> entry.toString().contains("\"act\":\"publish\"")
                        && entry.get("personal").get("actor-id").asString().equals(otherKey()))
                .hasSize(1);
    }

    private String otherKey() {
        return jdbc.sql("select id from api_key where organisation_id = :organisation")
                .param("organisation", "other-" + number)
                .query(String.class)
                .single();
    }

    @Test
    void many_readers_at_once_are_all_told_of() throws Exception {
        List<Callable<HttpResponse<String>>> questions = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String question = API + closed + "/records?limit=" + (i % 10 + 1);
            questions.add(() -> partner.ask(question));
        }
        try (ExecutorService crowd = Executors.newFixedThreadPool(12)) {
            for (Future<HttpResponse<String>> answer : crowd.invokeAll(questions)) {
                assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
            }
        }
        assertThat(told(closed, "data-read")).hasSize(60);
    }
}
