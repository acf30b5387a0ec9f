package city.senne.trust.organisations;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Viewer;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Nobody belongs to an organisation before she said so, and nobody learns by inviting who has an account.
@OpenHouse
class InvitationTest {
    private static final String LINK = "/sign-in/[A-Za-z0-9_-]{43}";

    @LocalServerPort
    private int port;

    @Autowired
    private IssueSignInLink issueSignInLink;

    @Autowired
    private ManageOrganisations manage;

    @Autowired
    private Organisations organisations;

    @Autowired
    private People people;

    private Browser administrator = Browser.firefox(0);
    private Townspeople town;
    private String parks = "";
    private String roads = "";

    @BeforeEach
    void two_organisations() throws Exception {
        town = new Townspeople(port, manage, people);
        parks = town.organisation("parks", "");
        roads = town.organisation("roads", "");
        administrator = Browser.administrator(port, issueSignInLink);
    }

    @Test
    void an_account_made_by_another_steward_gets_no_data_by_an_invitation_to_its_login() throws Exception {
        Browser attacker = steward("mallory", roads);
        Browser victim = steward("ada", parks);
        String login = "mary-" + town.unique() + "@parks.example";
        Browser mary =
                Browser.firefox(port).enter(link(invite(attacker, roads, login, "reader")), Townspeople.PASSWORD);

        HttpResponse<String> invited = invite(victim, parks, login, "steward");
        assertThat(invited.statusCode()).isEqualTo(200);
        assertThat(organisations.isMember(id(login), parks)).isFalse();
        assertThat(mary.get("/organisations/" + parks).statusCode()).isEqualTo(403);
        assertThat(mary.get("/account").body()).doesNotContain(parks, "Parks " + town.unique(), link(invited));
    }

