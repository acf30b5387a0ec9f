package city.senne.data.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.trust.identity.Role;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Before an agreement ends both sides get a letter, once, which a real mail server takes.
@OpenHouse
class RemindingTest extends TwoTowns {
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(freePort(), "127.0.0.1", "smtp"));

    @Autowired
    private RemindOfAgreements remindOfAgreements;

    @Autowired
    private JdbcClient jdbc;

    private Colleague asker = Colleague.stranger(0);
    private Colleague steward = Colleague.stranger(0);

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        MAIL.start();
        settings.add("open-house.name", () -> "reminding-house");
        settings.add("senne.mail.host", () -> "127.0.0.1");
        settings.add("senne.mail.port", () -> MAIL.getSmtp().getPort());
        settings.add("senne.mail.tls", () -> "none");
        settings.add("senne.mail.from", () -> "data@example.brussels");
        settings.add("senne.public-address", () -> "http://data.example.brussels");
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
    }

    @BeforeEach
    void towns(@TempDir Path folder) throws Exception {
        two_towns(folder);
        asker = person("ines", receiver, Role.STEWARD);
        steward = person("sam", giver, Role.STEWARD);
    }

    @Test
    void both_sides_hear_of_the_end_once_and_of_each_day_anew() throws Exception {
        String agreement = in_force();
        MAIL.purgeEmailFromAllMailboxes();
        remindOfAgreements.remind();
        assertThat(MAIL.waitForIncomingEmail(300, 1)).as("they signed for less").isFalse();

        later(agreement, "50 days");
        remindOfAgreements.remind();
        remindOfAgreements.remind();
        assertThat(MAIL.waitForIncomingEmail(5000, 2)).isTrue();
        assertThat(letters()).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.getSubject()).contains("prend fin");
            assertThat(letter.getContent().toString()).contains("http://data.example.brussels" + agreement);
        });
        assertThat(letters())
                .extracting(RemindingTest::to)
                .containsExactlyInAnyOrder("ines@" + receiver + ".example", "sam@" + giver + ".example");
    }

    @Test
    void an_agreement_that_is_over_is_gone_from_the_list_until_somebody_renews_it() throws Exception {
        String agreement = in_force();
        jdbc.sql("""
                        update agreement_terms set terms = jsonb_set(terms, '{until}', '"2020-01-01"')
                        where agreement = :number""").param("number", number(agreement)).update();
        assertThat(steward.get(agreement).body()).contains("Its last day is over");
        assertThat(steward.get("/account").body()).doesNotContain("href=\"" + agreement);
        went(asker.post(agreement + "/terms", with(terms(2), "basis", "no-personal-data")));
        assertThat(steward.get("/account").body()).contains("href=\"" + agreement + "\"", "waits for you");
        went(asker.post(agreement + "/sign", Map.of("revision", "3")));
        went(steward.post(agreement + "/sign", Map.of("revision", "3")));
        assertThat(steward.get(agreement).body()).contains("In force: this agreement gives access");
        assertThat(asker.get(API + houses + "/exports/csv").body())
                .contains("h3")
                .doesNotContain("h2");
    }

    private String in_force() throws Exception {
        String agreement = asked(asker);
        went(steward.post(agreement + "/decision", Map.of("decision", "approve", "motive", "It is their task")));
        Map<String, String> terms = with(terms(1), "basis", "no-personal-data");
        went(asker.post(
                agreement + "/terms", with(terms, "until", today().plusDays(20).toString())));
        went(steward.post(agreement + "/sign", Map.of("revision", "2")));
        went(asker.post(agreement + "/sign", Map.of("revision", "2")));
        return agreement;
    }

    @Test
    void who_did_not_answer_in_time_is_told() throws Exception {
        String agreement = asked(asker);
        MAIL.purgeEmailFromAllMailboxes();
        jdbc.sql("update agreement set answer_due = current_date - 2 where number = :number")
                .param("number", number(agreement))
                .update();
        remindOfAgreements.remind();
        assertThat(MAIL.waitForIncomingEmail(5000, 1)).isTrue();
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(to(letter)).startsWith("sam@");
            assertThat(letter.getSubject()).contains("en retard");
        });
    }

    @Override
    String link(HttpResponse<String> invited, String login) throws Exception {
        for (MimeMessage letter : letters()) {
            if (to(letter).equals(login)) return letter.getContent().toString();
        }
        throw new AssertionError(invited.body());
    }

    private static String to(MimeMessage letter) throws MessagingException {
        return letter.getRecipients(Message.RecipientType.TO)[0].toString();
    }

    private static List<MimeMessage> letters() {
        return Arrays.asList(MAIL.getReceivedMessages());
    }

    /// As if that much time had gone by since they signed.
    private void later(String agreement, String time) {
        jdbc.sql("update agreement_entry set at = at - :time::interval where agreement = :number")
                .param("time", time)
                .param("number", number(agreement))
                .update();
    }

    private static long number(String agreement) {
        return Long.parseLong(agreement.substring(agreement.lastIndexOf('/') + 1));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
