package city.senne.data.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Roles that were lent for an absence do not help anybody to sit on both sides of a request.
@OpenHouse
class LentRolesTest extends TwoTowns {
    private Colleague steward = Colleague.stranger(0);

    @BeforeEach
    void a_giver_and_a_receiver(@TempDir Path folder) throws Exception {
        two_towns(folder);
        steward = person("sam", giver, Role.STEWARD);
    }

    private String login(String name, String town) {
        return name + "@" + town + ".example";
    }

    private void lends(Colleague from, String organisation, String login) throws Exception {
        Map<String, String> wish = new LinkedHashMap<>();
        wish.put("organisation", organisation);
        wish.put("colleague", login);
        wish.put("from", LocalDate.now().toString());
        wish.put("until", LocalDate.now().plusDays(3).toString());
        wish.put("reason", "Leave");
        went(from.post("/account/delegations", wish));
    }

    private static HttpResponse<String> decided(Colleague who, String agreement) throws Exception {
        return who.post(agreement + "/decision", Map.of("decision", "approve", "motive", "Fine"));
    }

    private static HttpResponse<String> advised(Colleague who, String agreement) throws Exception {
        return who.post(agreement + "/opinion", Map.of("revision", "1", "kind", "favourable", "opinion", "Fine"));
    }

    @Test
    void a_colleague_decides_in_the_place_of_the_steward() throws Exception {
        Colleague bob = person("bob", giver, Role.READER);
        String agreement = asked(person("ada", receiver, Role.PUBLISHER));
        assertThat(decided(bob, agreement).statusCode()).isEqualTo(404);
        lends(steward, giver, login("bob", giver));
        went(decided(bob, agreement));
        assertThat(administrator.get("/journal?dataset=" + houses).body())
                .contains("approved the request", "standing in for sam (steward, " + giver + ")");
    }

    @Test
    void who_asked_decides_nothing_by_a_lent_role() throws Exception {
        Colleague ada = person("ada", receiver, Role.PUBLISHER);
        joins(login("ada", receiver), giver, Role.READER);
        String hers = went(ada.post("/datasets/" + houses + "/ask", with(request(), "receiver", "")));
        String theirs = went(ada.post("/datasets/" + houses + "/ask", request()));
        lends(steward, giver, login("ada", receiver));
        assertThat(decided(ada, hers).statusCode()).isEqualTo(403);
        assertThat(decided(ada, theirs).statusCode()).isEqualTo(403);
    }

    @Test
    void nor_does_whoever_belongs_to_those_who_ask() throws Exception {
        Colleague rita = person("rita", receiver, Role.READER);
        joins(login("rita", receiver), giver, Role.READER);
        String agreement = asked(person("ada", receiver, Role.PUBLISHER));
        lends(steward, giver, login("rita", receiver));
        assertThat(decided(rita, agreement).statusCode()).isEqualTo(404);
        Colleague bob = person("bob", giver, Role.READER);
        assertThat(decided(bob, agreement).statusCode()).isEqualTo(404);
        went(decided(steward, agreement));
    }

    @Test
    void the_role_of_who_asked_decides_nothing_in_other_hands() throws Exception {
        joins(login("sam", giver), receiver, Role.PUBLISHER);
        Colleague bob = person("bob", giver, Role.READER);
        String agreement = asked(person("ada", receiver, Role.PUBLISHER));
        assertThat(decided(steward, agreement).statusCode())
                .as("who works for both")
                .isEqualTo(403);
        lends(steward, giver, login("bob", giver));
        assertThat(decided(bob, agreement).statusCode()).isEqualTo(404);
        assertThat(bob.get("/datasets/" + houses + "/edit/access").statusCode())
                .as("what else the role is for")
                .isEqualTo(200);
    }

    @Test
    void the_opinion_and_the_decision_are_of_two_people() throws Exception {
        String agreement = asked(person("ada", receiver, Role.PUBLISHER));
        String second = asked(person("abe", receiver, Role.PUBLISHER));
        Colleague dpo = person("dora", giver, Role.DPO);
        lends(steward, giver, login("dora", giver));
        went(advised(dpo, agreement));
        assertThat(decided(dpo, agreement).statusCode()).isEqualTo(403);
        went(decided(steward, agreement));

        went(decided(dpo, second));
        assertThat(advised(dpo, second).statusCode()).isEqualTo(403);
    }

    @Test
    void who_stands_in_gives_herself_nothing_that_she_would_keep() throws Exception {
        Colleague bob = person("bob", giver, Role.READER);
        lends(steward, giver, login("bob", giver));
        Map<String, String> rule = new LinkedHashMap<>(
                Map.of("effect", "permit", "audience", "person", "all-fields", "true", "reason", "I like houses"));
        rule.put("who", login("bob", giver));
        String rules = "/datasets/" + houses + "/edit/access/rules";
        HttpResponse<String> refused = bob.post(rules, rule);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("You stand in for somebody who is away");
        rule.put("who", login("sam", giver));
        assertThat(bob.post(rules, rule).statusCode())
                .as("what else the role is for")
                .isEqualTo(303);
        rule.put("who", login("bob", giver));
        assertThat(steward.post(rules, rule).statusCode()).isEqualTo(303);
    }

    @Test
    void an_officer_on_both_sides_of_a_loan_advises_or_decides() throws Exception {
        Colleague dpo = person("dora", giver, Role.DPO);
        lends(dpo, giver, login("sam", giver));
        String agreement = asked(person("ada", receiver, Role.PUBLISHER));
        went(advised(steward, agreement));
        assertThat(decided(steward, agreement).statusCode()).isEqualTo(403);
        assertThat(steward.get(agreement).body()).doesNotContain("/decision\"");
        went(decided(person("sue", giver, Role.STEWARD), agreement));
    }
}
