package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Drafts and deleted datasets do not exist for others, whichever door they try.
@OpenHouse
class StagingTest {
    private static final String API = "/api/explore/v2.1/catalog";

    /// Of a dataset, for those who may know of it.
    private static final List<String> PAGES = List.of(
            "",
            "/table",
            "/table/embed",
            "/map",
            "/map/embed",
            "/chart",
            "/chart/embed",
            "/chart.svg",
            "/chart.csv",
            "/versions",
            "/export",
            "/api");

    private static final List<String> TILES = List.of("/tilejson.json", "/1/tilejson.json", "/1/0/0/0.mvt");

    @LocalServerPort
    private int port;

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private CreateKey createKey;

    @TempDir
    private Path folder;

    private Steward steward;
    private Steward stranger;

    @BeforeEach
    void enter() {
        steward = Steward.administrator(port, createKey);
        stranger = Steward.stranger(port);
    }

    @Test
    void a_draft_exists_for_administrators_alone_until_it_is_made_public() throws Exception {
        var delivery = publish("secret-plan", "draft: true\ntitle: Quokka plan\nkeywords: [quokka]\n");
        assertThat(steward.get("/deliveries/" + delivery.id()).body())
                .contains("is ready, as a draft", "/datasets/secret-plan/publish");
        assertNobodyKnowsOf("secret-plan", "quokka");
        assertThat(steward.get("/datasets/secret-plan").body()).contains("This is a draft", "noindex");
        assertThat(steward.get(API + "/datasets/secret-plan").body()).contains("\"visibility\":\"restricted\"");
        assertThat(steward.get(API + "/datasets/secret-plan/exports/csv").statusCode())
                .isEqualTo(200);
        assertThat(steward.get(API + "/facets?facet=keyword").body()).contains("quokka");
        assertThat(stranger.post("/datasets/secret-plan/publish", Map.of()).statusCode())
                .isIn(401, 403);

        assertThat(steward.post("/datasets/secret-plan/publish", Map.of()).statusCode())
                .isEqualTo(303);

        assertThat(stranger.get("/datasets/secret-plan").body()).contains("Quokka plan");
        assertThat(steward.get("/deliveries/" + delivery.id()).body()).doesNotContain("draft");
        assertThat(stranger.get(API + "/datasets?limit=100").body()).contains("secret-plan");
        assertThat(stranger.get(API + "/facets?facet=keyword").body()).contains("quokka");
        steward.post("/datasets/secret-plan/withdraw", Map.of());
        assertNobodyKnowsOf("secret-plan", "quokka");
    }

    @Test
    void what_is_deleted_is_gone_for_all_until_it_is_restored_as_a_draft() throws Exception {
        publish("old-plan", "title: Numbat plan\nkeywords: [numbat]\n");
        assertThat(steward.post("/datasets/old-plan/delete", Map.of()).statusCode())
                .isEqualTo(422);
        assertThat(steward.post("/datasets/old-plan/delete", Map.of("confirmed", "true"))
                        .statusCode())
                .isEqualTo(303);

        assertNobodyKnowsOf("old-plan", "numbat");
        assertThat(steward.get("/datasets/old-plan").statusCode()).isEqualTo(404);
        assertThat(steward.get(API + "/datasets/old-plan/records").statusCode()).isEqualTo(404);
        assertThat(steward.get("/datasets/deleted").body()).contains("Numbat plan");
        assertThat(stranger.get("/datasets/deleted").statusCode()).isEqualTo(303);
        assertThat(stranger.get("/datasets/deleted").body()).doesNotContain("Numbat");
        assertThat(steward.post("/datasets/old-plan/publish", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(reasonOf(publish("old-plan", ""))).isEqualTo("delivery.dataset_deleted");

        assertThat(steward.post("/datasets/deleted/old-plan/restore", Map.of()).statusCode())
                .isEqualTo(303);
        assertNobodyKnowsOf("old-plan", "numbat");
        steward.post("/datasets/old-plan/publish", Map.of());
        assertThat(stranger.get(API + "/datasets/old-plan/records").body()).contains("\"total_count\":1");
    }

    @Test
    void what_is_meant_to_be_a_draft_does_not_become_public_by_mistake() throws Exception {
        publish("open-plan", "title: Open plan\n");
        assertThat(reasonOf(publish("open-plan", "draft: true\n"))).isEqualTo("delivery.public_already");
    }

    @Test
    void a_draft_stays_one_when_more_is_delivered() throws Exception {
        publish("long-plan", "draft: true\ntitle: Long plan\n");
        publish("long-plan", "title: Longer plan\n");
        assertThat(stranger.get("/datasets/long-plan").statusCode()).isEqualTo(404);
        assertThat(steward.get("/datasets/long-plan").body()).contains("Longer plan");
    }

    @Test
    void every_address_that_must_not_show_a_draft_shows_it_once_it_is_public() throws Exception {
        publish("shown-plan", "title: Shown plan\n");
        for (String path : PAGES) {
            assertThat(stranger.get("/datasets/shown-plan" + path).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        for (String path : TILES) {
            assertThat(stranger.get("/tiles/shown-plan" + path).statusCode())
                    .as(path)
                    .isNotEqualTo(404);
        }
    }

    private void assertNobodyKnowsOf(String id, String keyword) throws Exception {
        for (String path : everyPage()) {
            assertThat(stranger.get("/datasets/" + id + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        for (String path : TILES) {
            assertThat(stranger.get("/tiles/" + id + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        for (String path : List.of("", "/records", "/facets", "/exports", "/exports/csv", "/attachments")) {
            HttpResponse<String> answer = stranger.get(API + "/datasets/" + id + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("NotFoundResource");
        }
        for (String path : List.of(
                "/",
                "/datasets",
                "/datasets?q=" + keyword,
                API + "/datasets?limit=100",
                API + "/datasets?select=title,keyword&limit=100",
                API + "/facets?facet=keyword",
                API + "/datasets?group_by=keyword&select=keyword,count(*)&limit=100")) {
            assertThat(stranger.get(path).body())
                    .as(path)
                    .doesNotContain("datasets/" + id)
                    .doesNotContain("\"keyword\":[\"" + keyword, "\"name\":\"" + keyword, "\"keyword\":\"" + keyword);
        }
    }

    private static List<String> everyPage() {
        List<String> pages = new ArrayList<>(PAGES);
        pages.addAll(List.of("/records/" + "0".repeat(40), "/edit", "/edit/fields", "/edit/publication"));
        return pages;
    }

    private String reasonOf(Delivery delivery) {
        return Objects.requireNonNull(delivery.refusal()).code();
    }

    private Delivery publish(String id, String description) throws Exception {
        return publishFile.publish(
                new Viewer.Operator(),
                Files.writeString(folder.resolve(id + ".csv"), "a;b;latitude;longitude\n1;2;50.85;4.35\n"),
                "id: " + id + "\n" + description);
    }
}
