package city.senne.trust.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.account.CloseAccount;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Viewer;
import city.senne.trust.organisations.ManageOrganisations;
import city.senne.trust.organisations.Townspeople;
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

/// What those try who have no passkey of hers.
@OpenHouse
@TestPropertySource(properties = {"open-house.name=passkey-house", "senne.identity.second-factor-required=true"})
class PasskeyAttackTest {
    private static final String PASSWORD = PasskeyForms.PASSWORD;
    private static final String HERE = PasskeyForms.HERE;

    @LocalServerPort
    private int port;

    @Autowired
    private ManageOrganisations manage;

    @Autowired
    private CloseAccount closeAccount;

    @Autowired
    private People people;

    @Autowired
    private Passkeys passkeys;

    @Autowired
    private JdbcClient jdbc;

    private Townspeople town;
    private UUID id = UUID.randomUUID();
    private Browser amina = Browser.firefox(0);
    private PasskeyForms forms = new PasskeyForms(0);

    @BeforeEach
    void a_steward() throws Exception {
        forms = new PasskeyForms(port);
        town = new Townspeople(port, manage, people);
        id = people.findId(invite("amina")).orElseThrow();
    }

    private String invite(String name) throws Exception {
        amina = town.member(name, town.organisation("parks-of-" + name, ""), Role.STEWARD);
        return town.login(name);
    }

    @Test
    void nobody_confirms_with_the_passkey_of_another() throws Exception {
        Browser hers = amina;
        forms.make(hers, "Phone");
        invite("mallory");
        PasskeyDevice mallorys = forms.make(amina, "Mallory's");
        String signed = mallorys.sign(PasskeyForms.challenge(hers));
        assertThat(hers.submit(
                                "/account/password",
                                "/account/password",
                                Map.of("passkey", signed, "password", PASSWORD))
                        .body())
                .contains("This is not a passkey of yours");
    }

    @Test
    void who_signs_with_her_own_key_under_the_id_of_another_is_refused() throws Exception {
        PasskeyDevice phone = forms.make(amina, "Phone");
        invite("mallory");
        PasskeyDevice mallorys = forms.make(amina, "Mallory's");
        byte[] own = mallorys.credentialId;
        mallorys.credentialId = phone.credentialId;
        mallorys.handle = phone.handle;
        assertThat(PasskeyForms.signIn(Browser.phone(port), mallorys)).isEqualTo(422);
        mallorys.credentialId = own;
        assertThat(PasskeyForms.signIn(Browser.phone(port), mallorys))
                .as("her own, which says that it is another's")
                .isEqualTo(422);
    }

    @Test
    void what_was_signed_counts_once_and_in_the_browser_that_asked() throws Exception {
        PasskeyDevice phone = forms.make(amina, "Phone");
        Browser one = Browser.phone(port);
        String signed = phone.sign(PasskeyForms.ask(one));
        Browser thief = Browser.firefox(port);
        assertThat(PasskeyForms.send(thief, signed))
                .as("no question was asked there")
                .isEqualTo(422);
        PasskeyForms.ask(thief);
        assertThat(PasskeyForms.send(thief, signed))
                .as("another was asked there")
                .isEqualTo(422);
        assertThat(PasskeyForms.send(one, signed)).isEqualTo(303);
        one.submit("/account", "/sign-out", Map.of());
        assertThat(PasskeyForms.send(one, signed)).as("again").isEqualTo(422);
    }

    @Test
    void a_question_lives_for_some_minutes_and_for_one_purpose() throws Exception {
        PasskeyDevice phone = forms.make(amina, "Phone");
        Browser late = Browser.phone(port);
        String signed = phone.sign(PasskeyForms.ask(late));
        jdbc.sql("update passkey_challenge set expires_at = now() - interval '1 second'")
                .update();
        assertThat(PasskeyForms.send(late, signed)).isEqualTo(422);
        assertThat(PasskeyForms.send(amina, phone.sign(PasskeyForms.challenge(amina))))
                .as("asked to confirm, not to sign in")
                .isEqualTo(422);
    }

