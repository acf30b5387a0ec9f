package city.senne.trust.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.platform.i18n.Translated;
import city.senne.platform.store.SenneHome;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.Memberships;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.Viewer;
import city.senne.trust.organisations.ManageOrganisations;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// A code after the password, where the operator asks for one of administrators and stewards.
@OpenHouse
@TestPropertySource(properties = {"open-house.name=factor-house", "senne.identity.second-factor-required=true"})
class SecondFactorTest {
    private static final String PASSWORD = "sous le boulevard, la rivière";
    private static final String FACTOR = "/account/second-factor";

    @LocalServerPort
    private int port;

    @Autowired
    private IssueSignInLink issueSignInLink;

    @Autowired
    private ManageOrganisations manage;

    @Autowired
    private Organisations organisations;

    @Autowired
    private Sessions sessions;

    @Autowired
    private People people;

    @Autowired
    private SecondFactors factors;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SenneHome home;

    private String login = "";
    private UUID id = UUID.randomUUID();
    private Browser amina = Browser.firefox(0);

    @BeforeEach
    void a_steward() throws Exception {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        Viewer operator = new Viewer.Operator();
        manage.add(operator, "parks-" + unique, new Translated(Map.of("en", "Parks")), "");
        login = "amina-" + unique;
        if (!(manage.invite(operator, "parks-" + unique, login, "Amina " + unique, "", Role.STEWARD)
                instanceof ManageOrganisations.Outcome.Invited invited)) {
            throw new AssertionError("Not invited");
        }
        id = people.findByLogin(invited.login()).orElseThrow().id();
        amina = Browser.firefox(port).enter(invited.link().path(), PASSWORD);
    }

    @Test
    void who_answers_for_something_has_her_rights_only_with_a_second_factor() throws Exception {
        String organisation = Browser.found("Parks", amina.get("/account"));
        assertThat(organisation).isEqualTo("Parks");
        assertThat(amina.get("/account").body())
                .contains("Your role needs a second factor")
                .doesNotContain("/organisations/parks");
        setUp();
        assertThat(amina.get("/account").body())
                .contains("/organisations/parks")
                .doesNotContain("Your role needs a second factor");

        Browser administrator = Browser.firefox(port);
        String link = issueSignInLink.issue().path();
        administrator.submit(link, link, Map.of("choice", "skip"));
        assertThat(administrator.get("/people").statusCode()).isEqualTo(403);
        assertThat(administrator.get("/account").body()).contains("Your role needs a second factor");
    }

    /// Whoever learned her password would have her role without her telephone: in hands of her own.
    @Test
    void a_role_that_waits_for_a_second_factor_is_not_handed_on() throws Exception {
        Viewer operator = new Viewer.Operator();
        String parks = "parks-" + login.substring("amina-".length());
        manage.invite(operator, parks, "bob-" + login, "Bob", "", Role.PUBLISHER);
        UUID bob = people.findId("bob-" + login).orElseThrow();
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Brussels"));
        Map<String, String> wish = Map.of(
                "organisation",
                parks,
                "colleague",
                "bob-" + login,
                "from",
                today.toString(),
                "until",
                today.plusDays(1).toString(),
                "reason",
                "Leave",
                "password",
                PASSWORD);
        assertThat(amina.submit("/account", "/account/delegations", wish).statusCode())
                .isEqualTo(422);
        assertThat(organisations.of(bob).stewarding()).isEmpty();
        setUp();
        assertThat(amina.submit("/account", "/account/delegations", wish).statusCode())
                .isEqualTo(303);
        assertThat(organisations.of(bob).stewarding()).containsExactly(parks);
        Memberships his = sessions.viewer(people.find(bob).orElseThrow()).memberships();
        assertThat(his.stewarding()).as("he has no second factor either").isEmpty();
        assertThat(his.publishing()).as("what is his stays his").containsExactly(parks);
    }

    @Test
    void after_the_password_a_code_is_asked_for_and_counts_once() throws Exception {
        Browser elsewhere = Browser.phone(port);
        elsewhere.signIn(login, PASSWORD);
        setUp();
        assertThat(elsewhere.get("/account").statusCode())
                .as("other browsers are signed out")
                .isEqualTo(303);

        Browser phone = Browser.phone(port);
        assertThat(phone.signIn(login, PASSWORD).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).startsWith("/sign-in/code?next="));
        assertThat(phone.get("/account").statusCode()).as("not in yet").isEqualTo(303);
        assertThat(give(phone, "000000").statusCode()).isEqualTo(422);
        String code = laterCode();
        assertThat(give(phone, code).statusCode()).isEqualTo(303);
        assertThat(phone.get("/account").body()).contains("Amina");

