package city.senne.trust.signin;

import city.senne.platform.i18n.Words;
import city.senne.platform.mail.Letter;
import city.senne.platform.mail.SendMail;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Attempts;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Secret;
import city.senne.trust.identity.SignInLinks;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends a person who lost her password a link with which she chooses another. Tells nobody whether there is such a
/// person, not even by the time it takes.
@Service
class ResetPassword {
    static final Duration VALID = Duration.ofMinutes(30);

    private final People people;
    private final SignInLinks links;
    private final Attempts attempts;
    private final SendMail mail;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock = Clock.systemUTC();

    ResetPassword(
            People people,
            SignInLinks links,
            Attempts attempts,
            SendMail mail,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.people = people;
        this.links = links;
        this.attempts = attempts;
        this.mail = mail;
        this.events = events;
        this.transaction = transaction;
    }

    /// @param who a login or an e-mail address
    /// @param address of the caller
    /// @param words of the language that she reads
    /// @return false when too many were asked for from there; else nothing is told
    boolean ask(String who, String address, Words words) {
        if (!attempts.allow("reset " + who, address)) return false;
        if (!mail.isPossible()) return true;
        Thread.ofVirtual().name("password reset").start(() -> {
            for (People.Account person : people.findByLoginOrEmail(who)) write(person, address, words);
        });
        return true;
    }

    private void write(People.Account person, String address, Words words) {
        String email = Optional.ofNullable(person.email()).orElseThrow();
        if (!attempts.allowLetterTo(email)) return;
        Secret token = Secret.random("");
        transaction.executeWithoutResult(_ -> {
            links.add(
                    token,
                    new SignInLinks.Link(SignInLinks.Purpose.RESET, person.id(), email),
                    clock.instant().plus(VALID));
            events.publishEvent(new AccountEvent.PasswordResetSent(person.viewer(), address));
        });
        mail.sendSoon(new Letter(
                email,
                words.of("identity.letter.reset.subject"),
                words.of(
                        "identity.letter.reset",
                        person.name(),
                        person.login(),
                        mail.address("/sign-in/" + token.text()),
                        VALID.toMinutes())));
    }
}