    @Test
    void another_origin_a_person_who_was_not_verified_and_a_counter_that_goes_back_are_refused() throws Exception {
        PasskeyDevice phone = forms.make(amina, "Phone");
        phone.origin = "https://localhost.example.org";
        assertThat(PasskeyForms.signIn(Browser.phone(port), phone)).isEqualTo(422);
        phone.origin = "http://localhost:" + (port + 1);
        assertThat(PasskeyForms.signIn(Browser.phone(port), phone)).isEqualTo(422);
        phone.origin = forms.origin();
        phone.verifies = false;
        assertThat(PasskeyForms.signIn(Browser.phone(port), phone)).isEqualTo(422);
        phone.verifies = true;
        assertThat(told("passkey-counted-back")).isZero();
        phone.signed = 10;
        assertThat(PasskeyForms.signIn(Browser.phone(port), phone)).isEqualTo(303);
        phone.signed = 5;
        assertThat(PasskeyForms.signIn(Browser.phone(port), phone)).isEqualTo(422);
        assertThat(told("passkey-counted-back")).isEqualTo(1);
        phone.signed = 20;
        assertThat(PasskeyForms.signIn(Browser.phone(port), phone)).isEqualTo(303);
    }

    @Test
    void nobody_makes_a_passkey_for_the_session_of_another() throws Exception {
        Browser hers = amina;
        String options = PasskeyForms.options(PasskeyForms.begin(hers, Map.of("name", "Phone", "password", PASSWORD)));
        UUID mallory = people.findId(invite("mallory")).orElseThrow();
        PasskeyDevice device = new PasskeyDevice(forms.origin());
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
        PasskeyDevice phone = forms.make(amina, "Phone");
        invite("mallory");
        String options = PasskeyForms.options(PasskeyForms.begin(amina, Map.of("name", "Mine", "password", PASSWORD)));
        byte[] handle = phone.handle;
        assertThat(amina.submit(HERE, HERE, Map.of("name", "Mine", "made", phone.make(options)))
                        .statusCode())
                .isEqualTo(422);
        phone.handle = handle;
        Browser elsewhere = Browser.phone(port);
        assertThat(PasskeyForms.signIn(elsewhere, phone)).isEqualTo(303);
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
        PasskeyForms.ask(somebody);
        assertThat(PasskeyForms.send(somebody, answer)).isEqualTo(422);
        PasskeyForms.begin(amina, Map.of("name", "Phone", "password", PASSWORD));
        assertThat(amina.submit(HERE, HERE, Map.of("name", "Phone", "made", answer))
                        .statusCode())
                .isEqualTo(422);
        assertThat(amina.submit("/account/password", "/account/password", Map.of("passkey", answer, "password", "x"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void guessing_is_slowed_down() throws Exception {
        PasskeyDevice stranger = new PasskeyDevice(forms.origin());
        stranger.handle = PasskeyCeremony.handle(id);
        Browser guesser = Browser.firefox(port);
        for (int i = 0; i < 5; i++)
            assertThat(PasskeyForms.signIn(guesser, stranger)).isEqualTo(422);
        assertThat(PasskeyForms.signIn(guesser, stranger)).isEqualTo(429);
        for (int i = 0; i < 5; i++) confirmWith(stranger);
        assertThat(confirmWith(stranger)).isEqualTo(429);
    }

    private int confirmWith(PasskeyDevice device) throws Exception {
        return amina.submit(
                        "/account/password",
                        "/account/password",
                        Map.of("passkey", device.sign(PasskeyForms.challenge(amina)), "password", PASSWORD))
                .statusCode();
    }

    @Test
    void a_closed_account_is_opened_by_no_passkey() throws Exception {
        PasskeyDevice phone = forms.make(amina, "Phone");
        closeAccount.close(new Viewer.Operator(), id);
        assertThat(PasskeyForms.signIn(Browser.phone(port), phone)).isEqualTo(422);
        assertThat(passkeys.count(id)).isZero();
    }

    private int told(String kind) {
        return jdbc.sql("select count(*) from journal_entry where kind = :kind")
                .param("kind", kind)
                .query(Integer.class)
                .single();
    }
}