    @Test
    void an_invited_login_that_was_never_entered_gets_no_second_link_to_its_account() throws Exception {
        String login = "mary-" + town.unique() + "@parks.example";
        invite(administrator, roads, login, "reader");
        String link = link(invite(steward("mallory", parks), parks, login, "reader"));
        Browser attacker = Browser.firefox(port);
        assertThat(attacker.get(link).headers().firstValue("Location")).hasValue(link.replace("/sign-in/", "/join/"));
        assertThat(attacker.get(link.replace("/sign-in/", "/join/"))
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .startsWith("/sign-in?next=");
        assertThat(attacker.submit("/sign-in", link, Map.of("password", Townspeople.PASSWORD))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_steward_makes_nobody_a_member_against_her_will() throws Exception {
        Browser attacker = steward("mallory", roads);
        steward("ada", parks);
        for (String login : new String[] {"admin", town.login("ada")}) {
            String before = organisations.memberships(id(login)).toString();
            invite(attacker, roads, login, "dpo");
            assertThat(organisations.memberships(id(login))).hasToString(before);
        }
    }

    @Test
    void nobody_learns_who_has_an_account() throws Exception {
        Browser attacker = steward("mallory", roads);
        manage.invite(new Viewer.Operator(), parks, town.login("known"), "Real Name " + town.unique(), "", Role.READER);
        HttpResponse<String> known = invite(attacker, roads, town.login("known"), "reader");
        HttpResponse<String> unknown = invite(attacker, roads, town.login("unkno"), "reader");
        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(unknown.statusCode()).isEqualTo(200);
        // The list of open invitations has one more by then.
        assertThat(notice(known).replace("known", "unkno")).isEqualTo(notice(unknown));
        String page = attacker.get("/organisations/" + roads).body();
        assertThat(page).contains(town.login("known"), town.login("unkno")).doesNotContain("Real Name");
        for (String login : new String[] {town.login("known"), town.login("other")}) {
            assertThat(attacker.submit(
                                    "/organisations/" + roads,
                                    "/organisations/" + roads + "/members",
                                    Map.of("login", login, "role", "reader"))
                            .statusCode())
                    .as("without a name")
                    .isEqualTo(422);
        }
    }

    @Test
    void she_alone_who_is_invited_joins_once() throws Exception {
        Browser steward = steward("ada", parks);
        Browser amina = steward("amina", roads);
        Browser other = steward("other", roads);
        String join =
                link(invite(steward, parks, town.login("amina"), "publisher")).replace("/sign-in/", "/join/");

        HttpResponse<String> wrong = other.get(join);
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body())
                .contains("somebody else")
                .doesNotContain(town.login("amina"), "Parks " + town.unique());
        assertThat(other.submit("/account", join, Map.of("choice", "join")).statusCode())
                .isEqualTo(404);

        for (String language : new String[] {"en", "fr", "nl"}) {
            assertThat(amina.get(join + "?lang=" + language).body())
                    .contains("Parks " + town.unique(), "Called by the steward");
        }
        assertThat(amina.get(join + "?lang=en").body()).contains("Publisher", "Decline");
        assertThat(organisations.isMember(id(town.login("amina")), parks)).isFalse();
        assertThat(amina.submit(join, join, Map.of("choice", "join")).statusCode())
                .isEqualTo(303);
        assertThat(organisations.isMember(id(town.login("amina")), parks)).isTrue();
        assertThat(amina.get(join).statusCode()).isEqualTo(404);
        assertThat(administrator.get("/journal?lang=en").body())
                .contains("invited " + town.login("amina"))
                .contains(town.login("amina") + " a member of");
    }

    @Test
    void an_invitation_is_declined_taken_back_or_ends_with_the_right_of_who_made_it() throws Exception {
        Browser steward = steward("ada", parks);
        Browser amina = steward("amina", roads);
        String declined =
                link(invite(steward, parks, town.login("amina"), "reader")).replace("/sign-in/", "/join/");
        amina.submit(declined, declined, Map.of("choice", "decline"));
        assertThat(amina.submit("/account", declined, Map.of("choice", "join")).statusCode())
                .isEqualTo(404);

        String path = "/organisations/" + parks;
        for (String login : new String[] {town.login("amina"), town.login("newcomer")}) {
            String taken = link(invite(steward, parks, login, "reader"));
            String back = Browser.found(path + "/invitations/[0-9a-f-]{36}/take-back", steward.get(path));
            steward.submit(path, back, Map.of());
            assertThat(Browser.firefox(port).get(taken).statusCode()).isEqualTo(404);
        }

        String late =
                link(invite(steward, parks, town.login("amina"), "steward")).replace("/sign-in/", "/join/");
        manage.expel(new Viewer.Operator(), parks, id(town.login("ada")));
        assertThat(amina.submit("/account", late, Map.of("choice", "join")).statusCode())
                .isEqualTo(404);
        assertThat(organisations.isMember(id(town.login("amina")), parks)).isFalse();
    }

    @Test
    void a_later_decision_ends_an_invitation_to_another_role() throws Exception {
        Browser steward = steward("ada", parks);
        Browser amina = steward("amina", roads);
        String join =
                link(invite(steward, parks, town.login("amina"), "steward")).replace("/sign-in/", "/join/");
        manage.invite(new Viewer.Operator(), parks, town.login("amina"), "", "", Role.READER);
        assertThat(amina.submit("/account", join, Map.of("choice", "join")).statusCode())
                .isEqualTo(404);
        assertThat(organisations.of(id(town.login("amina"))).stewarding()).doesNotContain(parks);
    }

    @Test
    void a_person_leaves_by_herself() throws Exception {
        Browser amina = steward("amina", roads);
        String leave = "/account/memberships/" + roads + "/leave";
        assertThat(amina.get("/account").body()).contains(leave);
        assertThat(amina.submit("/account", leave, Map.of()).statusCode()).isEqualTo(303);
        assertThat(organisations.isMember(id(town.login("amina")), roads)).isFalse();
        assertThat(amina.get("/organisations/" + roads).statusCode()).isEqualTo(403);
        assertThat(Browser.firefox(port).submit("/sign-in", leave, Map.of()).statusCode())
                .isNotEqualTo(200);
    }

    private Browser steward(String called, String organisation) throws Exception {
        return Browser.firefox(port)
                .enter(link(invite(administrator, organisation, town.login(called), "steward")), Townspeople.PASSWORD);
    }

    private UUID id(String login) {
        return people.findId(login).orElseThrow();
    }

    private static HttpResponse<String> invite(Browser by, String organisation, String login, String role)
            throws Exception {
        String path = "/organisations/" + organisation;
        return by.submit(
                path, path + "/members", Map.of("login", login, "name", "Called by the steward", "role", role));
    }

    private static String link(HttpResponse<String> page) {
        return Browser.found(LINK, page);
    }

    /// What the page says of the invitation, without what is different each time.
    private static String notice(HttpResponse<String> page) {
        String body = page.body();
        int start = body.indexOf("notice--success");
        return body.substring(start, body.indexOf("<table", start)).replaceAll(LINK, "/sign-in/…");
    }
}
