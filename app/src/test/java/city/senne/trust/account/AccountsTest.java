package city.senne.trust.account;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Secret;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.ApiKeys;
import city.senne.trust.keys.CreateKey;
import city.senne.trust.keys.PushKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// People see where they are signed in, and leave with everything that was theirs.
@OpenHouse
class AccountsTest {
    private static final String PASSWORD = "sous le boulevard, la rivière";
    private static final String ID = "[0-9a-f]{8}-[0-9a-f-]{27}";

    @LocalServerPort
    private int port;

    @Autowired
    private IssueSignInLink issueSignInLink;

    @Autowired
    private People people;

    @Autowired
    private PushKeys pushKeys;

    @Autowired
    private ApiKeys apiKeys;

    @Autowired
    private JdbcClient jdbc;

    private Browser administrator = Browser.firefox(0);
    private String organisation = "";
    private String login = "";

    @BeforeEach
    void an_organisation() throws Exception {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        organisation = "parks-" + unique;
        login = "amina-" + unique;
        administrator = Browser.firefox(port);
        String link = issueSignInLink.issue().path();
        administrator.submit(link, link, Map.of("choice", "skip"));
        administrator.submit("/organisations", "/organisations", Map.of("id", organisation, "name.en", "Parks"));
    }

    @Test
    void a_person_sees_her_browsers_and_signs_them_out() throws Exception {
        String link = invite(administrator, login, "publisher");
        Browser desk = Browser.firefox(port).enter(link, PASSWORD);
        Browser phone = Browser.phone(port);
        assertThat(phone.signIn(login, PASSWORD).statusCode()).isEqualTo(303);
        Browser tablet = Browser.phone(port);
        tablet.signIn(login, PASSWORD);

        HttpResponse<String> account = desk.get("/account");
        assertThat(account.body()).contains("Firefox on Linux", "Chrome on Android", "this one", "Parks", "Publisher");
        String end = Browser.found("/account/sessions/" + ID + "/end", account);
        assertThat(desk.submit("/account", end, Map.of()).statusCode()).isEqualTo(303);
        assertThat(phone.get("/account").statusCode() == 303)
                .as("one of the two")
                .isNotEqualTo(tablet.get("/account").statusCode() == 303);

        desk.submit("/account", "/account/sessions/end-others", Map.of());
        assertThat(phone.get("/account").statusCode()).isEqualTo(303);
        assertThat(tablet.get("/account").statusCode()).isEqualTo(303);
        assertThat(desk.get("/account").body()).contains("Firefox on Linux").doesNotContain("Chrome on Android");
        assertThat(journal()).contains(login, "sessions-ended");
    }

