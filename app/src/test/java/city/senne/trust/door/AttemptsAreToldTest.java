package city.senne.trust.door;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.IssueSignInLink;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// What is tried and not let through stands in the journal, once for each caller and some minutes.
@OpenHouse
@TestPropertySource(properties = "open-house.name=told-house")
class AttemptsAreToldTest {
    private static final String PASSWORD = "sous le boulevard, la rivière";

    @LocalServerPort
    private int port;

    @Autowired
    private IssueSignInLink issueSignInLink;

    private Browser administrator = Browser.firefox(0);

    @BeforeEach
    void an_administrator() throws Exception {
        administrator = Browser.firefox(port);
        administrator.enter(issueSignInLink.issue().path(), PASSWORD);
    }

    @Test
    void a_form_without_its_token_is_told_once() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(administrator.forge("/account/keys").statusCode()).isEqualTo(403);
        }
        assertThat(journal().split("sent a form without its token", -1)).hasSize(2);
    }

    @Test
    void a_wrong_key_is_told_once_and_never_itself() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(Browser.firefox(port)
                            .get("/datasets?apikey=senne_wrong" + i)
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(journal().split("showed a wrong key from", -1)).hasSize(2);
        assertThat(journal()).doesNotContain("senne_wrong");
    }

    @Test
    void a_wrong_password_is_told_when_it_is_asked_again() throws Exception {
        administrator.submit(
                "/account/password", "/account/password", Map.of("current", "not this", "password", PASSWORD));
        assertThat(journal()).contains("gave a wrong one");
    }

    @Test
    void a_limit_is_told_and_nothing_that_was_typed_as_a_login() throws Exception {
        String typed = "my-own-password-in-the-wrong-field";
        Browser guesser = Browser.firefox(port);
        int status = 0;
        for (int i = 0; i < 10 && status != 429; i++) {
            status = guesser.signIn(typed, "something").statusCode();
        }
        assertThat(status).isEqualTo(429);
        guesser.signIn("admin", "something");
        assertThat(journal())
                .contains("made too many attempts from", "tried to sign in as “admin”")
                .doesNotContain(typed);
        assertThat(administrator.get("/api/journal/entries?limit=100").body()).doesNotContain(typed);
    }

    private String journal() throws Exception {
        return administrator.get("/journal?lang=en").body();
    }
}
