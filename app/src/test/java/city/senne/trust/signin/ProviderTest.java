package city.senne.trust.signin;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.platform.i18n.Translated;
import city.senne.trust.account.CloseAccount;
import city.senne.trust.account.SetAttributes;
import city.senne.trust.identity.Attempts;
import city.senne.trust.identity.Attributes;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.Groups;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Secret;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.ApiKeys;
import city.senne.trust.organisations.ManageGroups;
import city.senne.trust.organisations.ManageOrganisations;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// People sign in with a real provider of OpenID Connect.
@OpenHouse
class ProviderTest {
    private static final CityDirectory directory = new CityDirectory();

    @LocalServerPort
    private int port;

    @Autowired
    private IssueSignInLink issueSignInLink;

    @Autowired
    private ManageOrganisations manage;

    @Autowired
    private ManageGroups manageGroups;

    @Autowired
    private Groups groups;

    @Autowired
    private Attributes attributes;

    @Autowired
    private SetAttributes setAttributes;

    @Autowired
    private Organisations organisations;

    @Autowired
    private People people;

    @Autowired
    private CloseAccount closeAccount;

    @Autowired
    private ApiKeys apiKeys;

    @Autowired
    private Attempts attempts;

    @Autowired
    private JdbcClient jdbc;

    private final Viewer operator = new Viewer.Operator();
    private String name = "";

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws Exception {
        Path secret = Files.writeString(Files.createTempFile("provider", ".secret"), CityDirectory.SECRET + "\n");
        String city = "senne.identity.providers.city.";
        settings.add("open-house.name", () -> "provider-house");
        settings.add(city + "issuer", () -> directory.issuer());
        settings.add(city + "client-id", () -> "senne");
        settings.add(city + "client-secret-file", secret::toString);
        settings.add(city + "label.en", () -> "the city’s directory");
        settings.add(city + "claim", () -> "groups");
        settings.add(city + "places[0].value", () -> "team-parks");
        settings.add(city + "places[0].organisation", () -> "parks");
        settings.add(city + "places[0].role", () -> "publisher");
        settings.add(city + "places[1].value", () -> "heads-of-parks");
        settings.add(city + "places[1].organisation", () -> "parks");
        settings.add(city + "places[1].role", () -> "steward");
        settings.add(city + "attributes[0].claim", () -> "address.commune");
        settings.add(city + "attributes[0].attribute", () -> "territory");
        settings.add(city + "attributes[1].claim", () -> "https://city.example/clearance");
        settings.add(city + "attributes[1].attribute", () -> "clearance");
        settings.add(city + "groups[0].claim", () -> "realm_access.roles");
        settings.add(city + "groups[0].value", () -> "planners");
        settings.add(city + "groups[0].group", () -> "parks.planners");
        settings.add(city + "groups[1].claim", () -> "realm_access.roles");
        settings.add(city + "groups[1].value", () -> "planners");
        settings.add(city + "groups[1].group", () -> "parks.not-there");
        settings.add("senne.identity.providers.away.issuer", () -> "http://127.0.0.1:1");
        settings.add("senne.identity.providers.away.client-id", () -> "senne");
    }

    @AfterAll
    static void close() {
        directory.close();
    }

    @BeforeEach
    void an_organisation_that_the_directory_knows() {
        manage.add(operator, "parks", new Translated(Map.of("en", "Parks")), "");
        manageGroups.add(operator, "parks", "planners", new Translated(Map.of("en", "Planners")));
        name = "amina-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void whom_the_directory_places_in_an_organisation_gets_an_account() throws Exception {
        told(Map.of(
                "groups", List.of("team-parks", "all"), "email", name + "@example.brussels", "email_verified", true));
        assertThat(browser().get("/sign-in?lang=en").body()).contains("Sign in with the city’s directory");
        Browser amina = browser();
        assertThat(through(amina, "/sign-in/with/city?next=/datasets").headers().firstValue("Location"))
                .hasValue("/datasets");
        assertThat(amina.get("/account?lang=en").body())
                .contains("Amina Peeters", "Parks", "Publisher", name + "@example.brussels");
        assertThat(journal()).contains("signed in by a provider", "signs in by the provider city from now on");

        told(Map.of("groups", List.of("all")));
        Browser again = browser();
        through(again, "/sign-in/with/city");
        assertThat(again.get("/account?lang=en").body())
                .contains("Amina Peeters")
                .doesNotContain("Publisher");
    }