        Browser thief = Browser.firefox(port);
        thief.signIn(login, PASSWORD);
        assertThat(give(thief, code).statusCode()).as("the same code again").isEqualTo(422);
    }

    @Test
    void a_wrong_password_asks_for_no_code() throws Exception {
        setUp();
        Browser thief = Browser.firefox(port);
        assertThat(thief.signIn(login, "not the password at all").statusCode()).isEqualTo(422);
        assertThat(thief.get("/sign-in/code").headers().firstValue("Location")).hasValue("/sign-in");
    }

    @Test
    void five_codes_are_tried_and_then_the_password_is_asked_for_again() throws Exception {
        setUp();
        Browser thief = Browser.firefox(port);
        thief.signIn(login, PASSWORD);
        for (int i = 0; i < 4; i++)
            assertThat(give(thief, "00000" + i).statusCode()).isEqualTo(422);
        give(thief, "000005");
        assertThat(thief.get("/sign-in/code").headers().firstValue("Location")).hasValue("/sign-in");
        thief.signIn(login, PASSWORD);
        assertThat(give(thief, laterCode()).statusCode())
                .as("codes are tried slowly")
                .isEqualTo(429);
    }

    @Test
    void a_recovery_code_replaces_the_authenticator_once() throws Exception {
        List<String> codes = setUp();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        Browser phone = Browser.phone(port);
        phone.signIn(login, PASSWORD);
        assertThat(give(phone, codes.getFirst().toUpperCase(Locale.ROOT).replace("-", " "))
                        .statusCode())
                .isEqualTo(303);
        assertThat(phone.get(FACTOR).body())
                .contains("9 recovery codes are left.")
                .doesNotContain(codes.get(1));
        Browser again = Browser.phone(port);
        again.signIn(login, PASSWORD);
        assertThat(give(again, codes.getFirst()).statusCode()).isEqualTo(422);

        assertThat(phone.submit(FACTOR, FACTOR + "/recovery-codes", Map.of("password", "wrong"))
                        .statusCode())
                .isEqualTo(422);
        List<String> renewed = codes(
                phone.submit(FACTOR, FACTOR + "/recovery-codes", Map.of("password", PASSWORD, "code", laterCode())));
        assertThat(renewed).hasSize(10).doesNotContainAnyElementsOf(codes);
        assertThat(give(again, codes.get(1)).statusCode()).isEqualTo(422);
        assertThat(give(again, renewed.get(1)).statusCode()).isEqualTo(303);
    }

    @Test
    void what_an_authenticator_knows_is_sealed_for_its_person_with_a_key_that_only_its_owner_reads() throws Exception {
        setUp();
        byte[] secret = factors.findSecret(id, true).orElseThrow();
        assertThat(secret).hasSize(20);
        assertThat(HexFormat.of().formatHex(kept()))
                .doesNotContain(HexFormat.of().formatHex(secret));
        Path file = SeedKey.file(home);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file).strip()).hasSize(44);

        UUID other = people.administrator().id();
        factors.begin(other, secret);
        jdbc.sql("update second_factor set secret = :secret where person_id = :other")
                .param("secret", kept())
                .param("other", other)
                .update();
        assertThat(factors.findSecret(other, false)).as("another person").isEmpty();
        factors.drop(other);
    }

    @Test
    void what_was_there_before_is_sealed_at_the_next_start() throws Exception {
        setUp();
        byte[] secret = factors.findSecret(id, true).orElseThrow();
        jdbc.sql("update second_factor set secret = :secret, is_sealed = false where person_id = :id")
                .param("secret", secret)
                .param("id", id)
                .update();
        assertThat(factors.findSecret(id, true)).as("not before").isEmpty();
        factors.sealEarlier();
        assertThat(kept()).isNotEqualTo(secret);
        assertThat(factors.findSecret(id, true))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(secret));
        Browser phone = Browser.phone(port);
        phone.signIn(login, PASSWORD);
        assertThat(give(phone, laterCode()).statusCode()).isEqualTo(303);
    }

    private byte[] kept() {
        return jdbc.sql("select secret from second_factor where person_id = :id")
                .param("id", id)
                .query((row, _) -> row.getBytes("secret"))
                .single();
    }

    @Test
    void no_code_is_kept_as_it_is() throws Exception {
        List<String> codes = setUp();
        assertThat(jdbc.sql("select encode(code_hash, 'escape') from recovery_code where person_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .hasSize(10)
                .doesNotContainAnyElementsOf(codes);
    }

    @Test
    void it_is_turned_off_with_password_and_code_or_by_an_administrator() throws Exception {
        setUp();
        assertThat(remove("wrong", laterCode()).statusCode()).isEqualTo(422);
        assertThat(remove(PASSWORD, "").statusCode()).as("the password alone").isEqualTo(422);
        HttpResponse<String> wrong = remove(PASSWORD, "000000");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("This code is not right");
        assertThat(factors.isOn(id)).isTrue();
        assertThat(remove(PASSWORD, laterCode()).statusCode()).isEqualTo(303);
        assertThat(Browser.phone(port).signIn(login, PASSWORD).headers().firstValue("Location"))
                .hasValue("/");
        setUp();
        Browser administrator = administrator();
        String path = "/people/" + id;
        administrator.submit(path, path + "/second-factor/remove", Map.of());
        assertThat(factors.isOn(id)).isFalse();
        assertThat(administrator.get("/journal?lang=en").body())
                .contains("turned off the second factor of " + login, "set up a second factor");
        factors.drop(people.findId("admin").orElseThrow());
    }

    @Test
    void a_recovery_code_turns_it_off_too() throws Exception {
        List<String> codes = setUp();
        assertThat(remove(PASSWORD, codes.getLast()).statusCode()).isEqualTo(303);
        assertThat(factors.isOn(id)).isFalse();
    }

    @Test
    void the_password_alone_makes_no_recovery_codes_with_which_it_could_be_turned_off() throws Exception {
        setUp();
        HttpResponse<String> refused =
                amina.submit(FACTOR, FACTOR + "/recovery-codes", Map.of("password", PASSWORD, "code", "000000"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(factors.state(id).recoveryCodes()).isEqualTo(10);
    }

    @Test
    void codes_to_turn_it_off_are_tried_slowly() throws Exception {
        setUp();
        for (int i = 0; i < 5; i++) remove(PASSWORD, "00000" + i);
        assertThat(remove(PASSWORD, laterCode()).statusCode()).isEqualTo(429);
        assertThat(factors.isOn(id)).isTrue();
    }

    private HttpResponse<String> remove(String password, String code) throws Exception {
        return amina.submit(FACTOR, FACTOR + "/remove", Map.of("password", password, "code", code));
    }

    @Test
    void a_link_for_a_new_password_does_not_replace_the_code() throws Exception {
        setUp();
        Browser administrator = administrator();
        String path = "/people/" + id;
        String link = Browser.found("/sign-in/[A-Za-z0-9_-]{43}", administrator.submit(path, path + "/link", Map.of()));
        Browser phone = Browser.phone(port);
        assertThat(phone.submit(link, link, Map.of("password", "au bout du canal, un héron"))
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).startsWith("/sign-in/code"));
        assertThat(phone.get("/account").statusCode()).isEqualTo(303);
        assertThat(give(phone, laterCode()).statusCode()).isEqualTo(303);
        factors.drop(people.findId("admin").orElseThrow());
    }

    /// Signed in with all rights.
    private Browser administrator() throws Exception {
        Browser administrator = Browser.firefox(port);
        String link = issueSignInLink.issue().path();
        administrator.submit(link, link, Map.of("choice", "skip"));
        administrator.submit(FACTOR, FACTOR + "/begin", Map.of());
        UUID admin = people.findId("admin").orElseThrow();
        byte[] secret = factors.findSecret(admin, false).orElseThrow();
        administrator.submit(FACTOR, FACTOR + "/confirm", Map.of("code", Totp.code(secret, Instant.now())));
        return administrator;
    }

    /// As a person does it with her phone.
    private List<String> setUp() throws Exception {
        assertThat(amina.submit(FACTOR, FACTOR + "/begin", Map.of("password", "wrong"))
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> begun = amina.submit(FACTOR, FACTOR + "/begin", Map.of("password", PASSWORD));
        assertThat(begun.body()).contains("class=\"qr\"");
        byte[] secret = factors.findSecret(id, false).orElseThrow();
        assertThat(begun.body()).contains(Totp.base32(secret).substring(0, 4) + " ");
        assertThat(amina.submit(FACTOR, FACTOR + "/confirm", Map.of("code", "nothing"))
                        .statusCode())
                .isEqualTo(422);
        return codes(amina.submit(
                FACTOR,
                FACTOR + "/confirm",
                Map.of("code", Totp.code(secret, Instant.now().minusSeconds(30)))));
    }

    /// The code of the next half minute: that of this one may have been taken.
    private String laterCode() {
        return Totp.code(
                factors.findSecret(id, true).orElseThrow(), Instant.now().plusSeconds(29));
    }

    private static HttpResponse<String> give(Browser browser, String code) throws Exception {
        return browser.submit("/sign-in/code", "/sign-in/code", Map.of("code", code));
    }

    private static List<String> codes(HttpResponse<String> page) {
        return Pattern.compile("[a-z0-9]{4}(-[a-z0-9]{4}){6}")
                .matcher(page.body().replaceAll("(?s).*<pre[^>]*><code>(.*?)</code>.*", "$1"))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
