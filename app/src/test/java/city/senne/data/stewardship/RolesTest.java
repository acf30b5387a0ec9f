package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Level;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Subject;
import city.senne.trust.access.Verdict;
import city.senne.trust.door.Onlookers;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What members may do, role by role: `docs/reference/roles.md` is the table, `-Dgolden=write` renews it. The deeds are
/// walked too, by people who deliver, describe and publish.
@OpenHouse
class RolesTest {
    private static final Path PAGE = Path.of("../docs/reference/roles.md");
    private static final String TABLE = "<!-- From here on written by RolesTest; do not edit. -->\n";
    private static final Viewer OPERATOR = new Viewer.Operator();

    @LocalServerPort
    private int port;

    @Autowired
    private Access access;

    @Autowired
    private Catalog catalog;

    @Autowired
    private CreateKey createKey;

    @Autowired
    private Onlookers onlookers;

    @Autowired
    private JdbcClient jdbc;

    private Steward administrator = Steward.stranger(0);
    private String town = "";
    private String elsewhere = "";

    @BeforeEach
    void two_towns() throws Exception {
        administrator = Steward.administrator(port, createKey);
        town = organisation();
        elsewhere = organisation();
    }

    private String organisation() throws Exception {
        String id = "town-" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(administrator
                        .post("/organisations", Map.of("id", id, "name.en", id, "parent", ""))
                        .statusCode())
                .isEqualTo(303);
        return id;
    }

    private Viewer member(Role role, String... organisations) throws Exception {
        String login = role.apiName() + "-" + UUID.randomUUID();
        for (String organisation : organisations) {
            HttpResponse<String> joined = administrator.post(
                    "/organisations/" + organisation + "/members",
                    Map.of("login", login, "name", "Ada", "role", role.apiName()));
            assertThat(joined.statusCode()).as(joined.body()).isIn(200, 303);
        }
        UUID id = jdbc.sql("select id from person where login = :login")
                .param("login", login)
                .query(UUID.class)
                .single();
        return onlookers.person(id).orElseThrow();
    }

    /// A program that does all she may do with datasets.
    private Steward programOf(Viewer person) {
        Scope everything = new Scope(null, EnumSet.allOf(Scope.Verb.class));
        if (createKey.create(person, new CreateKey.Wish("hers", "", 1, everything, null))
                instanceof CreateKey.Outcome.Created created) {
            return new Steward(port, created.key().text());
        }
        throw new AssertionError("No key");
    }

    private static HttpResponse<String> deliver(Steward who, String id, String owner) throws Exception {
        String instructions = "id:%20" + id + (owner.isEmpty() ? "" : "%0Aorganisation:%20" + owner);
        return who.postFile("/api/deliveries?name=" + id + ".csv&instructions=" + instructions, "ref;name\n1;Anna\n");
    }

    /// What became of it, once it has been read.
    private String landed(Steward who, HttpResponse<String> accepted) throws Exception {
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String address = accepted.headers().firstValue("Location").orElseThrow();
        for (int i = 0; i < 200; i++) {
            String body = who.ask(address).body();
            if (body.contains("\"state\":\"landed\"") || body.contains("\"state\":\"refused\"")) return body;
            Thread.sleep(50);
        }
        throw new AssertionError("Still waiting: " + address);
    }

    private Dataset dataset(String id) {
        return catalog.dataset(OPERATOR, id);
    }

