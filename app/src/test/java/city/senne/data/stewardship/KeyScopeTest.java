package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Audience;
import city.senne.trust.access.Level;
import city.senne.trust.access.Rule;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Subject;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Memberships;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Viewer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// A key with a scope does what is in its scope and what its maker may do now; neither alone is enough.
@OpenHouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyScopeTest extends Houses {
    private static final String TOWN = "town";

    @Autowired
    private Access access;

    @BeforeAll
    void a_closed_dataset_and_an_open_one(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
    }

    private Steward key(Scope.Verb... verbs) {
        return limited(closed, verbs);
    }

    private static String deliver(String id) {
        return "/api/deliveries?name=" + id + ".csv&instructions=id%3A%20" + id;
    }

    @Test
    void it_finds_its_datasets_and_no_others() throws Exception {
        Steward reading = key(Scope.Verb.READ);
        String catalogue = "/api/explore/v2.1/catalog/datasets";
        assertThat(reading.get(catalogue).body())
                .contains("\"total_count\":1", closed)
                .doesNotContain(open);
        assertThat(reading.get(catalogue + "?where=dataset_id=%22" + open + "%22")
                        .body())
                .contains("\"total_count\":0");
        assertThat(reading.get("/datasets").body()).contains(closed).doesNotContain(open);
        assertThat(reading.get("/datasets?q=houses").body()).doesNotContain(open);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/records", "/exports/csv", "/facets", "/versions", "/attachments"})
    void another_dataset_is_not_there_though_everybody_else_sees_it(String door) throws Exception {
        assertThat(key(Scope.Verb.values()).ask(API + open + door).statusCode()).isEqualTo(404);
        assertThat(stranger.ask(API + open + door).statusCode()).isEqualTo(200);
    }

    @Test
    void what_reads_does_nothing_else() throws Exception {
        Steward reading = key(Scope.Verb.READ);
        assertThat(reading.get(API + closed + "/records").statusCode()).isEqualTo(200);
        refused(reading.postFile(deliver(closed), "ref\nh1\n"));
        refused(reading.get("/datasets/" + closed + "/edit"));
        refused(reading.post("/datasets/" + closed + "/edit/access/level", Map.of("level", "open")));
        refused(reading.post("/api/push/1.0/" + closed + "/rows/push", Map.of()));
    }

    @Test
    void what_delivers_needs_not_read() throws Exception {
        Steward delivering = key(Scope.Verb.DELIVER);
        HttpResponse<String> taken = delivering.postFile(deliver(closed), "ref;street\nh9;Rue Neuve\n");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String delivery = taken.headers().firstValue("Location").orElseThrow();
        assertThat(delivering.ask(delivery).statusCode()).isEqualTo(200);
        assertThat(delivering.get(API + closed + "/records").statusCode()).isEqualTo(403);
        assertThat(delivering.get(API + closed + "/exports/csv").statusCode()).isEqualTo(403);
        refused(delivering.get("/datasets/" + closed + "/edit"));
        refused(delivering.postFile(deliver(open), "ref\nh1\n"));
        refused(delivering.postFile(deliver("brand-new-" + number), "ref\nh1\n"));
        assertThat(key(Scope.Verb.READ).ask(delivery).statusCode()).isEqualTo(404);
    }

    @Test
    void what_manages_delivers_nothing_and_hands_out_no_key() throws Exception {
        Steward managing = key(Scope.Verb.MANAGE);
        assertThat(managing.get("/datasets/" + closed + "/edit").statusCode()).isEqualTo(200);
        refused(managing.postFile(deliver(closed), "ref\nh1\n"));
        assertThat(managing.get(API + closed + "/records").statusCode()).isEqualTo(403);
        refused(key(Scope.Verb.values()).post("/datasets/" + closed + "/edit/push", Map.of("name", "push")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/people", "/organisations", "/journal", "/settings", "/api/journal/entries"})
    void none_looks_after_the_house(String page) throws Exception {
        assertThat(administrator.ask(page).statusCode()).isEqualTo(200);
        assertThat(key(Scope.Verb.values()).ask(page).statusCode()).isEqualTo(403);
    }

    @Test
    void none_makes_keys() throws Exception {
        Steward all = key(Scope.Verb.values());
        assertThat(all.post("/account/keys", Map.of("key-name", "more", "verb-read", "true"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(all.post("/organisations/partner-" + number + "/keys", Map.of("key-name", "more"))
                        .statusCode())
                .isEqualTo(403);
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("key was limited to something else");
    }

    /// Whatever a maker may do, with any scope and about any dataset: the key may do it when both say so, and only
    /// then.
    @ParameterizedTest
    @EnumSource(Act.class)
    void it_is_never_more_than_both_together(Act act) {
        Memberships none = Memberships.NONE;
        Memberships publisher = new Memberships(Set.of(TOWN), Set.of(TOWN), Set.of(), Set.of(), Set.of());
        Memberships steward = new Memberships(Set.of(TOWN), Set.of(TOWN), Set.of(TOWN), Set.of(TOWN), Set.of(TOWN));
        for (Memberships memberships : List.of(none, publisher, steward)) {
            for (boolean administrator : new boolean[] {true, false}) {
                for (Subject subject : subjects()) {
                    Viewer maker = new Viewer.Person(UUID.randomUUID(), "Ada", administrator, memberships);
                    boolean may = access.decide(maker, act, subject) instanceof Verdict.Yes;
                    for (Scope scope : scopes()) {
                        Viewer key = key(maker, scope);
                        boolean keyMay = access.decide(key, act, subject) instanceof Verdict.Yes;
                        assertThat(keyMay)
                                .as(act + " by " + maker + " with " + scope + " of " + subject)
                                .isEqualTo(may && covers(scope, act, subject.dataset()));
                        assertThat(key.isAdministrator()).isFalse();
                        assertThat(key.memberships().stewarding()).isEmpty();
                    }
                }
            }
        }
    }

    private static Viewer key(Viewer maker, @Nullable Scope scope) {
        var rights = new Viewer.Machine.Rights(maker.isAdministrator(), maker.memberships(), maker.person());
        return new Viewer.Machine(UUID.randomUUID(), "key", rights, scope, null);
    }

    private static boolean covers(Scope scope, Act act, String dataset) {
        boolean about = scope.datasets() == null || scope.datasets().contains(dataset);
        return about
                && switch (act) {
                    case KNOW -> true;
                    case READ -> scope.verbs().contains(Scope.Verb.READ);
                    case PUBLISH, SEE_DELIVERIES -> scope.verbs().contains(Scope.Verb.DELIVER);
                    case DESCRIBE, STAGE, SHARE -> scope.verbs().contains(Scope.Verb.MANAGE);
                    case SET_UP, SEE_JOURNAL, ERASE_FROM_JOURNAL -> false;
                };
    }

    private static List<Subject> subjects() {
        return List.of(
                new Subject("a", Stage.PUBLISHED, Level.OPEN, TOWN, List.of()),
                new Subject("a", Stage.PUBLISHED, Level.HIDDEN, TOWN, List.of()),
                new Subject("a", Stage.DRAFT, Level.OPEN, TOWN, List.of()),
                new Subject("b", Stage.PUBLISHED, Level.SIGNED_IN, "elsewhere", List.of()),
                Subject.draft("b"));
    }

    private static List<Scope> scopes() {
        return List.of(
                new Scope(Set.of("a"), Set.of(Scope.Verb.READ)),
                new Scope(Set.of("b"), Set.of(Scope.Verb.DELIVER)),
                new Scope(null, Set.of(Scope.Verb.MANAGE)),
                new Scope(Set.of("a"), EnumSet.allOf(Scope.Verb.class)),
                new Scope(null, EnumSet.allOf(Scope.Verb.class)));
    }

    @Test
    void what_is_denied_a_person_is_denied_her_programs() {
        UUID ada = UUID.randomUUID();
        Rule denied = new Rule(
                UUID.randomUUID(),
                Rule.Effect.DENY,
                new Audience(Audience.Kind.PERSON, ada.toString()),
                null,
                Map.of(),
                null,
                Map.of(),
                "",
                Instant.EPOCH,
                null,
                "why",
                "who",
                Instant.EPOCH,
                null);
        Subject subject = new Subject("a", Stage.PUBLISHED, Level.OPEN, null, List.of(denied));
        Viewer key = key(new Viewer.Person(ada, "Ada", false), new Scope(null, Set.of(Scope.Verb.READ)));
        assertThat(access.decide(key, Act.READ, subject)).isEqualTo(new Verdict.No(Verdict.Reason.DENIED));
    }
}
