package city.senne.data.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.FormToken;
import city.senne.OpenHouse;
import city.senne.data.stewardship.Steward;
import city.senne.trust.access.Stage;
import city.senne.trust.door.Onlookers;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Whoever takes the id of what others delivered, or of a dataset of theirs that is gone, gets the id and nothing else.
@OpenHouse
class TakenIdTest {
    private static final String SECRET = "Anna Secret";

    @LocalServerPort
    private int port;

    @Autowired
    private CreateKey createKey;

    @Autowired
    private Onlookers onlookers;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private StageDataset stageDataset;

    @Autowired
    private EraseDatasets eraseDatasets;

    @Autowired
    private TransactionTemplate transaction;

    private final String id = "staff-" + UUID.randomUUID();
    private Steward administrator = Steward.stranger(0);
    private String town = "";
    private String thief = "";

    @BeforeEach
    void two_towns() throws Exception {
        administrator = Steward.administrator(port, createKey);
        town = organisation();
        thief = organisation();
    }

    private String organisation() throws Exception {
        String named = "town-" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(administrator
                        .post("/organisations", Map.of("id", named, "name.en", named, "parent", ""))
                        .statusCode())
                .isEqualTo(303);
        return named;
    }

    /// @return what holds the link with which she enters
    private String invited(String login, String organisation, Role role) throws Exception {
        HttpResponse<String> invited = administrator.post(
                "/organisations/" + organisation + "/members",
                Map.of("login", login, "name", "Member of " + organisation, "role", role.apiName()));
        assertThat(invited.statusCode()).as(invited.body()).isIn(200, 303);
        return invited.body();
    }

    /// A program that does all that a member may do with datasets.
    private Steward member(String organisation, Role role) throws Exception {
        String login = role.apiName() + "-" + UUID.randomUUID();
        invited(login, organisation, role);
        UUID person = jdbc.sql("select id from person where login = :login")
                .param("login", login)
                .query(UUID.class)
                .single();
        Viewer viewer = onlookers.person(person).orElseThrow();
        Scope everything = new Scope(null, EnumSet.allOf(Scope.Verb.class));
        if (createKey.create(viewer, new CreateKey.Wish("Program of " + organisation, "", 1, everything, null))
                instanceof CreateKey.Outcome.Created created) {
            return new Steward(port, created.key().text());
        }
        throw new AssertionError("No key");
    }

    /// @return the address of the delivery
    private String delivered(Steward who, String rows, String ends) throws Exception {
        String address = handedIn(who, rows);
        awaited(who, address, ends);
        return address;
    }

    private String handedIn(Steward who, String rows) {
        try {
            HttpResponse<String> accepted = who.postFile(
                    "/api/deliveries?name=" + id + ".csv&instructions=id:%20" + id
                            + "%0Afields:%20%7Bborn:%20%7Btype:%20int%7D%7D",
                    rows);
            assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
            return accepted.headers().firstValue("Location").orElseThrow();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void awaited(Steward who, String address, String ends) throws Exception {
        for (int i = 0; i < 200; i++) {
            if (who.ask(address).body().contains("\"state\":\"" + ends + "\"")) return;
            Thread.sleep(50);
        }
        throw new AssertionError("Not " + ends + ": " + who.ask(address).body());
    }

    @Test
    void a_refused_delivery_stays_with_whose_it_was() throws Exception {
        Steward hers = member(town, Role.PUBLISHER);
        Steward his = member(thief, Role.PUBLISHER);
        String refused = delivered(hers, "ref;name;born\n1;" + SECRET + ";in May\n", "refused");
        delivered(his, "ref;born\n1;1970\n", "landed");
        for (String door : new String[] {refused, refused + "/rejected.csv"}) {
            HttpResponse<String> answer = his.ask(door);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
        }
        String page = refused.substring("/api".length());
        assertThat(his.get(page).statusCode()).isEqualTo(404);
        assertThat(his.post(refused + "/reread", Map.of()).statusCode()).isEqualTo(404);
        assertThat(his.get("/deliveries").body()).doesNotContain(page);
        assertThat(hers.ask(refused + "/rejected.csv").body()).contains(SECRET);
        assertThat(hers.get("/deliveries").body()).contains(page);
        assertThat(told(thief)).contains("delivery-landed").doesNotContain("Program of " + town);
        assertThat(told(town)).contains("Program of " + town);
    }

    @Test
    void the_journal_of_an_erased_dataset_stays_with_whose_it_was() throws Exception {
        delivered(member(town, Role.STEWARD), "ref;born\n1;1970\n", "landed");
        assertThat(told(town)).contains("delivery-received", "delivery-landed");
        stageDataset.stage(new Viewer.Operator(), new DatasetId(id), Stage.DELETED);
        jdbc.sql("update dataset set staged_at = now() - interval '31 days' where id = :id")
                .param("id", id)
                .update();
        eraseDatasets.erase();
        delivered(member(thief, Role.STEWARD), "ref;born\n1;1970\n", "landed");
        assertThat(told(thief)).contains("delivery-received", "delivery-landed").doesNotContain("Program of " + town);
        assertThat(told(town))
                .contains("delivery-received", "delivery-landed", "dataset-erased")
                .contains("Program of " + town)
                .doesNotContain("Program of " + thief);
    }

    /// Both ask for the id before either file is read; hers comes second.
    @Test
    void who_comes_second_for_an_id_is_not_told_to_who_came_first() throws Exception {
        Steward hers = member(town, Role.PUBLISHER);
        Steward his = member(thief, Role.PUBLISHER);
        List<String> asked = new ArrayList<>();
        transaction.executeWithoutResult(_ -> {
            // No reader takes anything meanwhile.
            jdbc.sql("select pg_advisory_xact_lock(7236623)")
                    .query((row, n) -> n)
                    .list();
            asked.add(handedIn(his, "ref;born\n1;1970\n"));
            asked.add(handedIn(hers, "ref;born\n1;1970\n2;1971\n"));
        });
        awaited(his, asked.getFirst(), "landed");
        awaited(hers, asked.getLast(), "refused");
        assertThat(told(thief)).contains("delivery-landed").doesNotContain("Program of " + town, asked.getLast());
        assertThat(told(town)).contains("delivery-received", "delivery-refused").doesNotContain("Program of " + thief);
    }

    /// What a new auditor of an organisation reads about the id.
    private String told(String organisation) throws Exception {
        String invited = invited("auditor-" + UUID.randomUUID(), organisation, Role.AUDITOR);
        Matcher link = Pattern.compile("/sign-in/[\\w-]+").matcher(invited);
        assertThat(link.find()).as(invited).isTrue();
        try (HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            HttpRequest.Builder enters = FormToken.with(to(link.group()))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("choice=skip&password="));
            assertThat(browser.send(enters.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(303);
            HttpResponse<String> told = browser.send(
                    to("/api/journal/entries?limit=1000&dataset=" + id).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
            return told.body();
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }
}
