package city.senne.data.usage;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.PublishFile;
import city.senne.data.stewardship.Steward;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What callers of the running API are told, and what is kept of their calls.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountCallsTest {
    private static final String API = "/api/explore/v2.1";
    private static final String RIVERS = API + "/catalog/datasets/usage-rivers";

    @LocalServerPort
    private int port;

    @Autowired
    private CreateKey createKey;

    @Autowired
    private Quotas quotas;

    @Autowired
    private UsageCounts counts;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private static Path folder;

    private Steward stranger;

    @BeforeAll
    void publish(@Autowired PublishFile publishFile) throws Exception {
        Path file = Files.writeString(folder.resolve("usage-rivers.csv"), "name,length\nSenne,103\nWoluwe,\n");
        publishFile.publish(new Viewer.Operator(), file, "");
        Path draft = Files.writeString(folder.resolve("usage-draft.csv"), "name,length\nHain,24\n");
        publishFile.publish(new Viewer.Operator(), draft, "draft: true\n");
    }

    @BeforeEach
    void begin() throws InterruptedException {
        Thread.sleep(200); // a call is counted a moment after its answer has arrived
        stranger = Steward.stranger(port);
        counts.keep();
        jdbc.sql("delete from usage_count").update();
    }

    private static String header(HttpResponse<String> reply, String name) {
        return reply.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {API + "/catalog/datasets", RIVERS + "/records", RIVERS + "/exports/csv", RIVERS + "/"})
    void every_answer_tells_what_is_left_until_midnight(String address) throws Exception {
        HttpResponse<String> reply = stranger.get(address);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(header(reply, "X-RateLimit-Limit")).isEqualTo("50000");
        long left = Long.parseLong(header(reply, "X-RateLimit-Remaining"));
        assertThat(left).isBetween(1L, 49_999L);
        assertThat(header(stranger.get(address), "X-RateLimit-Remaining")).isEqualTo(Long.toString(left - 1));
        OffsetDateTime reset = OffsetDateTime.parse(
                header(reply, "X-RateLimit-Reset"), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssxxx"));
        assertThat(reset.toLocalTime()).isEqualTo("00:00");
        assertThat(reset.toLocalDate()).isAfter(LocalDate.now(ZoneOffset.UTC).minusDays(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {API + "/nowhere", RIVERS + "/records?where=(", API + "/catalog/datasets/absent/records"})
    void errors_and_pages_tell_nothing_of_it(String address) throws Exception {
        assertThat(header(stranger.get(address), "X-RateLimit-Limit")).isEmpty();
        assertThat(header(stranger.get("/datasets/usage-rivers"), "X-RateLimit-Limit"))
                .isEmpty();
    }

    @Test
    void who_used_up_her_allowance_is_told_so_and_when_to_come_back() throws Exception {
        Steward program = Steward.administrator(port, createKey);
        quotas.share();
        assertThat(program.get(RIVERS + "/records").statusCode()).isEqualTo(200);
        quotas.share();
        jdbc.sql("update quota_use set calls = 499999 where calls = 1").update();
        assertThat(program.get(RIVERS + "/records").statusCode()).isEqualTo(200);
        quotas.share();

        HttpResponse<String> refused = program.get(RIVERS + "/records");
        assertThat(refused.statusCode()).isEqualTo(429);
        String midnight = LocalDate.now(ZoneOffset.UTC).plusDays(1) + "T00:00:00Z";
        assertThat(refused.body())
                .isEqualTo("{\"errorcode\":10002,\"reset_time\":\"" + midnight + "\",\"limit_time_unit\":\"day\","
                        + "\"call_limit\":500000,"
                        + "\"error\":\"Too many requests on the domain. Please contact the domain administrator.\"}");
        assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1, 24 * 60 * 60);
        assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(refused, "X-RateLimit-Limit")).isEmpty();
        assertThat(stranger.get(RIVERS + "/records").statusCode()).isEqualTo(200);
        assertThat(program.get("/datasets/usage-rivers").statusCode()).isEqualTo(200);
    }

    @Test
    void a_dataset_may_have_an_allowance_of_its_own() throws Exception {
        Steward administrator = Steward.administrator(port, createKey);
        String page = "/datasets/usage-rivers/edit/publication";
        assertThat(header(stranger.get(RIVERS + "/records"), "X-RateLimit-dataset-Limit"))
                .isEmpty();
        for (String wrong : List.of("-1", "1,5", "many", "1000000000", "1.0000")) {
            HttpResponse<String> refused = administrator.post("/datasets/usage-rivers/limit", Map.of("calls", wrong));
            assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
            assertThat(refused.body()).contains("Write a whole number up to 999,999,999", "value=\"" + wrong + "\"");
        }
        assertThat(stranger.post("/datasets/usage-rivers/limit", Map.of("calls", "3"))
                        .statusCode())
                .isIn(401, 403);
        limit(administrator, "1 000");
        assertThat(administrator.form(page)).containsEntry("calls", "1000");
        limit(administrator, "3");

        HttpResponse<String> first = stranger.get(RIVERS + "/records");
        assertThat(header(first, "X-RateLimit-dataset-Limit")).isEqualTo("3");
        assertThat(header(first, "X-RateLimit-dataset-Remaining")).isEqualTo("2");
        assertThat(header(first, "X-RateLimit-dataset-Reset")).isEqualTo(header(first, "X-RateLimit-Reset"));
        assertThat(header(first, "X-RateLimit-Limit")).isEqualTo("50000");
        assertThat(header(stranger.get(RIVERS + "/records?where=("), "X-RateLimit-dataset-Limit"))
                .isEmpty();
        assertThat(header(
                        stranger.get("/api/records/1.0/search?dataset=usage-rivers"), "X-RateLimit-dataset-Remaining"))
                .isEqualTo("0");

        HttpResponse<String> refused = stranger.get(RIVERS + "/exports/csv");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body())
                .contains(
                        "\"errorcode\":10002",
                        "\"call_limit\":3",
                        "Too many requests on the dataset. Please contact the domain administrator.");
        assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1, 24 * 60 * 60);
        for (String action : List.of("package_show", "datastore_search", "datastore_info")) {
            HttpResponse<String> asked = stranger.get("/api/3/action/" + action + "?id=usage-rivers");
            assertThat(asked.statusCode()).as(action).isEqualTo(429);
            assertThat(asked.body()).contains("\"success\":false", "Too many calls of this dataset today");
            assertThat(Integer.parseInt(header(asked, "Retry-After"))).isBetween(1, 24 * 60 * 60);
        }
        assertThat(administrator.get(RIVERS + "/records").statusCode()).isEqualTo(200);
        assertThat(stranger.get(API + "/catalog/datasets").statusCode()).isEqualTo(200);
        assertThat(stranger.get("/api/3/action/package_list").statusCode()).isEqualTo(200);
        assertThat(stranger.get("/datasets/usage-rivers/table").statusCode()).isEqualTo(200);

        limit(administrator, "");
        assertThat(stranger.get(RIVERS + "/records").statusCode()).isEqualTo(200);
        assertThat(administrator.form(page)).containsEntry("calls", "");
        assertThat(administrator.get("/journal?dataset=usage-rivers").body())
                .contains(
                        "limited the calls of the API to 3 per caller and day", "lifted the limit of calls of the API");
    }

    @Test
    void the_allowance_of_a_draft_tells_nobody_that_it_is_there() throws Exception {
        String draft = API + "/catalog/datasets/usage-draft/records";
        HttpResponse<String> saved =
                Steward.administrator(port, createKey).post("/datasets/usage-draft/limit", Map.of("calls", "1"));
        assertThat(saved.statusCode()).isEqualTo(303);
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> reply = stranger.get(draft);
            assertThat(reply.statusCode()).isEqualTo(404);
            assertThat(header(reply, "X-RateLimit-dataset-Limit")).isEmpty();
        }
    }

    private static void limit(Steward steward, String calls) throws Exception {
        HttpResponse<String> saved = steward.post("/datasets/usage-rivers/limit", Map.of("calls", calls));
        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(header(saved, "Location")).endsWith("/datasets/usage-rivers/edit/publication?saved=true");
    }

    @Test
    void calls_are_counted_by_what_was_asked_and_how_it_ended() throws Exception {
        stranger.get(RIVERS + "/records?where=name='Senne'");
        stranger.get(RIVERS + "/records/");
        stranger.get(RIVERS + "/exports/CSV");
        stranger.get(RIVERS + "/records?select=nothing");
        stranger.get(API + "/catalog/datasets/made-up-by-somebody/records");
        stranger.get(API + "/catalog/datasets");
        stranger.get("/api/3/action/datastore_search?id=usage-rivers");
        stranger.get("/api/action/package_show?id=made-up-by-somebody");
        stranger.get("/datasets/usage-rivers");
        assertThat(kept(6))
                .containsExactlyInAnyOrder(
                        "usage-rivers records  200 3",
                        " dataset  404 1",
                        "usage-rivers export csv 200 1",
                        "usage-rivers records  400 1",
                        " records  404 1",
                        " catalogue  200 1");
    }

    @Test
    void work_on_a_draft_leaves_no_trace() throws Exception {
        Steward administrator = Steward.administrator(port, createKey);
        assertThat(administrator
                        .get(API + "/catalog/datasets/usage-draft/records")
                        .statusCode())
                .isEqualTo(200);
        assertThat(stranger.get(API + "/catalog/datasets/usage-draft/records").statusCode())
                .isEqualTo(404);
        assertThat(kept(1)).containsExactly(" records  404 1");
    }

    /// What is in the database once so many rows are there: a call is counted a moment after its answer.
    private List<String> kept(int rows) throws InterruptedException {
        List<String> kept = List.of();
        for (int patience = 50; kept.size() < rows && patience > 0; patience--) {
            Thread.sleep(100);
            counts.keep();
            kept = jdbc.sql("select concat_ws(' ', dataset_id, kind, format, status, calls) from usage_count")
                    .query((row, _) -> row.getString(1))
                    .list();
        }
        return kept;
    }
}
