package city.senne.trust.identity;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.platform.i18n.Translated;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Signing in, and telling once more who one is, with a passkey; and what those try who have none.
@OpenHouse
@TestPropertySource(properties = {"open-house.name=passkey-house", "senne.identity.second-factor-required=true"})
class PasskeyTest {
    private static final String PASSWORD = "sous le boulevard, la rivière";
    private static final String HERE = "/account/passkeys";

    @LocalServerPort
    private int port;

    @Autowired
    private IssueSignInLink issueSignInLink;

    @Autowired
    private ManageOrganisations manage;

    @Autowired
    private CloseAccount closeAccount;

    @Autowired
    private People people;

    @Autowired
    private Passkeys passkeys;

    @Autowired
    private SecondFactors factors;

    @Autowired
    private JdbcClient jdbc;

    private String login = "";
    private UUID id = UUID.randomUUID();
    private Browser amina = Browser.firefox(0);

    @BeforeEach
    void a_steward() throws Exception {
        login = invite("amina");
        id = people.findId(login).orElseThrow();
    }

    private String invite(String name) throws Exception {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        Viewer operator = new Viewer.Operator();
        manage.add(operator, "parks-" + unique, new Translated(Map.of("en", "Parks")), "");
        if (!(manage.invite(operator, "parks-" + unique, name + "-" + unique, name, "", Role.STEWARD)
                instanceof ManageOrganisations.Outcome.Invited invited)) {
            throw new AssertionError("Not invited");
        }
        amina = Browser.firefox(port).enter(invited.link().path(), PASSWORD);
        return invited.login();
    }

