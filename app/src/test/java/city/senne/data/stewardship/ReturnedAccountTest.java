package city.senne.data.stewardship;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.door.Onlookers;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.CreateKey;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An account that was closed and is opened again, perhaps for somebody else of the same login, brings nothing back
/// that was given to its holder.
@OpenHouse
class ReturnedAccountTest extends Houses {
    @LocalServerPort
    private int port;

    @Autowired
    private CreateKey createKey;

    @Autowired
    private Onlookers onlookers;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient jdbc;

    private final String login = "ada-" + UUID.randomUUID();

    @BeforeEach
    void somebody_to_whom_a_part_is_shown(@TempDir Path folder) throws Exception {
        two_organisations_and_a_closed_dataset(folder);
        level("hidden");
        invite("Ada");
    }

    private void invite(String name) throws Exception {
        HttpResponse<String> invited = administrator.post(
                "/organisations/other-" + number + "/members", Map.of("login", login, "name", name, "role", "reader"));
        assertThat(invited.statusCode()).as(invited.body()).isIn(200, 303);
    }

    private UUID person() {
        return people.findId(login).orElseThrow();
    }

    private Steward hers() {
        Viewer viewer = onlookers.person(person()).orElseThrow();
        Scope everything = new Scope(null, EnumSet.allOf(Scope.Verb.class));
        if (createKey.create(viewer, new CreateKey.Wish("hers", "", 1, everything, null))
                instanceof CreateKey.Outcome.Created created) {
            return new Steward(port, created.key().text());
        }
        throw new AssertionError("No key");
    }

    private void rule(String effect, String... fields) throws Exception {
        Map<String, String> rule = rule("");
        rule.put("effect", effect);
        rule.put("audience", "person");
        rule.put("who", login);
        if (effect.equals("deny")) rule.remove("rows");
        HttpResponse<String> made = add(rule, fields);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
    }

    private void close() throws Exception {
        assertThat(administrator
                        .post("/people/" + person() + "/close", Map.of())
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void what_was_given_to_her_ends_with_her_account() throws Exception {
        rule("permit", "ref", "street");
        assertThat(hers().ask(API + closed + "/records").body()).contains("Quai du Canal");
        close();
        invite("Ada the Second");
        HttpResponse<String> records = hers().ask(API + closed + "/records");
        assertThat(records.statusCode()).as(records.body()).isEqualTo(404);
        assertThat(administrator
                        .get("/journal.csv?kind=rule-ended&dataset=" + closed)
                        .body())
                .contains(login);
        assertThat(onlookers.person(person()).orElseThrow().name()).isEqualTo("Ada the Second");
    }

    @Test
    void what_was_denied_her_stays_denied() throws Exception {
        rule("permit", "ref", "street", "price");
        rule("deny", "price");
        close();
        invite("Ada");
        rule("permit", "ref", "street", "price");
        assertThat(hers().ask(API + closed + "/records").body())
                .contains("Quai du Canal")
                .doesNotContain("price");
    }

    @Test
    void whom_a_provider_knew_as_her_has_to_be_invited_too() throws Exception {
        UUID before = person();
        String subject = UUID.randomUUID().toString();
        jdbc.sql("insert into provider_account (provider, subject, person_id) values ('city', :subject, :person)")
                .param("subject", subject)
                .param("person", before)
                .update();
        close();
        assertThat(tied(subject)).as("a closed account stays closed").isTrue();
        invite("Ada the Second");
        assertThat(person()).isEqualTo(before);
        assertThat(tied(subject)).isFalse();
    }

    private boolean tied(String subject) {
        return jdbc.sql("select exists (select from provider_account where subject = :subject)")
                .param("subject", subject)
                .query(Boolean.class)
                .single();
    }
}
