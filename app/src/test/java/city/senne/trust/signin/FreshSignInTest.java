package city.senne.trust.signin;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.platform.i18n.Translated;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Viewer;
import city.senne.trust.organisations.ManageOrganisations;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who has no password cannot be asked for it: she must have come in lately, before she changes with what she enters.
@OpenHouse
class FreshSignInTest {
    private static final String PASSWORD = "sous le boulevard, la rivière";
    private static final String FACTOR = "/account/second-factor";

    @LocalServerPort
    private int port;

    @Autowired
    private ManageOrganisations manage;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient jdbc;

    private UUID id = UUID.randomUUID();
    private Browser amina = Browser.firefox(0);

    @BeforeEach
    void somebody_who_came_by_a_link_and_chose_no_password() throws Exception {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        manage.add(new Viewer.Operator(), "fresh-" + unique, new Translated(Map.of("en", "Parks")), "");
        if (!(manage.invite(new Viewer.Operator(), "fresh-" + unique, "fresh-" + unique, "Amina", "", Role.READER)
                instanceof ManageOrganisations.Outcome.Invited invited)) {
            throw new AssertionError("Not invited");
        }
        id = people.findByLogin(invited.login()).orElseThrow().id();
        amina = Browser.firefox(port);
        String link = invited.link().path();
        assertThat(amina.submit(link, link, Map.of("choice", "skip")).statusCode())
                .isEqualTo(303);
    }

    @Test
    void who_came_in_just_now_chooses_a_password() throws Exception {
        amina.submit("/account/password", "/account/password", Map.of("password", PASSWORD));
        assertThat(people.find(id).orElseThrow().passwordHash()).isNotNull();
    }

    @Test
    void who_came_in_long_ago_signs_in_again_before_she_changes_how_she_enters() throws Exception {
        jdbc.sql("update session set created_at = now() - interval '31 minutes' where person_id = :id")
                .param("id", id)
                .update();
        HttpResponse<String> password =
                amina.submit("/account/password", "/account/password", Map.of("password", PASSWORD));
        assertThat(password.statusCode()).isEqualTo(422);
        assertThat(password.body()).contains("Sign out, and sign in again");
        assertThat(people.find(id).orElseThrow().passwordHash()).isNull();

        HttpResponse<String> factor = amina.submit(FACTOR, FACTOR + "/begin", Map.of());
        assertThat(factor.statusCode()).isEqualTo(422);
        assertThat(factor.body()).contains("Sign out, and sign in again").doesNotContain("class=\"qr\"");
    }
}
