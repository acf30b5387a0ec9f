package city.senne.platform.mail;

import city.senne.platform.store.CannotContinue;
import city.senne.platform.store.PublicAddress;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Service;

/// Hands letters to the city's own mail server. Letters bear links, and a link must not be made of what a request says
/// of this server's name: without `senne.public-address` nothing is sent either.
@Service
public class SendMail {
    private static final Logger log = LoggerFactory.getLogger(SendMail.class);
    private static final String PATIENCE_MS = "15000";
    private static final List<Duration> LATER = List.of(Duration.ZERO, Duration.ofSeconds(20), Duration.ofMinutes(2));

    private final @Nullable JavaMailSenderImpl sender;
    private final @Nullable URI origin;
    private final InternetAddress from;

    /// Throws CannotContinue when the settings contradict each other or name a file that cannot be read.
    SendMail(MailSettings settings, PublicAddress address) {
        origin = address.find().orElse(null);
        boolean named = settings.host() != null && !settings.host().isBlank();
        from = named ? from(settings) : new InternetAddress();
        sender = named ? sender(settings) : null;
        if (named && origin == null) {
            log.warn("Mail is set up (senne.mail.host), but nothing is sent: links in letters need"
                    + " senne.public-address.");
        }
    }

    /// What went wrong is in the cause, and in the log of the server.
    public static final class NotSent extends Exception {
        NotSent(Throwable cause) {
            super(cause);
        }
    }

    /// Whether letters can be sent here at all.
    public boolean isPossible() {
        return sender != null && origin != null;
    }

    /// Where people reach this server, for links in letters. Only when it [#isPossible].
    public String address(String path) {
        return Objects.requireNonNull(origin) + path;
    }

    /// Returns when the mail server has taken the letter.
    public void send(Letter letter) throws NotSent {
        if (sender == null || origin == null) throw new IllegalStateException("No mail server is set up");
        try {
            var message = sender.createMimeMessage();
            MimeMessageHelper helper = new MimeMessageHelper(message, "UTF-8");
            helper.setFrom(from);
            helper.setTo(letter.to());
            helper.setSubject(letter.subject());
            helper.setText(letter.text());
            // So that no machine answers that somebody is on holiday.
            message.setHeader("Auto-Submitted", "auto-generated");
            sender.send(message);
        } catch (MailException | jakarta.mail.MessagingException e) {
            // Neither whom it was for nor what it said.
            log.warn("A letter was not taken by the mail server {}: {}", sender.getHost(), root(e));
            throw new NotSent(e);
        }
    }

    /// Returns at once, so that nobody can tell by the time whether there is anybody to write to. What the mail server
    /// does not take is offered to it twice more.
    public void sendSoon(Letter letter) {
        Thread.ofVirtual().name("letter").start(() -> {
            for (Duration wait : LATER) {
                try {
                    Thread.sleep(wait);
                    send(letter);
                    return;
                } catch (NotSent e) {
                    // Is in the log.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        });
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause.getClass().getSimpleName();
    }

    private static InternetAddress from(MailSettings settings) {
        try {
            InternetAddress from =
                    new InternetAddress(Optional.ofNullable(settings.from()).orElse(""), true);
            if (from.getPersonal() != null) from.setPersonal(from.getPersonal(), "UTF-8");
            return from;
        } catch (AddressException | java.io.UnsupportedEncodingException e) {
            throw new CannotContinue(
                    "Letters come from nobody: set senne.mail.from to an address such as City data <data@example.brussels>.",
                    e);
        }
    }

    private static JavaMailSenderImpl sender(MailSettings settings) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        boolean isImplicit = settings.tls() == MailSettings.Tls.IMPLICIT;
        String protocol = isImplicit ? "smtps" : "smtp";
        sender.setProtocol(protocol);
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setDefaultEncoding("UTF-8");
        Properties properties = sender.getJavaMailProperties();
        String start = "mail." + protocol + ".";
        if (settings.user() != null) {
            sender.setUsername(settings.user());
            sender.setPassword(password(settings));
            properties.setProperty(start + "auth", "true");
        }
        boolean isStarted = settings.tls() == MailSettings.Tls.STARTTLS;
        properties.setProperty(start + "starttls.enable", Boolean.toString(isStarted));
        properties.setProperty(start + "starttls.required", Boolean.toString(isStarted));
        properties.setProperty(start + "ssl.checkserveridentity", "true");
        for (String limit : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty(start + limit, PATIENCE_MS);
        }
        return sender;
    }

    private static String password(MailSettings settings) {
        Path file = settings.passwordFile();
        if (file == null) return Optional.ofNullable(settings.password()).orElse("");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CannotContinue(
                    "The file of the mail server's password cannot be read: %s (senne.mail.password-file)"
                            .formatted(file),
                    e);
        }
    }
}
