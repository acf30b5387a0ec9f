package city.senne.trust.signin;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.Browser;
import city.senne.trust.identity.IssueSignInLink;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Invitations, lost passwords and addresses by letters, which a real mail server takes.
@OpenHouse
class MailTest {
    private static final String PASSWORD = "sous le boulevard, la rivière";
    private static final String NEW_PASSWORD = "au bout du canal, un héron";
    private static final String LINK = "http://data\\.example\\.brussels(/[a-z/-]+/[A-Za-z0-9_-]{43})\\s";

    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @LocalServerPort
    private int port;

    @Autowired
    private IssueSignInLink issueSignInLink;

    private Browser administrator = Browser.firefox(0);
    private String organisation = "";
    private String email = "";

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws Exception {
        open();
        Path password = Files.writeString(Files.createTempFile("mail", ".password"), "a password of the server\n");
        settings.add("open-house.name", () -> "mail-house");
        settings.add("senne.mail.host", () -> "127.0.0.1");
        settings.add("senne.mail.port", () -> MAIL.getSmtp().getPort());
        settings.add("senne.mail.tls", () -> "none");
        settings.add("senne.mail.user", () -> "senne");
        settings.add("senne.mail.password-file", password::toString);
        settings.add("senne.mail.from", () -> "Données de la ville <data@example.brussels>");
        settings.add("senne.public-address", () -> "http://data.example.brussels");
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
    }

    @BeforeEach
    void an_organisation() throws Exception {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        organisation = "parks-" + unique;
        email = "amina-" + unique + "@example.brussels";
        administrator = Browser.firefox(port);
        String link = issueSignInLink.issue().path();
        administrator.submit(link, link, Map.of("choice", "skip"));
        administrator.submit("/organisations", "/organisations", Map.of("id", organisation, "name.en", "Parks"));
        MAIL.purgeEmailFromAllMailboxes();
    }

    @Test
    void an_invitation_goes_by_letter() throws Exception {
        HttpResponse<String> page = invite();
        assertThat(page.body()).contains("We wrote to " + email).doesNotContain("data.example.brussels/sign-in/");
        MimeMessage letter = letter(email);
        assertThat(letter.getFrom()[0].toString()).contains("data@example.brussels");
        assertThat(letter.getSubject()).isEqualTo("Your access: Parks");
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        Browser amina = Browser.firefox(port).enter(link(letter), PASSWORD);
        assertThat(amina.get("/account").body()).contains(email);
    }

    @Test
    void a_lost_password_is_replaced_by_a_link_that_works_once() throws Exception {
        Browser desk = entered();
        assertThat(ask(email).body()).contains("Look into your letters");
        String link = link(letter(email));
        assertThat(Browser.firefox(port).get(link).body())
                .contains("New password")
                .doesNotContain("value=\"skip\"");
        Browser phone = Browser.phone(port);
        assertThat(phone.submit(link, link, Map.of("choice", "skip")).statusCode())
                .isEqualTo(422);
        assertThat(phone.submit(link, link, Map.of("password", NEW_PASSWORD)).statusCode())
                .isEqualTo(303);
        assertThat(phone.get("/account").statusCode()).isEqualTo(200);
        assertThat(desk.get("/account").statusCode()).as("other sessions end").isEqualTo(303);
        assertThat(Browser.firefox(port).get(link).statusCode()).isEqualTo(404);
        assertThat(Browser.firefox(port).signIn(email, PASSWORD).statusCode()).isEqualTo(422);
        assertThat(Browser.firefox(port).signIn(email, NEW_PASSWORD).statusCode())
                .isEqualTo(303);
        assertThat(administrator.get("/journal?lang=en").body()).contains("a link was sent by e-mail.");
    }

    @Test
    void only_the_last_link_works() throws Exception {
        entered();
        ask(email);
        String first = link(letter(email));
        MAIL.purgeEmailFromAllMailboxes();
        ask(email);
        String second = link(letter(email));
        assertThat(Browser.firefox(port).get(first).statusCode()).isEqualTo(404);
        assertThat(Browser.firefox(port).get(second).statusCode()).isEqualTo(200);
    }

