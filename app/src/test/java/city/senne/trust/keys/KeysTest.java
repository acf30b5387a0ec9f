package city.senne.trust.keys;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.platform.i18n.Translated;
import city.senne.trust.account.CloseAccount;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Secret;
import city.senne.trust.identity.Viewer;
import city.senne.trust.organisations.ManageOrganisations;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Stewards give keys to the programs of their organisation; keys end by themselves.
@OpenHouse
class KeysTest {
    private static final String PASSWORD = "sous le boulevard, la rivière";
    private static final String KEY = "senne_[A-Za-z0-9_-]{43}";
    private static final String REVOKE = "/keys/([0-9a-f-]{36})/revoke";

    @LocalServerPort
    private int port;

    @Autowired
    private ManageOrganisations manage;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private People people;

    @Autowired
    private CloseAccount closeAccount;

    @Autowired
    private IssueSignInLink issueSignInLink;

    @Autowired
    private ApiKeys keys;

    private String page = "";
    private String organisation = "";
    private Browser steward = Browser.firefox(0);
    private Browser reader = Browser.firefox(0);

    @BeforeEach
    void a_steward_and_a_reader() throws Exception {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        organisation = "keys-" + unique;
        page = "/organisations/" + organisation;
        manage.add(new Viewer.Operator(), organisation, new Translated(Map.of("en", "Keys")), "");
        steward = member("steward-" + unique, Role.STEWARD);
        reader = member("reader-" + unique, Role.READER);
    }

    @Test
    void a_steward_makes_a_key_that_is_shown_once_and_ends_by_itself() throws Exception {
        HttpResponse<String> made = steward.submit(page, page + "/keys", Map.of("key-name", "import", "days", "1"));
        String key = Browser.found(KEY, made);
        assertThat(steward.get(page).body()).contains("import", "until ").doesNotContain(key);
        assertThat(steward.get("/account").body()).contains("import");
        assertThat(status(key)).isEqualTo(200);
        String id = Browser.found(REVOKE, made);
        assertThat(jdbc.sql("select last_used_at = date_trunc('day', now()) from api_key where id = :id")
                        .param("id", UUID.fromString(id))
                        .query(Boolean.class)
                        .single())
                .as("the day only")
                .isTrue();

        jdbc.sql("update api_key set expires_at = now() where id = :id")
                .param("id", UUID.fromString(id))
                .update();
        assertThat(status(key)).isEqualTo(401);
        assertThat(steward.get(page).body()).contains("expired on ");
    }

    @Test
    void no_key_lasts_longer_than_the_operator_allows() throws Exception {
        for (String days : new String[] {"0", "366", "-1", "a week", "99999999"}) {
            HttpResponse<String> refused =
                    steward.submit(page, page + "/keys", Map.of("key-name", "import", "days", days));
            assertThat(refused.statusCode()).as(days).isEqualTo(422);
            assertThat(refused.body()).contains("A key lasts at least one day and at most 365.");
        }
    }

