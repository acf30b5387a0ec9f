package city.senne.trust.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Role;
import city.senne.trust.organisations.ManageOrganisations;
import city.senne.trust.organisations.Townspeople;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Signing in, and telling once more who one is, with a passkey.
@OpenHouse
@TestPropertySource(properties = {"open-house.name=passkey-house", "senne.identity.second-factor-required=true"})
class PasskeyTest {
    private static final String PASSWORD = PasskeyForms.PASSWORD;
    private static final String HERE = PasskeyForms.HERE;

    @LocalServerPort
    private int port;

    @Autowired
    private IssueSignInLink issueSignInLink;

    @Autowired
    private ManageOrganisations manage;

    @Autowired
    private People people;

    @Autowired
    private Passkeys passkeys;

    @Autowired
    private SecondFactors factors;

    @Autowired
    private JdbcClient jdbc;

    private String login = "";
    private Townspeople town;
    private UUID id = UUID.randomUUID();
    private Browser amina = Browser.firefox(0);
    private PasskeyForms forms = new PasskeyForms(0);

    @BeforeEach
    void a_steward() throws Exception {
        forms = new PasskeyForms(port);
        town = new Townspeople(port, manage, people);
        login = invite("amina");
        id = people.findId(login).orElseThrow();
    }

    private String invite(String name) throws Exception {
        amina = town.member(name, town.organisation("parks-of-" + name, ""), Role.STEWARD);
        return town.login(name);
    }

