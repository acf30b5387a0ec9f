package city.senne.trust.organisations;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.account.CloseAccount;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.Delegation;
import city.senne.trust.identity.Delegations;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.Lent;
import city.senne.trust.identity.Memberships;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Secret;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.ApiKeys;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A member hands her role to a colleague while she is away, and nothing of it outlasts that time.
@OpenHouse
class DelegationTest {
    private static final Viewer OPERATOR = new Viewer.Operator();
    private static final ZoneId CITY = ZoneId.of("Europe/Brussels");

    @LocalServerPort
    private int port;

    @Autowired
    private IssueSignInLink issueSignInLink;

    @Autowired
    private ManageOrganisations manage;

    @Autowired
    private CloseAccount closeAccount;

    @Autowired
    private Organisations organisations;

    @Autowired
    private Delegations delegations;

    @Autowired
    private TellDelegations tellDelegations;

    @Autowired
    private ApiKeys apiKeys;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient jdbc;

    private Townspeople town;
    private String city = "";
    private String parks = "";
    private String roads = "";
    private Browser ada = Browser.firefox(0);
    private Browser bob = Browser.firefox(0);

    @BeforeEach
    void a_steward_and_a_colleague() throws Exception {
        town = new Townspeople(port, manage, people);
        city = town.organisation("city", "");
        parks = town.organisation("parks", city);
        roads = town.organisation("roads", "");
        ada = town.member("ada", parks, Role.STEWARD);
        bob = town.member("bob", parks, Role.READER);
    }

    private Memberships of(String called) {
        return organisations.of(town.id(called));
    }

    private static LocalDate today() {
        return LocalDate.now(CITY);
    }

    private HttpResponse<String> hand(Browser by, Map<String, String> changed) throws Exception {
        Map<String, String> wish = new HashMap<>(Map.of(
                "organisation",
                parks,
                "colleague",
                town.login("bob"),
                "from",
                today().toString(),
                "until",
                today().plusDays(6).toString(),
                "reason",
                "Leave in the mountains",
                "password",
                Townspeople.PASSWORD));
        wish.putAll(changed);
        return by.submit("/account", "/account/delegations", wish);
    }

