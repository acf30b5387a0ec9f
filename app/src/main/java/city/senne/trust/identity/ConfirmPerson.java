package city.senne.trust.identity;

import city.senne.platform.web.CallerAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Makes sure that it is still she who sits there, before something that binds her or others. Her password is asked
/// again; who has none must have come in lately by a link.
@Component
public class ConfirmPerson {
    static final Duration LATELY = Duration.ofMinutes(30);

    private final People people;
    private final Sessions sessions;
    private final PasswordEncoder passwords;
    private final Attempts attempts;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ConfirmPerson(
            People people,
            Sessions sessions,
            PasswordEncoder passwords,
            Attempts attempts,
            Clock clock,
            ApplicationEventPublisher events) {
        this.events = events;
        this.people = people;
        this.sessions = sessions;
        this.passwords = passwords;
        this.attempts = attempts;
        this.clock = clock;
    }

    public enum Outcome {
        CONFIRMED,
        WRONG_PASSWORD,
        TOO_MANY_ATTEMPTS,
        /// She has no password and came in too long ago: a new link is needed.
        TOO_LONG_AGO
    }

    private Outcome refused(Viewer.Person person, HttpServletRequest request, boolean isLimit) {
        AttemptRefused.Why why = isLimit ? AttemptRefused.Why.LIMIT : AttemptRefused.Why.PASSWORD;
        events.publishEvent(new AttemptRefused(person, why, CallerAddress.of(request)));
        return isLimit ? Outcome.TOO_MANY_ATTEMPTS : Outcome.WRONG_PASSWORD;
    }

    public boolean hasPassword(Viewer.Person person) {
        return people.find(person.id())
                .filter(account -> account.passwordHash() != null)
                .isPresent();
    }

    public Outcome confirm(Viewer.Person person, String password, HttpServletRequest request) {
        Optional<People.Account> account = people.find(person.id());
        String hash = account.map(People.Account::passwordHash).orElse(null);
        if (account.isEmpty()) return Outcome.TOO_LONG_AGO;
        if (hash == null) {
            return sessions.isYounger(person.id(), request, clock.instant().minus(LATELY))
                    ? Outcome.CONFIRMED
                    : Outcome.TOO_LONG_AGO;
        }
        if (!attempts.allow(account.get().login(), CallerAddress.of(request))) return refused(person, request, true);
        if (password.length() > Password.LONGEST || !passwords.matches(password, hash)) {
            return refused(person, request, false);
        }
        attempts.succeed(account.get().login(), CallerAddress.of(request));
        return Outcome.CONFIRMED;
    }
}
