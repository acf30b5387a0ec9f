package city.senne.data.usage;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.util.ReflectionTestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who sees what was counted: the monitoring dataset, the API's metadata, the pages.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsageSeenTest {
    private static final String API = "/api/explore/v2.1";
    private static final String MONITORING = API + "/monitoring/datasets/api-monitoring";
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    @LocalServerPort
    private int port;

    @TempDir
    private static Path folder;

    private Steward stranger;
    private Steward administrator;

    @BeforeAll
    void publish(
            @Autowired PublishFile publishFile,
            @Autowired UsageRows rows,
            @Autowired UsageTotals totals,
            @Autowired CreateKey createKey)
            throws Exception {
        stranger = Steward.stranger(port);
        administrator = Steward.administrator(port, createKey);
        Viewer operator = new Viewer.Operator();
        publishFile.publish(operator, Files.writeString(folder.resolve("seen-open.csv"), "a,b\n1,2\n"), "");
        publishFile.publish(operator, Files.writeString(folder.resolve("seen-unasked.csv"), "a,b\n1,3\n"), "");
        publishFile.publish(
                operator, Files.writeString(folder.resolve("seen-hidden.csv"), "a,b\n1,4\n"), "draft: true\n");
        TreeMap<Call, Long> counts = new TreeMap<>();
        counts.put(new Call(TODAY, "seen-open", "records", "", 200), 120L);
        counts.put(new Call(TODAY.minusDays(30), "seen-open", "facets", "", 304), 3L);
        counts.put(new Call(TODAY.minusDays(100), "seen-open", "facets", "", 200), 1000L);
        counts.put(new Call(TODAY, "seen-open", "records", "", 400), 9L);
        counts.put(new Call(TODAY, "seen-open", "export", "csv", 200), 7L);
        counts.put(new Call(TODAY, "seen-open", "export", "parquet", 206), 50L);
        counts.put(new Call(TODAY, "seen-hidden", "records", "", 200), 77L);
        rows.add(counts);
        // What another test had counted up would hold for a minute.
        ReflectionTestUtils.setField(totals, "stale", Instant.MIN);
    }

    /// As programs ask, which take any type.
    private HttpResponse<String> program(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(reply.body());
    }

    private static String records(String where) {
        return MONITORING + "/records?select=sum(calls)%20as%20n&where="
                + URLEncoder.encode(where, StandardCharsets.UTF_8);
    }

    @Test
    void monitoring_is_a_source_like_the_catalogue() throws Exception {
        assertThat(program(API + "/").body()).contains("\"rel\":\"monitoring\"");
        assertThat(program(API + "/monitoring").body()).contains("/monitoring/datasets\"");
        JsonNode dataset = json(program(API + "/monitoring/datasets")).at("/results/0");
        assertThat(dataset.path("dataset_id").asString()).isEqualTo("api-monitoring");
        assertThat(dataset.path("fields").size()).isEqualTo(6);
        assertThat(stranger.get(API + "/monitoring/datasets/other").statusCode())
                .isEqualTo(404);
    }

    @Test
    void its_rows_are_asked_as_any_others() throws Exception {
        String byDay = MONITORING + "/records?select=sum(calls)%20as%20n&group_by=kind&order_by=n%20desc"
                + "&refine=dataset_id:seen-open&where=status%3C400";
        JsonNode groups = json(stranger.get(byDay)).path("results");
        assertThat(groups.get(0).toString()).isEqualTo("{\"kind\":\"facets\",\"n\":1003}");
        assertThat(groups.get(1).toString()).isEqualTo("{\"kind\":\"records\",\"n\":120}");
        assertThat(stranger.get(MONITORING + "/facets?facet=format").body()).contains("\"name\":\"parquet\"");
        assertThat(stranger.get(MONITORING + "/exports/csv?refine=dataset_id:seen-open&refine=format:csv")
                        .body())
                .isEqualTo("\uFEFFday;dataset_id;kind;format;status;calls\r\n" + TODAY
                        + ";seen-open;export;csv;200;7\r\n");
        assertThat(stranger.get(MONITORING + "/records?where=caller%20is%20null")
                        .body())
                .contains("Unknown field: caller");
        assertThat(stranger.get(MONITORING + "/exports/shp").statusCode()).isEqualTo(404);
    }

    @Test
    void its_pages_and_files_are_made_as_those_of_the_catalogue() throws Exception {
        String csv = MONITORING + "/exports/csv?refine=dataset_id:seen-open&refine=format:csv"
                + "&select=kind,calls&with_bom=false&quote_all=true&use_labels=true&delimiter=";
        assertThat(program(csv + "%7C").body()).isEqualTo("\"Kind of call\"|\"Calls\"\r\n\"export\"|\"7\"\r\n");
        assertThat(program(csv + "x").statusCode()).isEqualTo(400);
        assertThat(program(MONITORING + "/exports/jsonl?select=calls&refine=dataset_id:seen-open&refine=format:csv")
                        .body())
                .isEqualTo("{\"calls\":7}\n");
        assertThat(json(program(MONITORING + "/records?limit=1&include_links=true"))
                        .at("/_links/0/rel")
                        .asString())
                .isEqualTo("self");
    }

    @Test
    void calls_of_a_dataset_are_seen_by_those_who_may_know_it() throws Exception {
        assertThat(json(stranger.get(records("dataset_id=\"seen-hidden\"")))
                        .at("/results")
                        .size())
                .isZero();
        assertThat(stranger.get(MONITORING + "/facets?facet=dataset_id").body()).doesNotContain("seen-hidden");
        assertThat(stranger.get(MONITORING + "/exports/json").body()).doesNotContain("seen-hidden");
        assertThat(json(administrator.get(records("dataset_id=\"seen-hidden\"")))
                        .at("/results/0/n")
                        .asInt())
                .isEqualTo(77);
    }

    @Test
    void a_dataset_tells_how_often_it_was_asked() throws Exception {
        String metas = "/metas/explore";
        JsonNode open = json(stranger.get(API + "/catalog/datasets/seen-open?include_app_metas=true"));
        assertThat(open.at(metas + "/api_call_count").asInt()).isGreaterThanOrEqualTo(1123);
        assertThat(open.at(metas + "/download_count").asInt()).isEqualTo(7);
        assertThat(json(stranger.get(API + "/catalog/datasets/seen-open")).has("explore"))
                .isFalse();
        JsonNode most = json(stranger.get(API + "/catalog/datasets?select=dataset_id,explore.download_count&where="
                + URLEncoder.encode("explore.download_count>6 and dataset_id=\"seen-open\"", StandardCharsets.UTF_8)));
        assertThat(most.path("total_count").asInt()).isEqualTo(1);
    }

    @Test
    void its_page_draws_the_last_weeks_with_their_figures_and_says_what_is_counted() throws Exception {
        for (var words : Map.of("fr", "Semaine du", "nl", "Week vanaf", "en", "Week from")
                .entrySet()) {
            String page =
                    stranger.get("/datasets/seen-open?lang=" + words.getKey()).body();
            assertThat(page)
                    .contains("id=\"use\"", words.getValue(), "123 ", ">3<")
                    .doesNotContain("1000", "1,003");
        }
        assertThat(stranger.get("/datasets/seen-unasked").body()).doesNotContain("id=\"use\"");
    }
}