    private void handed() throws Exception {
        HttpResponse<String> answer = hand(ada, Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(of("bob").stewarding()).containsExactly(parks);
    }

    private Delegation delegation() {
        return delegations.listOf(town.id("ada")).getFirst();
    }

    /// As if so many days had passed.
    private void later(int days) {
        jdbc.sql("update delegation set starts_at = starts_at - :days * interval '1 day',"
                        + " ends_at = ends_at - :days * interval '1 day' where organisation_id = :organisation")
                .param("days", days)
                .param("organisation", parks)
                .update();
    }

    private String journal() throws Exception {
        return Browser.administrator(port, issueSignInLink)
                .get("/journal?lang=en")
                .body();
    }

    @Test
    void a_role_counts_from_its_first_day_to_its_last() throws Exception {
        HttpResponse<String> made = hand(ada, Map.of("from", today().plusDays(2).toString()));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
        assertThat(delegation().from())
                .isEqualTo(today().plusDays(2).atStartOfDay(CITY).toInstant());
        assertThat(delegation().until())
                .isEqualTo(today().plusDays(7).atStartOfDay(CITY).toInstant());
        assertThat(of("bob").stewarding()).isEmpty();
        assertThat(bob.get("/account").body())
                .contains("While I am away", "ada " + town.unique(), "Leave in the mountains");
        later(2);
        assertThat(of("bob").stewarding()).containsExactly(parks);
        assertThat(of("bob").own().stewarding()).isEmpty();
        assertThat(of("bob").lent()).extracting(Lent::giver).containsExactly(town.id("ada"));
        assertThat(of("ada").stewarding()).as("she keeps it").containsExactly(parks);
        tellDelegations.tell();
        later(6);
        assertThat(of("bob").stewarding()).isEmpty();
        tellDelegations.tell();
        tellDelegations.tell();
        String journal = journal();
        assertThat(journal)
                .contains(
                        "handed the role of ada " + town.unique() + " over to bob " + town.unique() + " (steward of "
                                + parks,
                        "the role of ada " + town.unique() + " is with bob " + town.unique() + " from now on",
                        "its last day is over");
        assertThat(journal.split("the role of ada " + town.unique() + " was with", -1))
                .hasSize(2);
    }

    @Test
    void what_cannot_be_handed_over_is_refused_in_words() throws Exception {
        town.member("cas", roads, Role.STEWARD);
        Map<Map<String, String>, String> wrong = Map.of(
                Map.of("organisation", roads), "no role of yours",
                Map.of("organisation", city), "no role of yours",
                Map.of("colleague", town.login("cas")), "No colleague of yours",
                Map.of("colleague", town.login("nobody")), "No colleague of yours",
                Map.of("colleague", town.login("ada")), "No colleague of yours",
                Map.of("from", today().minusDays(1).toString()), "Choose today",
                Map.of("from", ""), "Choose today",
                Map.of("until", today().plusDays(90).toString()), "at most 90 days",
                Map.of("until", ""), "at most 90 days",
                Map.of("reason", " "), "Say why");
        for (var each : wrong.entrySet()) {
            HttpResponse<String> answer = hand(ada, each.getKey());
            assertThat(answer.statusCode()).as(each.toString()).isEqualTo(422);
            assertThat(answer.body()).as(each.toString()).contains(each.getValue());
        }
        assertThat(hand(bob, Map.of("colleague", town.login("ada"))).statusCode())
                .as("who reads only has no role")
                .isEqualTo(422);
        assertThat(hand(ada, Map.of("until", today().plusDays(89).toString())).statusCode())
                .isEqualTo(303);
        assertThat(hand(ada, Map.of("from", today().plusDays(5).toString())).body())
                .contains("already");
    }

    @Test
    void who_finds_her_browser_open_hands_nothing_over() throws Exception {
        for (String password : new String[] {"", "guessed, and long enough"}) {
            assertThat(hand(ada, Map.of("password", password)).body())
                    .contains("This is not the password of your account");
            assertThat(delegations.listOf(town.id("ada"))).isEmpty();
        }
        handed();
    }

    @Test
    void a_lent_role_is_not_lent_on_and_gives_no_membership() throws Exception {
        town.member("eve", parks, Role.READER);
        handed();
        assertThat(hand(bob, Map.of("colleague", town.login("eve"))).statusCode())
                .isEqualTo(422);
        String page = "/organisations/" + parks;
        assertThat(bob.get(page).statusCode()).isEqualTo(403);
        for (String login : new String[] {town.login("bob"), town.login("eve"), "new-" + town.unique()}) {
            assertThat(bob.submit("/account", page + "/members", Map.of("login", login, "name", "X", "role", "steward"))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(bob.submit("/account", page + "/groups", Map.of("group", "mine", "group-name.en", "Mine"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(bob.submit("/account", page + "/members/" + town.id("ada") + "/leave", Map.of())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_key_does_not_outlive_the_role_by_which_it_was_made() throws Exception {
        handed();
        String made = Browser.found(
                "senne_[A-Za-z0-9_-]{43}",
                bob.submit("/account", "/account/keys", Map.of("key-name", "import", "organisation", parks)));
        Secret key = new Secret(made);
        assertThat(apiKeys.findMachine(key)).isPresent();
        assertThat(apiKeys.listOf(town.id("bob")).getFirst().expiresAt())
                .isEqualTo(delegation().until());
        bob.submit("/account", "/delegations/" + delegation().id() + "/end", Map.of());
        assertThat(apiKeys.findMachine(key)).isEmpty();
        assertThat(of("bob").stewarding()).isEmpty();

        manage.invite(OPERATOR, parks, town.login("bob"), "", "", Role.STEWARD);
        Secret own = new Secret(Browser.found(
                "senne_[A-Za-z0-9_-]{43}",
                bob.submit("/account", "/account/keys", Map.of("key-name", "own", "organisation", parks))));
        handed();
        manage.invite(OPERATOR, parks, town.login("bob"), "", "", Role.READER);
        assertThat(apiKeys.findMachine(own)).as("now by the lent role").isPresent();
        assertThat(apiKeys.listOf(town.id("bob")).stream()
                        .filter(each -> each.name().equals("own"))
                        .findFirst()
                        .orElseThrow()
                        .expiresAt())
                .isEqualTo(delegation().until());
    }

    @Test
    void it_ends_when_the_giver_loses_the_role_or_either_leaves() throws Exception {
        handed();
        manage.invite(OPERATOR, parks, town.login("ada"), "", "", Role.PUBLISHER);
        assertThat(of("bob").stewarding()).isEmpty();
        manage.invite(OPERATOR, parks, town.login("ada"), "", "", Role.STEWARD);
        assertThat(of("bob").stewarding()).as("it does not come back").isEmpty();
        handed();
        manage.expel(OPERATOR, parks, town.id("ada"));
        assertThat(of("bob").stewarding()).isEmpty();
        manage.invite(OPERATOR, parks, town.login("ada"), "Ada", "", Role.STEWARD);
        organisations.join(town.id("ada"), parks, Role.STEWARD);
        handed();
        manage.expel(OPERATOR, parks, town.id("bob"));
        assertThat(of("bob").stewarding()).isEmpty();
        assertThat(delegations.listOf(town.id("bob"))).isEmpty();
        organisations.join(town.id("bob"), city, Role.READER);
        handed();
        closeAccount.close(OPERATOR, town.id("ada"));
        assertThat(of("bob").stewarding()).isEmpty();
        assertThat(journal()).contains("the giver has the role no more", "the holder left", "an account was closed");
    }

    @Test
    void a_role_that_somebody_took_from_the_table_is_not_lent_either() throws Exception {
        handed();
        jdbc.sql("update membership set role = 'reader' where person_id = :person")
                .param("person", town.id("ada"))
                .update();
        assertThat(of("bob").stewarding()).as("whatever forgot to end it").isEmpty();
    }

    @Test
    void either_of_them_or_a_steward_ends_it_and_nobody_else() throws Exception {
        town.member("eve", parks, Role.PUBLISHER);
        Browser mallory = town.member("mallory", roads, Role.STEWARD);
        Browser eve = Browser.firefox(port);
        eve.signIn(town.login("eve"), Townspeople.PASSWORD);
        Browser sue = town.member("sue", city, Role.STEWARD);
        handed();
        String end = "/delegations/" + delegation().id() + "/end";
        for (Browser other : new Browser[] {mallory, eve}) {
            assertThat(other.submit("/account", end, Map.of()).statusCode()).isEqualTo(403);
        }
        assertThat(Browser.firefox(port).forge(end).statusCode()).isBetween(400, 403);
        assertThat(of("bob").stewarding()).isNotEmpty();
        assertThat(sue.get("/organisations/" + parks).body()).contains(end, "Roles handed over");
        assertThat(sue.submit("/account", end, Map.of()).headers().firstValue("Location"))
                .hasValue("/organisations/" + parks);
        assertThat(of("bob").stewarding()).isEmpty();
        handed();
        String again = "/delegations/" + delegation().id() + "/end";
        assertThat(ada.submit("/account", again, Map.of()).headers().firstValue("Location"))
                .hasValue("/account#away");
        assertThat(of("bob").stewarding()).isEmpty();
        assertThat(Instant.now())
                .isBefore(today().plusDays(7).atStartOfDay(CITY).toInstant());
    }
}
