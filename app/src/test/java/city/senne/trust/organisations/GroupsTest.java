package city.senne.trust.organisations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.OpenHouse;
import city.senne.platform.i18n.Translated;
import city.senne.platform.web.Problem;
import city.senne.trust.account.CloseAccount;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.Group;
import city.senne.trust.identity.Groups;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.Memberships;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Stewards look after the groups of their organisation, and after no others. Who leaves it leaves them.
@OpenHouse
class GroupsTest {
    private static final String LINK = "/sign-in/[A-Za-z0-9_-]{43}";
    private static final Viewer OPERATOR = new Viewer.Operator();

    @LocalServerPort
    private int port;

    @Autowired
    private IssueSignInLink issueSignInLink;

    @Autowired
    private ManageOrganisations manage;

    @Autowired
    private ManageGroups manageGroups;

    @Autowired
    private CloseAccount closeAccount;

    @Autowired
    private Organisations organisations;

    @Autowired
    private Groups groups;

    @Autowired
    private People people;

    @Autowired
    private CreateKey createKey;

    private Browser administrator = Browser.firefox(0);
    private Townspeople town;
    private String parks = "";
    private String trees = "";
    private String roads = "";
    private String planners = "";

    @BeforeEach
    void a_group_of_parks() throws Exception {
        town = new Townspeople(port, manage, people);
        parks = town.organisation("parks", "");
        trees = town.organisation("trees", parks);
        roads = town.organisation("roads", "");
        planners = parks + ".planners";
        administrator = Browser.administrator(port, issueSignInLink);
    }

    private boolean isIn(String called, String group) {
        return organisations.of(town.id(called)).groups().contains(group);
    }

    private HttpResponse<String> make(Browser by, String organisation, String id) throws Exception {
        String path = "/organisations/" + organisation;
        return by.submit(
                path, path + "/groups", Map.of("group", id, "group-name.en", "Planners <" + town.unique() + ">"));
    }

    private HttpResponse<String> put(Browser by, String group, String called) throws Exception {
        return by.submit("/account", "/groups/" + group + "/members", Map.of("login", town.login(called)));
    }

    private static String refusal(HttpResponse<String> page) {
        return page.body().replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }

