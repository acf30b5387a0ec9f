package city.senne.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.PublicAddress;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendMailTest {
    private static final Letter LETTER = new Letter("amina@example.brussels", "Café", "À bientôt\n");
    private static final PublicAddress ADDRESS = new PublicAddress("https://data.example.brussels");

    private final GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @BeforeEach
    void start() {
        server.start();
        server.setUser("senne", "senne", "secret");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void a_letter_arrives_as_it_was_written() throws Exception {
        new SendMail(settings(MailSettings.Tls.NONE, "data@example.brussels", null), ADDRESS).send(LETTER);
        var message = server.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("Café");
        assertThat(message.getContent().toString()).contains("À bientôt");
    }

    @ParameterizedTest
    @EnumSource(
            value = MailSettings.Tls.class,
            names = {"STARTTLS", "IMPLICIT"})
    void nothing_goes_over_an_open_way_that_was_to_be_closed(MailSettings.Tls tls) {
        SendMail mail = new SendMail(settings(tls, "data@example.brussels", null), ADDRESS);
        assertThatThrownBy(() -> mail.send(LETTER)).isInstanceOf(SendMail.NotSent.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void without_an_address_for_links_nothing_is_sent() {
        MailSettings settings = settings(MailSettings.Tls.NONE, "data@example.brussels", null);
        assertThat(new SendMail(settings, new PublicAddress(null)).isPossible()).isFalse();
        assertThat(new SendMail(settings, ADDRESS).isPossible()).isTrue();
    }

    @Test
    void settings_that_cannot_work_are_told_at_the_start() {
        assertThatThrownBy(() -> new SendMail(settings(MailSettings.Tls.NONE, "nobody", null), ADDRESS))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("senne.mail.from");
        assertThatThrownBy(() -> new SendMail(
                        settings(MailSettings.Tls.NONE, "data@example.brussels", Path.of("no/such/file")), ADDRESS))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("senne.mail.password-file");
    }

    @Test
    void the_password_is_in_no_log() {
        assertThat(settings(MailSettings.Tls.NONE, "data@example.brussels", null)
                        .toString())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"Amina@Example.brussels,amina@example.brussels", "' o.k+x@a-b.example ',o.k+x@a-b.example"})
    void an_address_is_kept_in_small_letters(String written, String kept) {
        assertThat(MailAddress.find(written)).hasValue(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "amina",
                "amina@",
                "amina@host",
                "a@b.example\nBcc: all@example.brussels",
                "a@b.example, c@d.example",
                "\"a b\"@c.example",
                "a@b..example",
                ".a@b.example",
                "a@-b.example"
            })
    void what_is_no_address_is_refused(String written) {
        assertThat(MailAddress.find(written)).isEmpty();
    }

    private MailSettings settings(MailSettings.Tls tls, String from, @Nullable Path passwordFile) {
        return new MailSettings("127.0.0.1", server.getSmtp().getPort(), tls, "senne", "secret", passwordFile, from);
    }
}
