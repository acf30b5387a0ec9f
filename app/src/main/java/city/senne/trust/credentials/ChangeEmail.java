package city.senne.trust.credentials;

import city.senne.platform.i18n.Words;
import city.senne.platform.mail.Letter;
import city.senne.platform.mail.MailAddress;
import city.senne.platform.mail.SendMail;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Attempts;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Secret;
import city.senne.trust.identity.SignInLinks;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Gives a person's account another e-mail address, once a link that was sent there shows that it is hers.
@Service
class ChangeEmail {
    static final Duration VALID = Duration.ofHours(24);

    private final People people;
    private final SignInLinks links;
    private final ConfirmPerson confirmPerson;
    private final Attempts attempts;
    private final SendMail mail;
    private final ApplicationEventPublisher events;
    private final Clock clock = Clock.systemUTC();

    ChangeEmail(
            People people,
            SignInLinks links,
            ConfirmPerson confirmPerson,
            Attempts attempts,
            SendMail mail,
            ApplicationEventPublisher events) {
        this.people = people;
        this.links = links;
        this.confirmPerson = confirmPerson;
        this.attempts = attempts;
        this.mail = mail;
        this.events = events;
    }

    sealed interface Outcome {
        record Sent() implements Outcome {}

        record NoAddress() implements Outcome {}

        /// It is not certain enough that it is she.
        record NotShe(ConfirmPerson.Outcome because) implements Outcome {}

        /// So many letters went to this address that no more are sent there for now.
        record TooMany() implements Outcome {}

        record NotTaken() implements Outcome {}

        /// No mail server is set up.
        record NoMail() implements Outcome {}
    }

    /// Sends the link. Nothing changes before it is used.
    ///
    /// @param password her own, so that nobody takes over what she left open
    Outcome ask(Viewer.Person viewer, String written, String password, Words words, HttpServletRequest request) {
        if (!mail.isPossible()) return new Outcome.NoMail();
        Optional<String> email = MailAddress.find(written);
        if (email.isEmpty()) return new Outcome.NoAddress();
        ConfirmPerson.Outcome checked = confirmPerson.confirm(viewer, password, request);
        if (!checked.isConfirmed()) return new Outcome.NotShe(checked);
        if (!attempts.allowLetterTo(email.get())) return new Outcome.TooMany();
        Secret token = Secret.random("");
        links.add(
                token,
                new SignInLinks.Link(SignInLinks.Purpose.CONFIRM, viewer.id(), email.get()),
                clock.instant().plus(VALID));
        try {
            mail.send(new Letter(
                    email.get(),
                    words.of("identity.letter.confirm.subject"),
                    words.of(
                            "identity.letter.confirm",
                            viewer.name(),
                            mail.address("/account/email/" + token.text()),
                            VALID.toHours())));
            return new Outcome.Sent();
        } catch (SendMail.NotSent e) {
            return new Outcome.NotTaken();
        }
    }

    /// The address that a link would give to the viewer's account. A link that is another's is none.
    Optional<String> findAddress(Viewer.Person viewer, String token) {
        return links.find(new Secret(token))
                .filter(link -> link.purpose() == SignInLinks.Purpose.CONFIRM)
                .filter(link -> link.person().equals(viewer.id()))
                .map(SignInLinks.Link::email);
    }

    /// Whoever read letters at the address before is told. False when the link is none, or was used.
    @Transactional
    public boolean confirm(Viewer.Person viewer, String token, Words words) {
        Optional<String> email = findAddress(viewer, token);
        if (email.isEmpty() || !links.use(new Secret(token))) return false;
        Optional<String> before = people.find(viewer.id()).map(People.Account::email);
        people.confirmEmail(viewer.id(), email.get());
        events.publishEvent(new AccountEvent.EmailConfirmed(viewer, email.get()));
        before.filter(old -> !old.equals(email.get()) && mail.isPossible())
                .ifPresent(old -> mail.sendSoon(new Letter(
                        old,
                        words.of("identity.letter.moved.subject"),
                        words.of("identity.letter.moved", viewer.name(), email.get(), mail.address("/account")))));
        return true;
    }
}
