package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.door.Onlookers;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A dataset is shared with a group: at every door who is in it sees her part from the next question on, and
/// nothing from the next question on after she left.
@OpenHouse
class GroupSharingTest extends Houses {
    @LocalServerPort
    private int port;

    @Autowired
    private CreateKey createKey;

    @Autowired
    private Onlookers onlookers;

    @Autowired
    private People people;

    private String organisation = "";
    private String group = "";
    private String login = "";
    private Steward hers = Steward.stranger(0);

    @BeforeEach
    void a_group_without_members(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        level("hidden");
        organisation = "partner-" + number;
        group = organisation + ".planners";
        assertThat(administrator
                        .post(
                                "/organisations/" + organisation + "/groups",
                                Map.of("group", "planners", "group-name.en", "Planners"))
                        .statusCode())
                .isEqualTo(303);
        login = "ada-" + UUID.randomUUID();
        hers = programOf(member(login, organisation, "reader"));
    }

    private Viewer member(String called, String where, String role) throws Exception {
        administrator.post(
                "/organisations/" + where + "/members", Map.of("login", called, "name", "Ada", "role", role));
        return onlookers.person(people.findId(called).orElseThrow()).orElseThrow();
    }

    private Steward programOf(Viewer person) {
        Scope everything = new Scope(null, EnumSet.allOf(Scope.Verb.class));
        if (createKey.create(person, new CreateKey.Wish("hers", "", 1, everything, null))
                instanceof CreateKey.Outcome.Created created) {
            return new Steward(port, created.key().text());
        }
        throw new AssertionError("No key");
    }

    private Map<String, String> toGroup(String id) {
        Map<String, String> rule = rule(organisation);
        rule.put("audience", "group");
        rule.put("who", id);
        return rule;
    }

    private void join() throws Exception {
        assertThat(administrator
                        .post("/groups/" + group + "/members", Map.of("login", login))
                        .statusCode())
                .isEqualTo(303);
    }

    private void leave() throws Exception {
        UUID id = people.findId(login).orElseThrow();
        assertThat(administrator
                        .post("/groups/" + group + "/members/" + id + "/leave", Map.of())
                        .statusCode())
                .isEqualTo(303);
    }

    /// At each of the doors that keep something in memory by who asks.
    private void sees(boolean hersIs) throws Exception {
        HttpResponse<String> records = hers.ask(API + closed + "/records");
        assertThat(records.statusCode()).isEqualTo(hersIs ? 200 : 404);
        assertThat(records.body().contains("Quai du Canal")).isEqualTo(hersIs);
        assertThat(records.body()).doesNotContain("9000", "Rue du Puits", "Anna");
        assertThat(hers.ask("/api/explore/v2.1/catalog/datasets?limit=100&where=search(%22closed%22)")
                        .body()
                        .contains(closed))
                .as("the catalogue of the API")
                .isEqualTo(hersIs);
        assertThat(hers.ask("/api/explore/v2.1/catalog/datasets/" + closed).statusCode())
                .isEqualTo(hersIs ? 200 : 404);
        assertThat(hers.get("/datasets?q=closed-" + number).body().contains("/datasets/" + closed + "\""))
                .as("the list of datasets")
                .isEqualTo(hersIs);
        assertThat(hers.get("/datasets/" + closed).statusCode()).isEqualTo(hersIs ? 200 : 404);
        assertThat(hers.ask(API + closed + "/exports/csv").statusCode()).isEqualTo(hersIs ? 200 : 404);
        assertThat(hers.ask(API + closed + "/facets?facet=street").body().contains("Quai du Canal"))
                .isEqualTo(hersIs);
        assertThat(hers.ask("/api/datasets/" + closed + "/access").statusCode()).isEqualTo(hersIs ? 200 : 404);
    }

    @Test
    void who_joins_sees_and_who_leaves_does_not_from_the_next_question_on() throws Exception {
        sees(false);
        HttpResponse<String> shared = add(toGroup(group), "ref", "street", "commune");
        assertThat(shared.statusCode()).as(shared.body()).isEqualTo(303);
        sees(false);
        join();
        sees(true);
        HttpResponse<String> why = hers.get("/datasets/" + closed + "/access");
        assertThat(why.body()).contains("Protocol 7", "Planners (group)");
        leave();
        sees(false);
        join();
        sees(true);
        administrator.post(
                "/organisations/" + organisation + "/members/"
                        + people.findId(login).orElseThrow() + "/leave",
                Map.of());
        sees(false);
    }