    @Test
    void a_steward_makes_names_fills_and_removes_a_group() throws Exception {
        Browser ada = town.member("ada", parks, Role.STEWARD);
        Browser bea = town.member("bea", trees, Role.READER);
        town.member("cas", roads, Role.READER);
        assertThat(make(ada, parks, "planners").headers().firstValue("Location"))
                .hasValue("/groups/" + planners);
        assertThat(make(ada, parks, "planners").body()).contains("a group of this short name already");
        assertThat(make(ada, parks, "No Name!").statusCode()).isEqualTo(422);
        assertThat(ada.get("/organisations/" + parks).body())
                .contains("Planners &lt;" + town.unique() + "&gt;", planners);
        assertThat(put(ada, planners, "bea").statusCode())
                .as("of an organisation below")
                .isEqualTo(303);
        assertThat(put(ada, planners, "bea").statusCode()).as("twice").isEqualTo(303);
        HttpResponse<String> other = put(ada, planners, "cas");
        HttpResponse<String> nobody = put(ada, planners, "nobody");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(refusal(other).replace(town.login("cas"), "X"))
                .isEqualTo(refusal(nobody).replace(town.login("nobody"), "X"));
        assertThat(ada.get("/groups/" + planners).body())
                .contains("bea " + town.unique())
                .doesNotContain("cas " + town.unique());
        assertThat(bea.get("/account").body()).contains("Your groups", "Planners", planners);
        assertThat(administrator.get("/people/" + town.id("bea")).body()).contains("/groups/" + planners);
        assertThat(ada.submit(
                                "/groups/" + planners,
                                "/groups/" + planners,
                                Map.of("group-name.en", "Green " + town.unique()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(bea.get("/account").body()).contains("Green " + town.unique());
        assertThat(ada.submit("/groups/" + planners, "/groups/" + planners, Map.of("group-name.en", ""))
                        .statusCode())
                .isEqualTo(422);

        String out = "/groups/" + planners + "/members/" + town.id("bea") + "/leave";
        assertThat(ada.submit("/groups/" + planners, out, Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(isIn("bea", planners)).isFalse();
        assertThat(ada.get("/groups/" + planners + "/remove").body()).contains("No rule names it");
        assertThat(groups.find(planners)).as("asking removes nothing").isPresent();
        ada.submit("/groups/" + planners, "/groups/" + planners + "/remove", Map.of());
        assertThat(groups.find(planners)).isEmpty();
        assertThat(administrator.get("/journal?lang=en").body())
                .contains(
                        "added the group " + planners,
                        "into the group " + planners,
                        "out of the group " + planners,
                        "removed the group " + planners);
    }

    @Test
    void others_do_not() throws Exception {
        town.member("ada", parks, Role.STEWARD);
        town.member("bea", parks, Role.READER);
        manageGroups.add(OPERATOR, parks, "planners", new Translated(Map.of("en", "Planners " + town.unique())));
        manageGroups.add(OPERATOR, null, "all-" + town.unique(), new Translated(Map.of("en", "All")));
        manageGroups.join(OPERATOR, planners, town.login("bea"));
        Browser mallory = town.member("mallory", roads, Role.STEWARD);
        Browser below = town.member("below", trees, Role.STEWARD);
        Browser publisher = town.member("publisher", parks, Role.PUBLISHER);
        for (Browser attacker : new Browser[] {mallory, below, publisher}) {
            for (String group :
                    new String[] {planners, parks + ".none", "all-" + town.unique(), "none-" + town.unique()}) {
                String path = "/groups/" + group;
                assertThat(attacker.get(path).statusCode()).isEqualTo(403);
                assertThat(attacker.get(path + "/remove").statusCode()).isEqualTo(403);
                for (String act : new String[] {"", "/members", "/remove", "/members/" + town.id("bea") + "/leave"}) {
                    assertThat(attacker.submit(
                                            "/account",
                                            path + act,
                                            Map.of("login", town.login("mallory"), "group-name.en", "Mine"))
                                    .statusCode())
                            .as(path + act)
                            .isEqualTo(403);
                }
            }
            assertThat(attacker.submit("/account", "/organisations/" + parks + "/groups", Map.of("group", "x"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(attacker.submit("/account", "/organisations/groups", Map.of("group", "x"))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(isIn("bea", planners)).isTrue();
        assertThat(groups.find(planners).orElseThrow().name("en")).isEqualTo("Planners " + town.unique());
        assertThat(Browser.firefox(port).get("/groups/" + planners).statusCode())
                .isEqualTo(303);
    }

    @Test
    void what_a_form_does_not_offer_changes_nothing() throws Exception {
        Browser ada = town.member("ada", parks, Role.STEWARD);
        town.member("cas", roads, Role.READER);
        String path = "/organisations/" + parks;
        for (String id : new String[] {roads + ".planners", "../" + roads, roads, ".x", "x.", ""}) {
            ada.submit(
                    path,
                    path + "/groups",
                    Map.of("group", id, "group-name.en", "X", "organisation", roads, "id", roads + ".x"));
        }
        assertThat(groups.listOf(roads)).isEmpty();
        assertThat(groups.listOf(parks)).extracting(Group::id).containsExactly(parks + "." + roads);
        make(ada, parks, "planners");
        ada.submit(
                "/groups/" + planners,
                "/groups/" + planners,
                Map.of(
                        "group-name.en",
                        "Renamed",
                        "organisation",
                        roads,
                        "id",
                        roads + ".x",
                        "members",
                        town.login("cas")));
        Group group = groups.find(planners).orElseThrow();
        assertThat(group.organisation()).isEqualTo(parks);
        assertThat(group.members()).isZero();
        ada.submit(
                "/groups/" + planners,
                "/groups/" + planners + "/members",
                Map.of("login", "", "person", town.id("cas").toString(), "source", "city"));
        assertThat(groups.members(planners)).isEmpty();
    }

    @Test
    void who_leaves_the_organisation_leaves_its_groups_at_once() throws Exception {
        manageGroups.add(OPERATOR, parks, "planners", new Translated(Map.of("en", "Planners")));
        manageGroups.add(OPERATOR, null, "all-" + town.unique(), new Translated(Map.of("en", "All")));
        Browser bea = town.member("bea", trees, Role.READER);
        town.member("dee", roads, Role.READER);
        for (String called : new String[] {"bea", "dee"}) {
            manageGroups.join(OPERATOR, planners, town.login(called));
            manageGroups.join(OPERATOR, "all-" + town.unique(), town.login(called));
        }
        manage.invite(OPERATOR, parks, town.login("bea"), "", "", Role.READER);
        manage.expel(OPERATOR, trees, town.id("bea"));
        assertThat(isIn("bea", planners)).as("still of the organisation above").isTrue();
        manage.expel(OPERATOR, parks, town.id("bea"));
        assertThat(isIn("bea", planners)).isFalse();
        assertThat(isIn("bea", "all-" + town.unique())).isTrue();
        assertThat(bea.get("/account").body()).as("in the same session").doesNotContain(planners);

        manage.expel(OPERATOR, roads, town.id("dee"));
        assertThat(isIn("dee", planners))
                .as("whom an administrator put there from outside")
                .isTrue();
        UUID dee = town.id("dee");
        closeAccount.close(OPERATOR, dee);
        assertThat(organisations.of(dee).groups()).isEmpty();
    }

    @Test
    void a_program_has_the_groups_of_whoever_made_its_key() throws Exception {
        manageGroups.add(OPERATOR, parks, "planners", new Translated(Map.of("en", "Planners")));
        Browser bea = town.member("bea", parks, Role.STEWARD);
        manageGroups.join(OPERATOR, planners, town.login("bea"));
        String ofOrganisation = Browser.found(
                "senne_[A-Za-z0-9_-]{43}",
                bea.submit("/organisations/" + parks, "/organisations/" + parks + "/keys", Map.of("key-name", "k")));
        assertThat(ofOrganisation).isNotEmpty();
        assertThat(organisations.of(parks).groups()).isEmpty();
        Memberships hers = organisations.of(town.id("bea"));
        assertThat(hers.groups()).containsExactly(planners);
        assertThat(hers.reading().groups()).containsExactly(planners);
        assertThatThrownBy(() -> manageGroups.remove(
                        new Viewer.Machine(
                                UUID.randomUUID(),
                                "k",
                                new Viewer.Machine.Rights(false, organisations.of(parks), null),
                                null,
                                null),
                        planners))
                .isInstanceOf(Problem.class);
    }
}