    @Test
    void nobody_signs_out_the_browser_of_another() throws Exception {
        String own = Browser.found(
                "/account/sessions/" + ID + "/end",
                twice(Browser.firefox(port), login).get("/account"));
        Browser other = Browser.firefox(port).enter(invite(administrator, "other-" + login, "reader"), PASSWORD);
        other.submit("/account", own, Map.of());
        Browser again = Browser.firefox(port);
        again.signIn(login, PASSWORD);
        assertThat(again.get("/account").body()).contains(own);
        UUID id = people.findId(login).orElseThrow();
        assertThat(other.submit("/account", "/people/" + id + "/sessions/end", Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(other.submit("/account", "/people/" + id + "/close", Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(other.get("/people").statusCode()).isEqualTo(403);
    }

    @Test
    void an_administrator_signs_somebody_out_everywhere() throws Exception {
        Browser desk = Browser.firefox(port).enter(invite(administrator, login, "reader"), PASSWORD);
        String path = "/people/" + people.findId(login).orElseThrow();
        assertThat(administrator.get("/people").body()).contains(path, login);
        assertThat(administrator.get(path).body()).contains("Firefox on Linux", "Parks");
        administrator.submit(path, path + "/sessions/end", Map.of());
        assertThat(desk.get("/account").statusCode()).isEqualTo(303);
        assertThat(desk.signIn(login, PASSWORD).statusCode()).isEqualTo(303);
        assertThat(journal()).contains("signed " + login + " out of 1 browser.");
    }

    @Test
    void a_closed_account_takes_everything_with_it() throws Exception {
        Browser desk = Browser.firefox(port).enter(invite(administrator, login, "publisher"), PASSWORD);
        UUID id = people.findId(login).orElseThrow();
        Viewer.Person viewer = new Viewer.Person(id, "Amina", false);
        String pushed = pushKeys.create("counts", "sensor", viewer).text();
        String key = key(viewer, "import");
        Viewer.Machine program = apiKeys.findMachine(new Secret(key)).orElseThrow();
        String pushedByProgram =
                pushKeys.create("counts", "of the program", program).text();
        assertThat(status("/account", key)).isEqualTo(200);
        assertThat(pushKeys.findPusher(new Secret(pushedByProgram))).isPresent();

        String path = "/people/" + id;
        assertThat(administrator.submit(path, path + "/close", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(desk.get("/account").statusCode()).isEqualTo(303);
        assertThat(Browser.firefox(port).signIn(login, PASSWORD).statusCode()).isEqualTo(422);
        assertThat(status("/account", key)).isEqualTo(401);
        assertThat(pushKeys.findPusher(new Secret(pushed))).isEmpty();
        assertThat(pushKeys.findPusher(new Secret(pushedByProgram))).isEmpty();
        assertThat(administrator.get("/people").body()).doesNotContain(login);
        assertThat(administrator.get("/organisations/" + organisation).body()).doesNotContain(login);
        assertThat(administrator.get(path).statusCode()).isEqualTo(404);
        assertThat(journal()).contains("ended all access of " + login);

        Browser back = Browser.firefox(port).enter(invite(administrator, login, "reader"), PASSWORD);
        assertThat(back.get("/account").statusCode()).isEqualTo(200);
        assertThat(status("/account", key)).as("keys stay revoked").isEqualTo(401);
    }

    @Test
    void a_password_made_of_her_organisation_or_the_city_is_refused_with_what_to_do() throws Exception {
        String link = invite(administrator, login, "reader");
        Browser desk = Browser.firefox(port);
        for (String near : new String[] {organisation + "-1", "Amina " + login}) {
            HttpResponse<String> refused = desk.submit(link, link, Map.of("password", near));
            assertThat(refused.statusCode()).as(near).isEqualTo(422);
            assertThat(refused.body()).contains("Put four or five words together");
        }
        desk.enter(link, PASSWORD);
        desk.submit("/account/password", "/account/password", Map.of("current", PASSWORD, "password", organisation));
        assertThat(Browser.phone(port).signIn(login, organisation).statusCode()).isEqualTo(422);
    }

    @Test
    void a_session_ends_that_nobody_used_for_twelve_hours() throws Exception {
        Browser desk = Browser.firefox(port).enter(invite(administrator, login, "reader"), PASSWORD);
        unused("11 hours");
        assertThat(desk.get("/account").statusCode()).isEqualTo(200);
        unused("13 hours");
        assertThat(desk.get("/account").statusCode()).isEqualTo(303);
        assertThat(administrator
                        .get("/people/" + people.findId(login).orElseThrow())
                        .body())
                .contains("No browser is signed in.");
    }

    private void unused(String since) {
        jdbc.sql("update session set last_used_at = now() - :since::interval where person_id = :person")
                .param("since", since)
                .param("person", people.findId(login).orElseThrow())
                .update();
    }

    @Test
    void signing_in_again_ends_the_session_that_the_browser_had_before() throws Exception {
        Browser desk = Browser.firefox(port).enter(invite(administrator, login, "reader"), PASSWORD);
        Browser phone = Browser.phone(port);
        phone.signIn(login, PASSWORD);
        assertThat(desk.submit("/account", "/sign-in", Map.of("login", login, "password", PASSWORD))
                        .statusCode())
                .isEqualTo(303);
        assertThat(jdbc.sql("select count(*) from session where person_id = :person")
                        .param("person", people.findId(login).orElseThrow())
                        .query(Integer.class)
                        .single())
                .as("this one and the phone's")
                .isEqualTo(2);
        assertThat(phone.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void an_unused_invitation_ends_with_the_account() throws Exception {
        String link = invite(administrator, login, "reader");
        String path = "/people/" + people.findId(login).orElseThrow();
        administrator.submit(path, path + "/close", Map.of());
        assertThat(Browser.firefox(port).get(link).statusCode()).isEqualTo(404);
    }

    @Test
    void an_administrator_stays() throws Exception {
        String path = "/people/" + people.findId("admin").orElseThrow();
        HttpResponse<String> answer = administrator.submit(path, path + "/sessions/end", Map.of());
        assertThat(answer.statusCode()).isEqualTo(303);
        String link = issueSignInLink.issue().path();
        administrator.submit(link, link, Map.of("choice", "skip"));
        HttpResponse<String> refused = administrator.submit(path, path + "/close", Map.of());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Somebody must be left");
    }

    @Test
    void a_steward_says_who_belongs_to_her_organisation_and_no_other() throws Exception {
        Browser steward = Browser.firefox(port).enter(invite(administrator, login, "steward"), PASSWORD);
        String path = "/organisations/" + organisation;
        assertThat(steward.get("/account").body()).contains(path);
        String link = invite(steward, "new-" + login, "reader");
        Browser.firefox(port).enter(link, PASSWORD);
        UUID joined = people.findId("new-" + login).orElseThrow();
        steward.submit(path, path + "/members/" + joined + "/leave", Map.of());
        assertThat(steward.get(path).body()).doesNotContain("new-" + login);

        assertThat(steward.get("/organisations").statusCode()).isEqualTo(403);
        administrator.submit(
                "/organisations", "/organisations", Map.of("id", "other-" + organisation, "name.en", "Other"));
        assertThat(steward.get("/organisations/other-" + organisation).statusCode())
                .isEqualTo(403);
        assertThat(steward.submit(
                                path,
                                "/organisations/other-" + organisation + "/members",
                                Map.of("login", login, "role", "steward"))
                        .statusCode())
                .isEqualTo(403);

        administrator.submit("/people/" + joined, "/people/" + joined + "/close", Map.of());
        HttpResponse<String> refused = steward.submit(
                path, path + "/members", Map.of("login", "new-" + login, "name", "New", "role", "reader"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Only an administrator opens it again");
    }

    private Browser twice(Browser browser, String who) throws Exception {
        Browser.phone(port).enter(invite(administrator, who, "reader"), PASSWORD);
        browser.signIn(who, PASSWORD);
        return browser;
    }

    /// The link with which somebody enters the first time.
    private String invite(Browser by, String who, String role) throws Exception {
        String path = "/organisations/" + organisation;
        HttpResponse<String> page =
                by.submit(path, path + "/members", Map.of("login", who, "name", "Amina " + who, "role", role));
        return Browser.found("/sign-in/[A-Za-z0-9_-]{43}", page);
    }

    private String key(Viewer.Person maker, String name) {
        Secret key = Secret.random("senne_");
        apiKeys.add(
                new CreateKey.Wish(name, organisation, 1, null, null),
                key,
                Instant.now().plusSeconds(60),
                maker);
        return key.text();
    }

    private int status(String path, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Apikey " + key)
                .build();
        try (HttpClient program = HttpClient.newHttpClient()) {
            return program.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private String journal() throws Exception {
        return administrator.get("/journal?lang=en").body() + administrator.get("/api/journal/entries?limit=100");
    }
}