    @Test
    void the_steward_sees_what_the_group_sees() throws Exception {
        assertThat(add(toGroup(group), "ref", "street", "commune").statusCode()).isEqualTo(303);
        String page = administrator.get("/datasets/" + closed + "/edit/access").body();
        assertThat(page).contains("Planners (group)", "as=group:" + group, "value=\"group:" + group + "\"");
        assertThat(administrator
                        .get("/datasets/" + closed + "/access?as=group:" + group)
                        .body())
                .contains("What Planners (group) sees", "2 of 4 rows");
        assertThat(administrator
                        .get("/datasets/" + closed + "/access?as=group&who=" + group)
                        .body())
                .contains("2 of 4 rows");
        assertThat(administrator
                        .ask("/api/datasets/" + closed + "/access?as=group:" + group)
                        .body())
                .contains("\"permitted\":true", "commune = \\\"Ixelles\\\"", "\"group:" + group + "\"");
        assertThat(administrator
                        .ask("/api/datasets/" + closed + "/access?as=group:none")
                        .statusCode())
                .isEqualTo(400);
        Map<String, String> denial = toGroup(group);
        denial.put("effect", "deny");
        denial.remove("rows");
        join();
        sees(true);
        assertThat(add(denial).statusCode()).isEqualTo(303);
        assertThat(hers.ask(API + closed + "/records").statusCode()).isEqualTo(404);
    }

    @Test
    void a_group_of_others_is_named_by_its_id_and_not_shown() throws Exception {
        String steward = "bob-" + UUID.randomUUID();
        Steward bob = programOf(member(steward, "other-" + number, "steward"));
        administrator.post(
                "/datasets/" + closed + "/edit/access/level",
                Map.of("level", "hidden", "organisation", "other-" + number));
        String path = "/datasets/" + closed + "/edit/access";
        assertThat(bob.get(path).body()).doesNotContain("Planners", group);
        Map<String, String> rule = toGroup(group + "x");
        rule.put("all-fields", "true");
        HttpResponse<String> unknown = bob.post(path + "/rules", rule);
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("Nobody here is called");
        rule.put("who", group);
        assertThat(bob.post(path + "/rules", rule).statusCode()).isEqualTo(303);
        assertThat(bob.get(path).body()).contains(group + " (group)").doesNotContain("Planners");
        join();
        assertThat(hers.ask(API + closed + "/records").statusCode()).isEqualTo(200);
        for (String odd : new String[] {"group:", "groups:x", "group:x:y", "GROUP:" + group + "'"}) {
            Map<String, String> wrong = toGroup("");
            wrong.put("all-fields", "true");
            wrong.put("audience", odd);
            assertThat(bob.post(path + "/rules", wrong).statusCode()).as(odd).isBetween(400, 422);
        }
    }

    @Test
    void removing_a_group_tells_its_rules_and_ends_them() throws Exception {
        assertThat(add(toGroup(group), "ref", "street", "commune").statusCode()).isEqualTo(303);
        join();
        sees(true);
        String steward = "bob-" + UUID.randomUUID();
        Steward bob = programOf(member(steward, organisation, "steward"));
        assertThat(bob.get("/groups/" + group + "/remove").statusCode())
                .as("a program with a scope looks after nobody")
                .isEqualTo(403);
        assertThat(administrator.get("/groups/" + group + "/remove").body())
                .contains("1 rule about this group ends with it", "/datasets/" + closed, "It has 1 member");
        sees(true);
        assertThat(administrator.post("/groups/" + group + "/remove", Map.of()).statusCode())
                .isEqualTo(303);
        sees(false);
        assertThat(administrator.get("/datasets/" + closed + "/edit/access").body())
                .doesNotContain(group);
        administrator.post(
                "/organisations/" + organisation + "/groups", Map.of("group", "planners", "group-name.en", "Others"));
        join();
        sees(false);
    }
}