    @Test
    void nobody_learns_who_has_an_account() throws Exception {
        entered();
        HttpResponse<String> known = ask(email);
        HttpResponse<String> unknown = ask("nobody@example.brussels");
        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(withoutToken(unknown)).isEqualTo(withoutToken(known));
        letter(email);
        assertThat(MAIL.getReceivedMessages()).hasSize(1);
    }

    @Test
    void nobody_fills_the_letter_box_of_another() throws Exception {
        entered();
        for (int i = 0; i < 5; i++) ask(i % 2 == 0 ? email : email.toUpperCase(Locale.ROOT));
        letter(email);
        Thread.sleep(500);
        assertThat(MAIL.getReceivedMessages().length).isBetween(1, 3);
        assertThat(ask(email).statusCode()).isEqualTo(429);
    }

    @Test
    void an_address_counts_once_it_is_confirmed() throws Exception {
        Browser amina = entered();
        String other = "private-" + email;
        assertThat(amina.submit("/account/email", "/account/email", Map.of("email", "no address", "password", PASSWORD))
                        .body())
                .contains("This is no e-mail address");
        assertThat(amina.submit("/account/email", "/account/email", Map.of("email", other, "password", "wrong"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(amina.submit("/account/email", "/account/email", Map.of("email", other, "password", PASSWORD))
                        .body())
                .contains("We wrote to " + other);
        assertThat(amina.get("/account").body()).doesNotContain(other);
        String link = link(letter(other));
        assertThat(administrator.get(link).statusCode())
                .as("the link of another account")
                .isEqualTo(404);
        assertThat(Browser.firefox(port).get(link).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).startsWith("/sign-in?next="));
        assertThat(amina.submit(link, link, Map.of()).statusCode()).isEqualTo(303);
        assertThat(amina.get("/account").body()).contains(other);
        assertThat(GreenMailUtil.getBody(letter(email))).contains(other);
        assertThat(amina.get(link).statusCode()).isEqualTo(404);
    }

    @Test
    void a_password_is_changed_by_who_knows_it() throws Exception {
        Browser amina = entered();
        Browser phone = Browser.phone(port);
        phone.signIn(email, PASSWORD);
        String path = "/account/password";
        assertThat(amina.submit(path, path, Map.of("current", "wrong", "password", NEW_PASSWORD))
                        .body())
                .contains("This is not the password of your account.");
        assertThat(amina.submit(path, path, Map.of("current", PASSWORD, "password", "short"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(amina.submit(path, path, Map.of("current", PASSWORD, "password", NEW_PASSWORD))
                        .body())
                .contains("From now on you sign in with the new password");
        assertThat(amina.get("/account").statusCode()).isEqualTo(200);
        assertThat(phone.get("/account").statusCode()).isEqualTo(303);
        assertThat(phone.signIn(email, NEW_PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void a_link_is_shown_when_the_mail_server_is_away() throws Exception {
        MAIL.stop();
        try {
            assertThat(invite().body()).contains("http://data.example.brussels/sign-in/");
        } finally {
            open();
        }
    }

    private static void open() {
        MAIL.start();
        MAIL.setUser("senne", "senne", "a password of the server");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Browser entered() throws Exception {
        invite();
        Browser browser = Browser.firefox(port).enter(link(letter(email)), PASSWORD);
        MAIL.purgeEmailFromAllMailboxes();
        return browser;
    }

    private HttpResponse<String> invite() throws Exception {
        String path = "/organisations/" + organisation;
        return administrator.submit(
                path, path + "/members", Map.of("login", email, "name", "Amina", "role", "publisher"));
    }

    private HttpResponse<String> ask(String who) throws Exception {
        return Browser.firefox(port).submit("/sign-in/forgotten", "/sign-in/forgotten", Map.of("who", who));
    }

    private static MimeMessage letter(String to) throws Exception {
        for (int i = 0; i < 100; i++) {
            for (MimeMessage message : MAIL.getReceivedMessages()) {
                if (message.getAllRecipients()[0].toString().equals(to)) return message;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("No letter to " + to);
    }

    private static String link(MimeMessage letter) throws Exception {
        var found = Pattern.compile(LINK).matcher(letter.getContent().toString());
        assertThat(found.find()).as(letter.getContent().toString()).isTrue();
        return found.group(1);
    }

    private static String withoutToken(HttpResponse<String> page) {
        return page.body().replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }
}