    @Test
    void a_key_is_revoked_by_the_stewards_of_its_organisation_and_by_nobody_below() throws Exception {
        HttpResponse<String> made = steward.submit(page, page + "/keys", Map.of("key-name", "import"));
        String key = Browser.found(KEY, made);
        String id = Browser.found(REVOKE, made);
        assertThat(reader.submit("/account", "/account/keys/" + id + "/revoke", Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(status(key)).isEqualTo(200);
        assertThat(steward.submit(page, page + "/keys/" + id + "/revoke", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(status(key)).isEqualTo(401);
    }

    @Test
    void who_looks_after_no_organisation_makes_no_key_for_one() throws Exception {
        assertThat(reader.submit("/account", "/account/keys", Map.of("key-name", "mine", "organisation", organisation))
                        .statusCode())
                .isEqualTo(403);
        assertThat(reader.submit("/account", page + "/keys", Map.of("key-name", "mine"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_key_ends_when_its_maker_leaves_the_organisation() throws Exception {
        String key = made(steward);
        Browser second = member("second-" + organisation, Role.STEWARD);
        assertThat(second.submit(page, page + "/members/" + id("steward") + "/leave", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(status(key)).isEqualTo(401);
        assertThat(second.get(page).body()).contains("import", "ended on ", "Who made it left the organisation.");
        assertThat(journal()).contains("ended the key “import” of " + organisation + " with it: who made it left");
    }

    @Test
    void a_key_ends_when_its_maker_is_no_steward_any_more() throws Exception {
        String key = made(steward);
        become(organisation, Role.STEWARD);
        assertThat(status(key)).as("nothing changed").isEqualTo(200);
        become(organisation, Role.PUBLISHER);
        assertThat(status(key)).isEqualTo(401);
        become(organisation, Role.STEWARD);
        assertThat(status(key)).as("it does not come back with the role").isEqualTo(401);
        assertThat(steward.get(page).body()).contains("ended on ", "Who made it is no longer a steward here");
    }

    @Test
    void a_key_of_a_department_ends_with_the_role_in_the_city_above() throws Exception {
        String department = "below-" + organisation;
        manage.add(new Viewer.Operator(), department, new Translated(Map.of("en", "Below")), organisation);
        String path = "/organisations/" + department;
        String key = Browser.found(KEY, steward.submit(path, path + "/keys", Map.of("key-name", "import")));
        become(department, Role.STEWARD);
        manage.expel(new Viewer.Operator(), organisation, UUID.fromString(id("steward")));
        assertThat(status(key)).as("she is a steward of the department itself").isEqualTo(200);
        manage.expel(new Viewer.Operator(), department, UUID.fromString(id("steward")));
        assertThat(status(key)).isEqualTo(401);
    }

    @Test
    void a_key_ends_with_the_account_of_its_maker_and_its_organisation_sees_why() throws Exception {
        String key = made(steward);
        Browser second = member("second-" + organisation, Role.STEWARD);
        closeAccount.close(new Viewer.Operator(), UUID.fromString(id("steward")));
        assertThat(status(key)).isEqualTo(401);
        assertThat(second.get(page).body()).contains("ended on ", "The account of who made it was closed");
        assertThat(journal()).contains("with it: the account of who made it was closed");
    }

    private String made(Browser by) throws Exception {
        return Browser.found(KEY, by.submit(page, page + "/keys", Map.of("key-name", "import")));
    }

    private String id(String role) {
        return people.findId(organisation.replace("keys", role)).orElseThrow().toString();
    }

    private void become(String where, Role role) {
        String login = organisation.replace("keys", "steward");
        manage.invite(new Viewer.Operator(), where, login, login, "", role);
    }

    private String journal() throws Exception {
        Browser administrator = Browser.firefox(port);
        String link = issueSignInLink.issue().path();
        administrator.submit(link, link, Map.of("choice", "skip"));
        return administrator.get("/journal?lang=en").body();
    }

    @Test
    void everybody_makes_keys_for_a_part_of_what_she_may() throws Exception {
        HttpResponse<String> everything =
                reader.submit("/account", "/account/keys", Map.of("key-name", "everything", "organisation", ""));
        assertThat(everything.statusCode()).isEqualTo(422);
        assertThat(everything.body()).contains("Choose at least one thing that the key may do.");

        HttpResponse<String> made = reader.submit(
                "/account",
                "/account/keys",
                Map.of("key-name", "trees", "verb-read", "true", "datasets", "trees, parks", "calls", "1000"));
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.body()).contains("Read data", ">parks</a>, <a", "at most 1,000 calls a day");
        String key = Browser.found(KEY, made);
        assertThat(status(key)).isEqualTo(200);
        assertThat(keys.findMachine(new Secret(key)).orElseThrow().scope())
                .isEqualTo(new Scope(Set.of("trees", "parks"), Set.of(Scope.Verb.READ)));
    }

    @Test
    void what_cannot_be_kept_is_refused_beside_its_input() throws Exception {
        for (var wrong :
                Map.of("datasets", "No such id!", "calls", "many", "days", "0").entrySet()) {
            Map<String, String> asked = new HashMap<>(Map.of("key-name", "k", "verb-read", "true"));
            asked.put(wrong.getKey(), wrong.getValue());
            HttpResponse<String> refused = reader.submit("/account", "/account/keys", asked);
            assertThat(refused.statusCode()).as(wrong.toString()).isEqualTo(422);
            assertThat(refused.body()).contains("id=\"error-" + wrong.getKey() + "\"");
        }
        HttpResponse<String> delivering = steward.submit(
                "/account",
                "/account/keys",
                Map.of("key-name", "k", "organisation", organisation, "verb-deliver", "true"));
        assertThat(delivering.statusCode()).isEqualTo(422);
        assertThat(delivering.body()).contains("A key for an organisation does no more than read.");
    }

    @Test
    void an_administrator_sees_the_keys_of_a_person_and_takes_them_back() throws Exception {
        HttpResponse<String> made =
                reader.submit("/account", "/account/keys", Map.of("key-name", "mine", "verb-read", "true"));
        String key = Browser.found(KEY, made);
        UUID person = keys.findMachine(new Secret(key)).orElseThrow().person();
        String hers = "/people/" + person;
        assertThat(steward.get(hers).statusCode()).isEqualTo(403);
        Browser administrator =
                Browser.firefox(port).enter(issueSignInLink.issue().path(), PASSWORD);
        assertThat(administrator.get(hers).body()).contains("mine");
        String id = Browser.found(REVOKE, made);
        assertThat(administrator
                        .submit(hers, hers + "/keys/" + id + "/revoke", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(status(key)).isEqualTo(401);
    }

    private Browser member(String login, Role role) throws Exception {
        if (!(manage.invite(new Viewer.Operator(), organisation, login, login, "", role)
                instanceof ManageOrganisations.Outcome.Invited invited)) {
            throw new AssertionError("Not invited");
        }
        return Browser.firefox(port).enter(invited.link().path(), PASSWORD);
    }

    private int status(String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/account"))
                .header("Authorization", "Apikey " + key)
                .build();
        try (HttpClient program = HttpClient.newHttpClient()) {
            return program.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