    @Test
    void she_makes_a_passkey_and_signs_in_with_it_alone() throws Exception {
        PasskeyDevice phone = forms.make(amina, "My phone");
        assertThat(amina.get(HERE).body()).contains("My phone", "not yet");
        Browser elsewhere = Browser.phone(port);
        String options = PasskeyForms.ask(elsewhere);
        assertThat(options)
                .contains("\"rpId\":\"localhost\"", "\"allowCredentials\":[]", "\"userVerification\":\"required\"");
        HttpResponse<String> in =
                elsewhere.submit("/sign-in", "/sign-in/passkey", Map.of("passkey", phone.sign(options), "next", HERE));
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).hasValue(HERE);
        assertThat(elsewhere.get(HERE).body()).contains("My phone").doesNotContain("not yet");
        assertThat(told("passkey-added")).isPositive();
    }

    @Test
    void it_stands_for_both_factors_in_the_browser_that_it_opened() throws Exception {
        PasskeyDevice phone = forms.make(amina, "Phone");
        assertThat(amina.get("/account").body())
                .as("with the password alone")
                .contains("Your role needs a second factor")
                .doesNotContain("/organisations/parks");
        Browser elsewhere = Browser.phone(port);
        assertThat(PasskeyForms.signIn(elsewhere, phone)).isEqualTo(303);
        assertThat(elsewhere.get("/account").body())
                .contains("/organisations/parks")
                .doesNotContain("Your role needs a second factor");
        amina.submit(only(), only() + "/remove", Map.of("passkey", phone.sign(PasskeyForms.challenge(amina))));
        assertThat(elsewhere.get("/account").statusCode())
                .as("what it opened is closed with it")
                .isEqualTo(303);
        assertThat(PasskeyForms.signIn(Browser.phone(port), phone)).isEqualTo(422);
        assertThat(amina.get("/account").statusCode()).isEqualTo(200);
    }

    /// Else whoever learned her password would have her role: with a factor of his own.
    @Test
    void where_a_second_factor_is_asked_for_her_password_alone_changes_none() throws Exception {
        PasskeyDevice phone = forms.make(amina, "Phone");
        Browser thief = Browser.firefox(port);
        assertThat(thief.signIn(login, PASSWORD).statusCode()).isEqualTo(303);
        Map<String, String> password = Map.of("password", PASSWORD, "name", "Mine");
        for (String action : List.of(HERE + "/begin", only() + "/remove", "/account/second-factor/begin")) {
            HttpResponse<String> refused = thief.submit("/account", action, password);
            assertThat(refused.statusCode()).as(action).isEqualTo(422);
            assertThat(refused.body()).as(action).contains("your password alone does not suffice");
        }
        assertThat(passkeys.count(id)).isEqualTo(1);
        String signed = phone.sign(PasskeyForms.challenge(amina));
        assertThat(PasskeyForms.begin(amina, Map.of("name", "Other", "passkey", signed))
                        .statusCode())
                .as("she herself")
                .isEqualTo(200);
    }

    @Test
    void making_one_asks_for_the_password_and_for_a_code_where_there_is_an_authenticator() throws Exception {
        assertThat(PasskeyForms.begin(amina, Map.of("name", "Phone", "password", "wrong"))
                        .statusCode())
                .isEqualTo(422);
        amina.submit("/account/second-factor", "/account/second-factor/begin", Map.of("password", PASSWORD));
        byte[] secret = factors.findSecret(id, false).orElseThrow();
        amina.submit(
                "/account/second-factor",
                "/account/second-factor/confirm",
                Map.of("code", Totp.code(secret, Instant.now().minusSeconds(30))));
        assertThat(PasskeyForms.begin(amina, Map.of("name", "Phone", "password", PASSWORD))
                        .body())
                .as("the password alone")
                .contains("This code is not right")
                .doesNotContain("make-passkey");
        PasskeyDevice phone = new PasskeyDevice(forms.origin());
        String code = Totp.code(secret, Instant.now().plusSeconds(29));
        String options = PasskeyForms.options(
                PasskeyForms.begin(amina, Map.of("name", "Phone", "password", PASSWORD, "code", code)));
        assertThat(amina.submit(HERE, HERE, Map.of("name", "Phone", "made", phone.make(options)))
                        .statusCode())
                .isEqualTo(303);
        assertThat(PasskeyForms.signIn(Browser.phone(port), phone))
                .as("and then no code")
                .isEqualTo(303);
        // It turns the authenticator off as a code does.
        String signed = phone.sign(PasskeyForms.challenge(amina));
        assertThat(amina.submit("/account/second-factor", "/account/second-factor/remove", Map.of("passkey", signed))
                        .statusCode())
                .isEqualTo(303);
        assertThat(factors.isOn(id)).isFalse();
    }

    @Test
    void it_confirms_who_she_is_where_the_password_is_asked_for() throws Exception {
        PasskeyDevice phone = forms.make(amina, "Phone");
        String signed = phone.sign(PasskeyForms.challenge(amina));
        Map<String, String> form = Map.of("passkey", signed, "password", "au bout du canal, un héron");
        assertThat(amina.submit("/account/password", "/account/password", form).statusCode())
                .isEqualTo(200);
        assertThat(Browser.phone(port)
                        .signIn(login, "au bout du canal, un héron")
                        .statusCode())
                .isEqualTo(303);
        assertThat(amina.submit("/account/password", "/account/password", form).statusCode())
                .as("the same once more")
                .isEqualTo(422);
    }

    @Test
    void an_administrator_removes_those_of_somebody_who_lost_them() throws Exception {
        PasskeyDevice phone = forms.make(amina, "Phone");
        Browser elsewhere = Browser.phone(port);
        PasskeyForms.signIn(elsewhere, phone);
        forms.make(elsewhere, "Key ring");
        String path = "/people/" + id + "/passkeys/remove";
        assertThat(elsewhere.submit("/account", path, Map.of()).statusCode()).isEqualTo(403);
        Browser administrator = administrator();
        assertThat(administrator.get("/people/" + id).body()).contains("There are 2 passkeys.");
        administrator.submit("/people/" + id, path, Map.of());
        assertThat(passkeys.count(id)).isZero();
        assertThat(elsewhere.get("/account").statusCode()).isEqualTo(303);
        assertThat(administrator.get("/journal?lang=en").body())
                .contains("removed the passkey “Phone” of " + login, "signed in with a passkey");
        factors.drop(people.findId("admin").orElseThrow());
    }

    @Test
    void she_names_her_own_and_has_ten_at_most() throws Exception {
        PasskeyDevice phone = forms.make(amina, "Phone");
        PasskeyForms.signIn(amina, phone);
        String mine = only();
        assertThat(amina.submit(mine, mine + "/rename", Map.of("name", "x".repeat(61)))
                        .statusCode())
                .isEqualTo(422);
        assertThat(amina.submit(mine, mine + "/rename", Map.of("name", " \u202E "))
                        .statusCode())
                .isEqualTo(422);
        assertThat(amina.submit(mine, mine + "/rename", Map.of("name", "<b>Work</b>  phone"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(amina.get(HERE).body()).contains("&lt;b&gt;Work&lt;/b&gt; phone");
        assertThat(amina.submit(mine, mine + "/remove", Map.of("password", "wrong"))
                        .statusCode())
                .isEqualTo(422);
        Browser hers = amina;
        invite("mallory");
        assertThat(amina.get(mine).statusCode()).isEqualTo(404);
        assertThat(amina.submit("/account", mine + "/remove", Map.of("password", PASSWORD))
                        .statusCode())
                .isEqualTo(404);
        for (int i = 2; i <= Passkeys.MOST; i++) forms.make(hers, "Number " + i);
        assertThat(PasskeyForms.begin(hers, Map.of("name", "One more", "password", PASSWORD))
                        .body())
                .contains("no more fit");
        assertThat(passkeys.count(id)).isEqualTo(Passkeys.MOST);
    }

    /// Signed in with all rights.
    private Browser administrator() throws Exception {
        Browser administrator = Browser.administrator(port, issueSignInLink);
        String factor = "/account/second-factor";
        administrator.submit(factor, factor + "/begin", Map.of());
        byte[] secret =
                factors.findSecret(people.findId("admin").orElseThrow(), false).orElseThrow();
        administrator.submit(factor, factor + "/confirm", Map.of("code", Totp.code(secret, Instant.now())));
        return administrator;
    }

    private String only() {
        return HERE + "/" + passkeys.list(id).getFirst().id();
    }

    private int told(String kind) {
        return jdbc.sql("select count(*) from journal_entry where kind = :kind")
                .param("kind", kind)
                .query(Integer.class)
                .single();
    }
}