    @Test
    void she_makes_a_passkey_and_signs_in_with_it_alone() throws Exception {
        PasskeyDevice phone = make(amina, "My phone");
        assertThat(amina.get(HERE).body()).contains("My phone", "not yet");
        Browser elsewhere = Browser.phone(port);
        String options = ask(elsewhere);
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
        PasskeyDevice phone = make(amina, "Phone");
        assertThat(amina.get("/account").body())
                .as("with the password alone")
                .contains("Your role needs a second factor")
                .doesNotContain("/organisations/parks");
        Browser elsewhere = Browser.phone(port);
        assertThat(signIn(elsewhere, phone)).isEqualTo(303);
        assertThat(elsewhere.get("/account").body())
                .contains("/organisations/parks")
                .doesNotContain("Your role needs a second factor");
        amina.submit(only(), only() + "/remove", Map.of("password", PASSWORD));
        assertThat(elsewhere.get("/account").statusCode())
                .as("what it opened is closed with it")
                .isEqualTo(303);
        assertThat(signIn(Browser.phone(port), phone)).isEqualTo(422);
        assertThat(amina.get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void making_one_asks_for_the_password_and_for_a_code_where_there_is_an_authenticator() throws Exception {
        assertThat(begin(amina, Map.of("name", "Phone", "password", "wrong")).statusCode())
                .isEqualTo(422);
        amina.submit("/account/second-factor", "/account/second-factor/begin", Map.of("password", PASSWORD));
        byte[] secret = factors.findSecret(id, false).orElseThrow();
        amina.submit(
                "/account/second-factor",
                "/account/second-factor/confirm",
                Map.of("code", Totp.code(secret, Instant.now().minusSeconds(30))));
        assertThat(begin(amina, Map.of("name", "Phone", "password", PASSWORD)).body())
                .as("the password alone")
                .contains("This code is not right")
                .doesNotContain("make-passkey");
        PasskeyDevice phone = new PasskeyDevice(origin());
        String code = Totp.code(secret, Instant.now().plusSeconds(29));
        String options = options(begin(amina, Map.of("name", "Phone", "password", PASSWORD, "code", code)));
        assertThat(amina.submit(HERE, HERE, Map.of("name", "Phone", "made", phone.make(options)))
                        .statusCode())
                .isEqualTo(303);
        assertThat(signIn(Browser.phone(port), phone)).as("and then no code").isEqualTo(303);
        // It turns the authenticator off as a code does.
        String signed = phone.sign(challenge(amina));
        assertThat(amina.submit(
                                "/account/second-factor", "/account/second-factor/remove", Map.of("passkey", signed))
                        .statusCode())
                .isEqualTo(303);
        assertThat(factors.isOn(id)).isFalse();
    }

    @Test
    void it_confirms_who_she_is_where_the_password_is_asked_for() throws Exception {
        PasskeyDevice phone = make(amina, "Phone");
        String signed = phone.sign(challenge(amina));
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
    void nobody_confirms_with_the_passkey_of_another() throws Exception {
        Browser hers = amina;
        make(hers, "Phone");
        invite("mallory");
        PasskeyDevice mallorys = make(amina, "Mallory's");
        String signed = mallorys.sign(challenge(hers));
        assertThat(hers.submit("/account/password", "/account/password", Map.of("passkey", signed, "password", PASSWORD))
                        .body())
                .contains("This is not a passkey of yours");
    }

    @Test
    void who_signs_with_her_own_key_under_the_id_of_another_is_refused() throws Exception {
        PasskeyDevice phone = make(amina, "Phone");
        invite("mallory");
        PasskeyDevice mallorys = make(amina, "Mallory's");
        byte[] own = mallorys.credentialId;
        mallorys.credentialId = phone.credentialId;
        mallorys.handle = phone.handle;
        assertThat(signIn(Browser.phone(port), mallorys)).isEqualTo(422);
        mallorys.credentialId = own;
        assertThat(signIn(Browser.phone(port), mallorys))
                .as("her own, which says that it is another's")
                .isEqualTo(422);
    }

    @Test
    void what_was_signed_counts_once_and_in_the_browser_that_asked() throws Exception {
        PasskeyDevice phone = make(amina, "Phone");
        Browser one = Browser.phone(port);
        String signed = phone.sign(ask(one));
        Browser thief = Browser.firefox(port);
        assertThat(send(thief, signed)).as("no question was asked there").isEqualTo(422);
        ask(thief);
        assertThat(send(thief, signed)).as("another was asked there").isEqualTo(422);
        assertThat(send(one, signed)).isEqualTo(303);
        one.submit("/account", "/sign-out", Map.of());
        assertThat(send(one, signed)).as("again").isEqualTo(422);
    }

    @Test
    void a_question_lives_for_some_minutes_and_for_one_purpose() throws Exception {
        PasskeyDevice phone = make(amina, "Phone");
        Browser late = Browser.phone(port);
        String signed = phone.sign(ask(late));
        jdbc.sql("update passkey_challenge set expires_at = now() - interval '1 second'")
                .update();
        assertThat(send(late, signed)).isEqualTo(422);
        assertThat(send(amina, phone.sign(challenge(amina))))
                .as("asked to confirm, not to sign in")
                .isEqualTo(422);
    }

    @Test
    void another_origin_a_person_who_was_not_verified_and_a_counter_that_goes_back_are_refused() throws Exception {
        PasskeyDevice phone = make(amina, "Phone");
        phone.origin = "https://localhost.example.org";
        assertThat(signIn(Browser.phone(port), phone)).isEqualTo(422);
        phone.origin = "http://localhost:" + (port + 1);
        assertThat(signIn(Browser.phone(port), phone)).isEqualTo(422);
        phone.origin = origin();
        phone.verifies = false;
        assertThat(signIn(Browser.phone(port), phone)).isEqualTo(422);
        phone.verifies = true;
        assertThat(told("passkey-counted-back")).isZero();
        phone.signed = 10;
        assertThat(signIn(Browser.phone(port), phone)).isEqualTo(303);
        phone.signed = 5;
        assertThat(signIn(Browser.phone(port), phone)).isEqualTo(422);
        assertThat(told("passkey-counted-back")).isEqualTo(1);
        phone.signed = 20;
        assertThat(signIn(Browser.phone(port), phone)).isEqualTo(303);
    }

    @Test
    void nobody_makes_a_passkey_for_the_session_of_another() throws Exception {
        Browser hers = amina;
        String options = options(begin(hers, Map.of("name", "Phone", "password", PASSWORD)));
        invite("mallory");
        UUID mallory = people.findId(people.list().stream()
                        .filter(each -> each.login().startsWith("mallory"))
                        .map(People.Listed::login)
                        .reduce((_, last) -> last)
                        .orElseThrow())
                .orElseThrow();
        PasskeyDevice device = new PasskeyDevice(origin());
        String made = device.make(options);
        assertThat(amina.submit(HERE, HERE, Map.of("name", "Phone", "made", made))
                        .statusCode())
                .as("the question that another was asked")
                .isEqualTo(422);
        assertThat(passkeys.count(mallory)).isZero();
        device.verifies = false;
        assertThat(hers.submit(HERE, HERE, Map.of("name", "Phone", "made", device.make(options)))
                        .statusCode())
                .as("without her being verified")
                .isEqualTo(422);
        assertThat(hers.submit(HERE, HERE, Map.of("name", "Phone", "made", made))
                        .statusCode())
                .as("the question was used up")
                .isEqualTo(422);
        assertThat(passkeys.count(id)).isZero();
    }

    @Test
    void the_passkey_of_one_account_is_tied_to_no_other() throws Exception {
        PasskeyDevice phone = make(amina, "Phone");
        invite("mallory");
        String options = options(begin(amina, Map.of("name", "Mine", "password", PASSWORD)));
        byte[] handle = phone.handle;
        assertThat(amina.submit(HERE, HERE, Map.of("name", "Mine", "made", phone.make(options)))
                        .statusCode())
                .isEqualTo(422);
        phone.handle = handle;
        Browser elsewhere = Browser.phone(port);
        assertThat(signIn(elsewhere, phone)).isEqualTo(303);
        assertThat(elsewhere.get("/account").body()).contains("amina");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HERE,
                HERE + "/begin",
                HERE + "/challenge",
                HERE + "/00000000-0000-0000-0000-000000000000/remove",
                "/sign-in/passkey",
                "/sign-in/passkey/begin"
            })
    void every_form_bears_its_token(String action) throws Exception {
        assertThat(amina.forge(action).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":"
                        + "{\"clientDataJSON\":\"e30\",\"authenticatorData\":\"AAAA\",\"signature\":\"AA\"}}"
            })
    void what_is_no_answer_of_a_browser_is_refused_quietly(String answer) throws Exception {
        Browser somebody = Browser.firefox(port);
        ask(somebody);
        assertThat(send(somebody, answer)).isEqualTo(422);
        begin(amina, Map.of("name", "Phone", "password", PASSWORD));
        assertThat(amina.submit(HERE, HERE, Map.of("name", "Phone", "made", answer))
                        .statusCode())
                .isEqualTo(422);
        assertThat(amina.submit(
                                "/account/password", "/account/password", Map.of("passkey", answer, "password", "x"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void guessing_is_slowed_down() throws Exception {
        PasskeyDevice stranger = new PasskeyDevice(origin());
        stranger.handle = PasskeyCeremony.handle(id);
        Browser guesser = Browser.firefox(port);
        for (int i = 0; i < 5; i++) assertThat(signIn(guesser, stranger)).isEqualTo(422);
        assertThat(signIn(guesser, stranger)).isEqualTo(429);
        for (int i = 0; i < 5; i++) confirmWith(stranger);
        assertThat(confirmWith(stranger)).isEqualTo(429);
    }

    private int confirmWith(PasskeyDevice device) throws Exception {
        return amina.submit(
                        "/account/password",
                        "/account/password",
                        Map.of("passkey", device.sign(challenge(amina)), "password", PASSWORD))
                .statusCode();
    }

    @Test
    void a_closed_account_is_opened_by_no_passkey() throws Exception {
        PasskeyDevice phone = make(amina, "Phone");
        closeAccount.close(new Viewer.Operator(), id);
        assertThat(signIn(Browser.phone(port), phone)).isEqualTo(422);
        assertThat(passkeys.count(id)).isZero();
    }

    @Test
    void an_administrator_removes_those_of_somebody_who_lost_them() throws Exception {
        PasskeyDevice phone = make(amina, "Phone");
        make(amina, "Key ring");
        Browser elsewhere = Browser.phone(port);
        signIn(elsewhere, phone);
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
        make(amina, "Phone");
        String mine = only();
        assertThat(amina.submit(mine, mine + "/rename", Map.of("name", "x".repeat(61)))
                        .statusCode())
                .isEqualTo(422);
        assertThat(amina.submit(mine, mine + "/rename", Map.of("name", " \u202E ")).statusCode())
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
        for (int i = 2; i <= Passkeys.MOST; i++) make(hers, "Number " + i);
        assertThat(begin(hers, Map.of("name", "One more", "password", PASSWORD)).body())
                .contains("no more fit");
        assertThat(passkeys.count(id)).isEqualTo(Passkeys.MOST);
    }

    /// Signed in with all rights.
    private Browser administrator() throws Exception {
        Browser administrator = Browser.firefox(port);
        String link = issueSignInLink.issue().path();
        administrator.submit(link, link, Map.of("choice", "skip"));
        String factor = "/account/second-factor";
        administrator.submit(factor, factor + "/begin", Map.of());
        byte[] secret = factors.findSecret(people.findId("admin").orElseThrow(), false)
                .orElseThrow();
        administrator.submit(factor, factor + "/confirm", Map.of("code", Totp.code(secret, Instant.now())));
        return administrator;
    }

    private PasskeyDevice make(Browser browser, String name) throws Exception {
        PasskeyDevice device = new PasskeyDevice(origin());
        String options = options(begin(browser, Map.of("name", name, "password", PASSWORD)));
        assertThat(browser.submit(HERE, HERE, Map.of("name", name, "made", device.make(options)))
                        .statusCode())
                .isEqualTo(303);
        return device;
    }

    private static HttpResponse<String> begin(Browser browser, Map<String, String> form) throws Exception {
        return browser.submit("/account", HERE + "/begin", form);
    }

    private static String options(HttpResponse<String> page) {
        return Browser.found("<make-passkey[^>]* options=\"([^\"]*)\"", page)
                .replace("&#34;", "\"")
                .replace("&amp;", "&");
    }

    private String only() {
        return HERE + "/" + passkeys.list(id).getFirst().id();
    }

    private static String ask(Browser browser) throws Exception {
        return browser.submit(form(browser), "/sign-in/passkey/begin", Map.of()).body();
    }

    private static String challenge(Browser browser) throws Exception {
        return browser.submit("/account", HERE + "/challenge", Map.of()).body();
    }

    private int signIn(Browser browser, PasskeyDevice device) throws Exception {
        return send(browser, device.sign(ask(browser)));
    }

    private static int send(Browser browser, String signed) throws Exception {
        return browser.submit(form(browser), "/sign-in/passkey", Map.of("passkey", signed))
                .statusCode();
    }

    /// A page with a form for this browser, signed in or not.
    private static String form(Browser browser) throws Exception {
        return browser.get("/sign-in").statusCode() == 200 ? "/sign-in" : "/account";
    }

    private int told(String kind) {
        return jdbc.sql("select count(*) from journal_entry where kind = :kind")
                .param("kind", kind)
                .query(Integer.class)
                .single();
    }

    private String origin() {
        return "http://localhost:" + port;
    }
}
