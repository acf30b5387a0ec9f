package city.senne.trust.signin;

import city.senne.trust.credentials.NearWords;
import city.senne.trust.credentials.Password;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Device;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Secret;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.SignInLinks;
import city.senne.trust.organisations.AnswerInvitation;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Uses up a single-use link: the person is signed in, and may choose a (new) password at the same time.
@Service
public class RedeemSignInLink {
    private final People people;
    private final SignInLinks links;
    private final AnswerInvitation answerInvitation;
    private final Sessions sessions;
    private final NearWords nearWords;
    private final Enter enter;
    private final PasswordEncoder passwords;
    private final ApplicationEventPublisher events;

    RedeemSignInLink(
            People people,
            SignInLinks links,
            AnswerInvitation answerInvitation,
            Sessions sessions,
            NearWords nearWords,
            Enter enter,
            PasswordEncoder passwords,
            ApplicationEventPublisher events) {
        this.people = people;
        this.links = links;
        this.answerInvitation = answerInvitation;
        this.sessions = sessions;
        this.nearWords = nearWords;
        this.enter = enter;
        this.passwords = passwords;
        this.events = events;
    }

    public sealed interface Outcome {
        /// @param outcome whether she is in, or is asked for a code
        record Known(Enter.Outcome outcome) implements Outcome {}

        /// The link was used, has expired or never existed.
        record UnknownLink() implements Outcome {}

        record PasswordRefused(Password.Weakness weakness) implements Outcome {}
    }

    /// @param login of the person for whom the link is
    /// @param needsPassword whether it signs nobody in who chooses none
    record Usable(String login, boolean needsPassword) {}

    /// What a link is, as long as it can be used. Uses nothing up: programs that look at links before people do must
    /// not spend them.
    Optional<Usable> find(String token) {
        return link(new Secret(token))
                .flatMap(link -> people.find(link.person())
                        .map(person -> new Usable(person.login(), link.purpose() == SignInLinks.Purpose.RESET)));
    }

    /// @param password the one that was chosen, or empty to sign in without choosing one
    /// @param device that the person uses
    @Transactional
    public Outcome redeem(String token, String password, Device device) {
        Secret secret = new Secret(token);
        Optional<SignInLinks.Link> found = link(secret);
        Optional<People.Account> account = found.flatMap(each -> people.find(each.person()));
        if (found.isEmpty() || account.isEmpty()) return new Outcome.UnknownLink();
        SignInLinks.Link link = found.get();
        People.Account person = account.get();
        if (!password.isEmpty() || link.purpose() == SignInLinks.Purpose.RESET) {
            Optional<Password.Weakness> weakness = Password.findWeakness(password, nearWords.of(person));
            if (weakness.isPresent()) return new Outcome.PasswordRefused(weakness.get());
        }
        if (!links.use(secret)) return new Outcome.UnknownLink();
        answerInvitation.joinOnEntering(person.id(), secret.hash());
        if (link.email() != null && link.email().equals(person.email())) {
            people.confirmEmail(person.id(), link.email());
        }
        if (!password.isEmpty()) {
            people.changePassword(person.id(), passwords.encode(password));
            sessions.dropAll(person.id());
            links.dropAll(person.id());
            events.publishEvent(new AccountEvent.PasswordChosen(person.viewer()));
        }
        AccountEvent.Way way =
                link.purpose() == SignInLinks.Purpose.RESET ? AccountEvent.Way.RESET : AccountEvent.Way.LINK;
        return new Outcome.Known(enter.enter(person, way, device));
    }

    private Optional<SignInLinks.Link> link(Secret token) {
        return links.find(token).filter(link -> link.purpose() != SignInLinks.Purpose.CONFIRM);
    }
}