    private static String newId() {
        return "of-" + UUID.randomUUID();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_new_dataset_belongs_to_her_organisation_and_is_as_public_as_her_role_allows(Role role) throws Exception {
        Steward member = programOf(member(role, town));
        String id = newId();
        HttpResponse<String> delivered = deliver(member, id, "");
        if (role != Role.PUBLISHER && role != Role.STEWARD) {
            assertThat(delivered.statusCode()).as(delivered.body()).isEqualTo(403);
            assertThat(catalog.find(OPERATOR, id)).isEmpty();
            return;
        }
        assertThat(landed(member, delivered)).contains("\"landed\"");
        assertThat(dataset(id).subject().organisation()).isEqualTo(town);
        assertThat(dataset(id).stage()).isEqualTo(role == Role.STEWARD ? Stage.PUBLISHED : Stage.DRAFT);
        assertThat(member.get("/datasets/" + id + "/edit").statusCode()).isEqualTo(200);
        assertThat(deliver(member, id, town).statusCode())
                .as("the next version")
                .isEqualTo(202);
        int levelled = member.post("/datasets/" + id + "/edit/access/level", Map.of("level", "restricted"))
                .statusCode();
        assertThat(levelled).isEqualTo(role == Role.STEWARD ? 303 : 403);
    }

    /// She finds drafts and hidden datasets and describes them; a row she sees as little as anybody.
    @Test
    void an_editor_describes_what_she_may_not_read() throws Exception {
        String id = newId();
        landed(administrator, deliver(administrator, id, town));
        Steward editor = programOf(member(Role.EDITOR, town));
        String page = "/datasets/" + id;
        for (String level : new String[] {"restricted", "hidden"}) {
            administrator.post(page + "/edit/access/level", Map.of("level", level, "organisation", town));
            Map<String, String> said = editor.form(page + "/edit");
            said.put("title.en", "Described while " + level);
            HttpResponse<String> described = editor.post(page + "/edit", said);
            assertThat(described.statusCode()).as(described.body()).isEqualTo(303);
            assertThat(dataset(id).title("en")).isEqualTo("Described while " + level);
            assertThat(editor.get(page).body()).contains("Described while").doesNotContain("Anna");
            assertThat(editor.get("/datasets").body()).contains("Described while");
            for (String door : new String[] {"/records", "/exports/csv", "/facets?facet=name"}) {
                HttpResponse<String> refused = editor.ask("/api/explore/v2.1/catalog/datasets/" + id + door);
                assertThat(refused.statusCode()).as(door).isEqualTo(403);
            }
            assertThat(editor.get(page + "/edit/fields").body())
                    .contains("name")
                    .doesNotContain("Anna");
            for (String door : new String[] {"/edit/push", "/edit/access", "/edit/publication"}) {
                assertThat(editor.get(page + door).statusCode()).as(door).isEqualTo(403);
            }
        }
        administrator.post(page + "/withdraw", Map.of());
        assertThat(editor.get(page + "/edit").statusCode()).isEqualTo(200);
        Steward reader = programOf(member(Role.READER, town));
        assertThat(reader.get(page).statusCode()).isEqualTo(404);
        assertThat(programOf(member(Role.EDITOR, elsewhere)).get(page).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"EDITOR, 4", "PUBLISHER, 5", "STEWARD, 7"})
    void the_tabs_of_a_dataset_lead_where_she_may_go(Role role, int expected) throws Exception {
        String id = newId();
        landed(administrator, deliver(administrator, id, town));
        Steward member = programOf(member(role, town));
        String page = member.get("/datasets/" + id + "/edit").body();
        String tabs = page.substring(page.indexOf("class=\"tabs\""));
        List<String> led = Pattern.compile("href=\"(/[^\"]*)\"")
                .matcher(tabs.substring(0, tabs.indexOf("</nav>")))
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(led).hasSize(expected);
        for (String address : led) {
            assertThat(member.get(address).statusCode()).as(address).isEqualTo(200);
        }
    }

    @Test
    void nobody_puts_a_dataset_into_another_organisation() throws Exception {
        Steward steward = programOf(member(Role.STEWARD, town));
        String id = newId();
        assertThat(deliver(steward, id, elsewhere).statusCode()).isEqualTo(403);
        assertThat(deliver(steward, id, "no-such-town").statusCode()).isEqualTo(403);
        assertThat(deliver(administrator, id, "no-such-town").body()).contains("delivery.organisation_unknown");
        assertThat(catalog.find(OPERATOR, id)).isEmpty();
        landed(steward, deliver(steward, id, town));
        HttpResponse<String> moved = deliver(administrator, id, elsewhere);
        assertThat(moved.statusCode()).isEqualTo(422);
        assertThat(moved.body()).contains("delivery.organisation_other");
        steward.post("/datasets/" + id + "/edit/access/level", Map.of("level", "open", "organisation", elsewhere));
        assertThat(dataset(id).subject().organisation()).isEqualTo(town);
    }

    @Test
    void nobody_takes_over_the_id_of_another() throws Exception {
        Steward here = programOf(member(Role.STEWARD, town));
        Steward there = programOf(member(Role.STEWARD, elsewhere));
        String id = newId();
        HttpResponse<String> first = deliver(here, id, "");
        HttpResponse<String> second = deliver(there, id, "");
        landed(here, first);
        // Whether it came before the first had landed or after: at the door, or when its turn comes.
        assertThat(second.statusCode()).isIn(202, 403);
        if (second.statusCode() == 202) {
            assertThat(landed(administrator, second)).contains("\"refused\"", "delivery.organisation_other");
        }
        assertThat(dataset(id).subject().organisation()).isEqualTo(town);
        assertThat(dataset(id).current().number()).isEqualTo(1);
        assertThat(deliver(there, id, "").statusCode()).isEqualTo(403);
        administrator.post("/datasets/" + id + "/delete", Map.of("confirm", "true"));
        assertThat(deliver(there, id, elsewhere).statusCode())
                .as("deleted or not")
                .isEqualTo(403);
    }

    @Test
    void who_publishes_for_several_says_for_which() throws Exception {
        Steward publisher = programOf(member(Role.PUBLISHER, town, elsewhere));
        String id = newId();
        HttpResponse<String> unsaid = deliver(publisher, id, "");
        assertThat(unsaid.statusCode()).isEqualTo(422);
        assertThat(unsaid.body()).contains("delivery.organisation_needed", town, elsewhere);
        assertThat(landed(publisher, deliver(publisher, id, elsewhere))).contains("\"landed\"");
        assertThat(dataset(id).subject().organisation()).isEqualTo(elsewhere);
        String page = programOf(member(Role.PUBLISHER, town, elsewhere))
                .get("/publish")
                .body();
        assertThat(page).contains("value=\"" + town + "\"", "value=\"" + elsewhere + "\"", "stays a draft until");
        assertThat(programOf(member(Role.READER, town)).get("/publish").statusCode())
                .isEqualTo(403);
    }

    @Test
    void the_reference_says_who_may_do_what() throws Exception {
        Map<String, Viewer> who = new LinkedHashMap<>();
        who.put("signed in", member(Role.READER, elsewhere));
        for (Role role : Role.values()) who.put(role.apiName(), member(role, town));
        who.put("administrator", OPERATOR);
        Subject own = new Subject("own", Stage.PUBLISHED, Level.RESTRICTED, town, List.of());
        Subject draft = new Subject("own", Stage.DRAFT, Level.RESTRICTED, town, List.of());
        Subject open = new Subject("own", Stage.PUBLISHED, Level.OPEN, town, List.of());
        Map<String, Predicate<Viewer>> deeds = new LinkedHashMap<>();
        deeds.put("see an open dataset", viewer -> may(viewer, Act.READ, open));
        deeds.put("know of a restricted one", viewer -> may(viewer, Act.KNOW, own));
        deeds.put("see its rows without a rule", viewer -> may(viewer, Act.READ, own));
        deeds.put("find its draft", viewer -> may(viewer, Act.KNOW, draft));
        deeds.put("see the rows of its draft", viewer -> may(viewer, Act.READ, draft));
        deeds.put("bring a new dataset into being", viewer -> may(viewer, Act.PUBLISH, Subject.draft("new", town)));
        deeds.put("deliver its next version", viewer -> may(viewer, Act.PUBLISH, own));
        deeds.put(
                "see its deliveries and rejected rows, make push keys", viewer -> may(viewer, Act.SEE_DELIVERIES, own));
        deeds.put("describe it, rename fields, keep charts", viewer -> may(viewer, Act.DESCRIBE, own));
        deeds.put("publish, withdraw, delete, restore it", viewer -> may(viewer, Act.STAGE, own));
        deeds.put("say who else sees it, see who sees what", viewer -> may(viewer, Act.SHARE, own));
        deeds.put("let members in and out, make keys that read for the organisation", viewer -> answers(viewer, town));
        deeds.put("make groups, say who is in them", viewer -> answers(viewer, town));
        deeds.put(
                "ask others for data, for the organisation",
                viewer -> viewer.memberships().publishing().contains(town));
        deeds.put(
                "give an opinion on an agreement",
                viewer -> viewer.memberships().protecting().contains(town));
        deeds.put("read in the journal what was done with it", viewer -> may(viewer, Act.SEE_JOURNAL, own));
        deeds.put(
                "make keys for a part of what she may",
                viewer -> viewer instanceof Viewer.Person || viewer.isAdministrator());
        deeds.put("set up the portal, look after people and organisations", viewer -> may(viewer, Act.SET_UP, own));
        StringBuilder table = new StringBuilder("\n| | ")
                .append(String.join(" | ", who.keySet()))
                .append(" |\n|---|")
                .append(":-:|".repeat(who.size()))
                .append("\n");
        deeds.forEach((deed, allowed) -> {
            table.append("| ").append(deed).append(" |");
            who.values().forEach(viewer -> table.append(allowed.test(viewer) ? " ✓ |" : " |"));
            table.append("\n");
        });
        String byHand = Files.readString(PAGE);
        String written = byHand.substring(0, byHand.indexOf(TABLE) + TABLE.length()) + table;
        if ("write".equals(System.getProperty("golden"))) Files.writeString(PAGE, written);
        assertThat(PAGE).hasContent(written);
        Subject others = new Subject("others", Stage.PUBLISHED, Level.HIDDEN, elsewhere, List.of());
        for (Role role : Role.values()) {
            for (Act act : Act.values()) {
                assertThat(may(member(role, town), act, others))
                        .as(role + " " + act)
                        .isFalse();
            }
        }
    }

    private boolean answers(Viewer viewer, String organisation) {
        return viewer.isAdministrator() || viewer.memberships().stewarding().contains(organisation);
    }

    private boolean may(Viewer viewer, Act act, Subject subject) {
        return access.decide(viewer, act, subject) instanceof Verdict.Yes;
    }
}