    @Test
    void a_key_ends_when_the_directory_no_longer_calls_its_maker_a_steward() throws Exception {
        told(Map.of("groups", List.of("heads-of-parks")));
        Browser head = browser();
        through(head, "/sign-in/with/city");
        String page = "/organisations/parks";
        String key = Browser.found(
                "senne_[A-Za-z0-9_-]{43}", head.submit(page, page + "/keys", Map.of("key-name", "import")));
        assertThat(apiKeys.findMachine(new Secret(key))).isPresent();
        told(Map.of("groups", List.of("team-parks")));
        through(browser(), "/sign-in/with/city");
        assertThat(apiKeys.findMachine(new Secret(key))).isEmpty();
    }

    private UUID enters(Map<String, Object> claims) throws Exception {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("groups", List.of("team-parks"));
        told(all);
        assertThat(through(browser(), "/sign-in/with/city").statusCode()).isEqualTo(303);
        return people.findId(name).orElseThrow();
    }

    @Test
    void what_the_directory_says_of_a_person_is_set_anew_with_each_sign_in() throws Exception {
        UUID amina = enters(Map.of(
                "address", Map.of("commune", List.of("Uccle", "Ixelles", "Uccle")),
                "https://city.example/clearance", "restricted",
                "realm_access", Map.of("roles", List.of("planners", "other"))));
        assertThat(attributes.of(amina))
                .containsEntry("territory", List.of("Ixelles", "Uccle"))
                .containsEntry("clearance", List.of("restricted"));
        assertThat(organisations.of(amina).groups()).containsExactly("parks.planners");
        assertThat(journal())
                .contains("territory = Ixelles; territory = Uccle", "Senne put " + name + " into the group");

        setAttributes.set(operator, amina, "territory = Jette");
        manageGroups.join(operator, "parks.planners", name);
        enters(Map.of("address", Map.of("commune", "Uccle")));
        assertThat(attributes.of(amina))
                .as("what an administrator entered stays beside it")
                .isEqualTo(Map.of("territory", List.of("Jette", "Uccle")));
        assertThat(organisations.of(amina).groups())
                .as("somebody put her there too")
                .containsExactly("parks.planners");
        setAttributes.set(operator, amina, "");
        assertThat(attributes.of(amina)).isEqualTo(Map.of("territory", List.of("Uccle")));
        manageGroups.expel(operator, "parks.planners", amina);
        assertThat(organisations.of(amina).groups()).isEmpty();
        enters(Map.of());
        assertThat(attributes.of(amina)).isEmpty();
    }

    @Test
    void what_a_provider_says_that_is_no_provider_any_more_does_not_count() throws Exception {
        UUID amina = enters(Map.of());
        groups.join("parks.planners", amina, "gone", "gone");
        attributes.replace(amina, "gone", Map.of("territory", List.of("Uccle")));
        assertThat(organisations.of(amina).groups()).isEmpty();
        assertThat(attributes.of(amina)).isEmpty();
    }

    @Test
    void an_answer_that_cannot_be_read_changes_nothing() throws Exception {
        UUID amina = enters(
                Map.of("address", Map.of("commune", "Uccle"), "realm_access", Map.of("roles", List.of("planners"))));
        List<Map<String, Object>> unreadable = List.of(
                Map.of("address", Map.of("commune", 1060)),
                Map.of("address", Map.of("commune", Map.of("name", "Ixelles"))),
                Map.of("address", Map.of("commune", List.of("Ixelles", true))),
                Map.of("address", "Ixelles"),
                Map.of("address", Map.of("commune", "I".repeat(201))),
                Map.of("address", Map.of("commune", "Ixelles\nterritory = Jette")),
                Map.of(
                        "address",
                        Map.of(
                                "commune",
                                java.util.stream.IntStream.range(0, 101)
                                        .mapToObj(String::valueOf)
                                        .toList())),
                Map.of("address", Map.of("commune", "Ixelles"), "realm_access", Map.of("roles", 7)));
        for (Map<String, Object> claims : unreadable) {
            Map<String, Object> all = new HashMap<>(claims);
            all.put("groups", List.of("heads-of-parks"));
            told(all);
            assertThat(through(browser(), "/sign-in/with/city").statusCode())
                    .as(claims.toString())
                    .isEqualTo(422);
            assertThat(attributes.of(amina)).isEqualTo(Map.of("territory", List.of("Uccle")));
            assertThat(organisations.of(amina).groups()).containsExactly("parks.planners");
            assertThat(organisations.of(amina).stewarding()).isEmpty();
        }
    }

