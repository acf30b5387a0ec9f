package city.senne.trust.identity;

import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Uses up a single-use link: the person is signed in, and may choose a (new) password at the same time.
@Service
public class RedeemSignInLink {
    private final People people;
    private final Sessions sessions;
    private final PasswordEncoder passwords;
    private final ApplicationEventPublisher events;

    RedeemSignInLink(People people, Sessions sessions, PasswordEncoder passwords, ApplicationEventPublisher events) {
        this.people = people;
        this.sessions = sessions;
        this.passwords = passwords;
        this.events = events;
    }

    public sealed interface Outcome {
        /// @param session for the cookie
        record SignedIn(String session) implements Outcome {}

        /// The link was used, has expired or never existed.
        record UnknownLink() implements Outcome {}

        record PasswordRefused(Password.Weakness weakness) implements Outcome {}
    }

    /// The login name of the person for whom the link is, as long as it can be used. Uses nothing up: programs that
    /// look at links before people do must not spend them.
    public Optional<String> findLogin(String token) {
        return people.findByLink(new Secret(token)).map(People.Account::login);
    }

    /// @param password the one that was chosen, or empty to sign in without choosing one
    @Transactional
    public Outcome redeem(String token, String password) {
        Secret link = new Secret(token);
        Optional<People.Account> account = people.findByLink(link);
        if (account.isEmpty()) return new Outcome.UnknownLink();
        People.Account person = account.get();
        if (!password.isEmpty()) {
            Optional<Password.Weakness> weakness = Password.findWeakness(password, person.login());
            if (weakness.isPresent()) return new Outcome.PasswordRefused(weakness.get());
        }
        if (!people.useLink(link)) return new Outcome.UnknownLink();
        if (!password.isEmpty()) {
            people.changePassword(person.id(), passwords.encode(password));
            people.dropSessions(person.id());
            people.dropLinks(person.id());
            events.publishEvent(new AccountEvent.PasswordChosen(person.viewer()));
        }
        events.publishEvent(new AccountEvent.SignedIn(person.viewer(), true));
        return new Outcome.SignedIn(sessions.open(person));
    }
}
