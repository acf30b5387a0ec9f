package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// Rules may leave somebody nothing of a dataset that she is let in to: its columns came with another delivery, or what
/// is known of her is not what a rule names. Then she reads nothing of it, and finds everything else as before.
@OpenHouse
class NothingLeftTest extends Houses {
    private static final List<String> LISTS = List.of(
            "/",
            "/datasets",
            "/api/explore/v2.1/catalog/datasets?limit=100",
            "/api/explore/v2.1/catalog/exports/json",
            "/catalog.ttl",
            "/metadata-quality",
            "/api/3/action/package_list",
            "/api/3/action/package_search?rows=1000",
            "/ogc",
            "/ogc/collections",
            "/ogc/collections/datasets/items?limit=1000",
            "/ogc/collections/datasets/items?bbox=-180,-90,180,90");

    @Autowired
    private PublishFile publishFile;

    @TempDir
    private Path files;

    @BeforeEach
    void houses(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
    }

    private void deliver(String rows) throws Exception {
        Path file = Files.writeString(files.resolve(closed + ".csv"), rows);
        Delivery delivery = publishFile.publish(new Viewer.Operator(), file, "id: " + closed + "\n");
        assertThat(delivery.state()).as(delivery.toString()).isEqualTo(Delivery.State.LANDED);
    }

    private void lists(Steward who) throws Exception {
        for (String list : LISTS) {
            HttpResponse<String> answer = who.ask(list);
            assertThat(answer.statusCode()).as(list + " " + answer.body()).isEqualTo(200);
        }
    }

    private void readsNothing(Steward who) throws Exception {
        for (String door : List.of(
                API + closed + "/records",
                API + closed + "/exports/csv",
                "/api/3/action/datastore_search?id=" + closed,
                "/ogc/collections/" + closed,
                "/ogc/collections/" + closed + "/items",
                "/ogc/collections/" + closed + "/queryables",
                "/ogc/collections/" + closed + "/styles/places",
                "/ogc/collections/" + closed + "/tiles",
                "/ogc/collections/" + closed + "/tiles/WebMercatorQuad",
                "/ogc/collections/" + closed + "/tiles/WebMercatorQuad/0/0/0")) {
            HttpResponse<String> answer = who.ask(door);
            assertThat(answer.statusCode()).as(door + " " + answer.body()).isBetween(401, 404);
            assertThat(answer.body()).doesNotContain("Anna", "Uccle", "owner");
        }
        assertThat(who.ask(API + closed + "/records").statusCode()).isEqualTo(403);
        for (String description :
                List.of("/datasets/" + closed, API + closed, "/api/3/action/package_show?id=" + closed)) {
            HttpResponse<String> answer = who.ask(description);
            assertThat(answer.statusCode())
                    .as(description + " " + answer.body())
                    .isEqualTo(200);
            assertThat(answer.body().replace("owner_org", "")).doesNotContain("Anna", "Uccle", "owner", "\"API\"");
        }
    }

    @Test
    void whose_columns_are_gone_finds_the_rest_of_the_catalogue() throws Exception {
        shared();
        deliver("number;owner;latitude;longitude\n1;Anna;50.8;4.3\n");
        for (String level : List.of("restricted", "hidden")) {
            level(level);
            lists(partner);
            readsNothing(partner);
            assertThat(partner.ask("/ogc/collections").body()).doesNotContain(closed);
        }
    }

    @Test
    void a_denial_that_names_what_is_not_known_of_her_leaves_her_the_rest_of_the_catalogue() throws Exception {
        level("open");
        Map<String, String> denial = rule("partner-" + number);
        denial.put("effect", "deny");
        denial.put("audience", "everybody");
        denial.put("rows", "commune = caller.secret");
        assertThat(add(denial).statusCode()).isEqualTo(303);
        lists(stranger);
        readsNothing(stranger);
    }

    @Test
    void a_denial_that_fits_no_column_any_more_leaves_everybody_the_rest_of_the_catalogue() throws Exception {
        level("open");
        Map<String, String> denial = rule("partner-" + number);
        denial.put("effect", "deny");
        denial.put("audience", "everybody");
        denial.put("rows", "owner = \"Anna\"");
        assertThat(add(denial, "price").statusCode()).isEqualTo(303);
        deliver("ref;commune;latitude;longitude\nh1;Uccle;50.8;4.3\n");
        lists(stranger);
        readsNothing(stranger);
    }
}