    @Test
    void whom_nobody_invited_or_placed_stays_outside() throws Exception {
        told(Map.of("groups", List.of("all")));
        Browser stranger = browser();
        HttpResponse<String> refused = through(stranger, "/sign-in/with/city");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("you have no access here");
        assertThat(stranger.get("/account").statusCode()).isEqualTo(303);
    }

    @Test
    void an_account_of_the_same_login_or_address_is_nobody_elses() throws Exception {
        manage.invite(operator, "parks", name, "Another Amina", name + "@example.brussels", Role.STEWARD);
        told(Map.of("groups", List.of("team-parks"), "email", name + "@example.brussels", "email_verified", false));
        assertThat(through(browser(), "/sign-in/with/city").statusCode()).isEqualTo(422);
        told(Map.of("groups", List.of("team-parks"), "email", name + "@example.brussels", "email_verified", true));
        assertThat(through(browser(), "/sign-in/with/city").statusCode()).isEqualTo(422);
    }

    @Test
    void an_invitation_ties_the_person_of_the_directory_to_her_account() throws Exception {
        told(Map.of("groups", List.of()));
        if (!(manage.invite(operator, "parks", "invited-" + name, "Amina invited", "", Role.READER)
                instanceof ManageOrganisations.Outcome.Invited invited)) {
            throw new AssertionError("Not invited");
        }
        String link = invited.link().path();
        String with = Browser.found(
                "/sign-in/with/city\\?invitation=[A-Za-z0-9_-]+", browser().get(link));
        Browser amina = browser();
        assertThat(through(amina, with).statusCode()).isEqualTo(303);
        assertThat(amina.get("/account").body()).contains("Amina invited");
        assertThat(browser().get(link).statusCode()).as("a link works once").isEqualTo(404);
        assertThat(through(browser(), "/sign-in/with/city").statusCode()).isEqualTo(303);

        closeAccount.close(operator, people.findId("invited-" + name).orElseThrow());
        assertThat(through(browser(), "/sign-in/with/city").statusCode()).isEqualTo(422);
    }

    @Test
    void whoever_is_led_here_by_another_site_ties_nobody_to_an_account() throws Exception {
        told(Map.of("groups", List.of()));
        if (!(manage.invite(operator, "parks", "led-" + name, "Amina led", "", Role.READER)
                instanceof ManageOrganisations.Outcome.Invited invited)) {
            throw new AssertionError("Not invited");
        }
        String link = invited.link().path();
        String with = Browser.found(
                "/sign-in/with/city\\?invitation=[A-Za-z0-9_-]+", browser().get(link));
        for (String elsewhere : new String[] {"cross-site", "same-site", "none"}) {
            Browser led = browser();
            HttpResponse<String> sent = led.getFrom(elsewhere, with);
            assertThat(led.get(callback(sent.headers().firstValue("Location").orElseThrow()))
                            .statusCode())
                    .as(elsewhere)
                    .isEqualTo(422);
            assertThat(led.get("/account").statusCode()).as(elsewhere).isEqualTo(303);
        }
        Browser amina = browser();
        HttpResponse<String> sent = amina.getFrom("same-origin", with);
        amina.get(callback(sent.headers().firstValue("Location").orElseThrow()));
        assertThat(amina.get("/account").body()).contains("Amina led");
    }

    @Test
    void strangers_do_not_fill_the_table_of_those_who_are_under_way() throws Exception {
        int before = underWay();
        int status = 0;
        int sent = 0;
        try {
            for (; sent < 200 && status != 429; sent++) {
                status = browser().get("/sign-in/with/city").statusCode();
            }
            assertThat(status).isEqualTo(429);
            assertThat(underWay() - before).isLessThanOrEqualTo(60);
        } finally {
            for (int i = 0; i < sent; i++) attempts.endJourney("127.0.0.1");
        }
        told(Map.of("groups", List.of("team-parks")));
        for (int i = 0; i < 3; i++) {
            assertThat(through(browser(), "/sign-in/with/city").statusCode())
                    .as("who comes back makes room")
                    .isEqualTo(303);
        }
    }

    private int underWay() {
        return jdbc.sql("select count(*) from provider_request")
                .query(Integer.class)
                .single();
    }

    @Test
    void an_answer_counts_once_in_the_browser_that_asked() throws Exception {
        told(Map.of("groups", List.of("team-parks")));
        Browser amina = browser();
        String callback = callback(
                amina.get("/sign-in/with/city").headers().firstValue("Location").orElseThrow());
        HttpResponse<String> stolen = browser().get(callback);
        assertThat(stolen.statusCode()).isEqualTo(422);
        assertThat(stolen.body()).contains("begun in another browser");
        assertThat(amina.get(callback.replaceAll("state=[^&]+", "state=another"))
                        .statusCode())
                .as("another state")
                .isEqualTo(422);
        assertThat(amina.get(callback).statusCode()).as("a second time").isEqualTo(422);
    }

    @Test
    void what_goes_wrong_is_told_in_words() throws Exception {
        Browser amina = browser();
        amina.get("/sign-in/with/city");
        HttpResponse<String> denied = amina.get("/sign-in/with/city/done?error=access_denied&state=x");
        assertThat(denied.body()).contains("You were not let in there");
        String sent =
                amina.get("/sign-in/with/city").headers().firstValue("Location").orElseThrow();
        String state = sent.replaceAll(".*[?&]state=([^&]+).*", "$1");
        assertThat(amina.get("/sign-in/with/city/done?code=invented&state=" + state)
                        .body())
                .contains("could not be verified");
        assertThat(amina.get("/sign-in/with/away").statusCode()).isEqualTo(503);
        assertThat(amina.get("/sign-in/with/away").body()).contains("does not answer");
        assertThat(amina.get("/sign-in/with/nobody").statusCode()).isEqualTo(404);
    }

    private void told(Map<String, Object> claims) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("name", "Amina Peeters");
        all.put("preferred_username", name);
        CityDirectory.PEOPLE.put(name, all);
    }

    private Browser browser() {
        return Browser.firefox("127.0.0.1", port);
    }

    private HttpResponse<String> through(Browser browser, String path) throws Exception {
        return browser.get(
                callback(browser.get(path).headers().firstValue("Location").orElseThrow()));
    }

    /// Signs in at the directory, and tells to where it sends back.
    private String callback(String authorize) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            assertThat(authorize).contains("code_challenge_method=S256", "nonce=", "state=");
            String login = location(client, HttpRequest.newBuilder(URI.create(authorize)));
            String token = Browser.found(
                    "name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)\"",
                    client.send(html(login).build(), HttpResponse.BodyHandlers.ofString()));
            String form = "username=" + name + "&password="
                    + URLEncoder.encode(CityDirectory.PASSWORD, StandardCharsets.UTF_8) + "&_csrf=" + token;
            String back = location(
                    client,
                    html(login)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form)));
            URI callback = URI.create(location(client, html(back)));
            assertThat(callback.getPort()).isEqualTo(port);
            return callback.getRawPath() + "?" + callback.getRawQuery();
        }
    }

    private static HttpRequest.Builder html(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html");
    }

    private static String location(HttpClient client, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer =
                client.send(request.setHeader("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
        String to = answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.body()));
        return answer.uri().resolve(to).toString();
    }

    private String journal() throws Exception {
        Browser administrator = Browser.firefox(port);
        String link = issueSignInLink.issue().path();
        administrator.submit(link, link, Map.of("choice", "skip"));
        return administrator.get("/journal?lang=en").body();
    }
}
