package city.senne.trust.identity;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.CallerAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Makes sure that it is still she who sits there, before something that binds her or others, or changes
/// with what she enters: her browser may have been left open. Her password is asked again; who has none must
/// have come in lately.
@Component
public class ConfirmPerson {
    private static final Duration LATELY = Duration.ofMinutes(30);

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
        CONFIRMED(HttpStatus.OK, ""),
        WRONG_PASSWORD(HttpStatus.UNPROCESSABLE_CONTENT, "identity.password.wrong"),
        TOO_MANY_ATTEMPTS(HttpStatus.TOO_MANY_REQUESTS, "identity.sign-in.too-many"),
        /// She has no password and came in too long ago: a new link is needed.
        TOO_LONG_AGO(HttpStatus.UNPROCESSABLE_CONTENT, "identity.password.too-long-ago");

        private final HttpStatus status;
        private final String word;

        Outcome(HttpStatus status, String word) {
            this.status = status;
            this.word = word;
        }

        HttpStatus status() {
            return status;
        }

        /// What to do about one that did not confirm her.
        String said(Words words) {
            return words.of(word, LATELY.toMinutes());
        }
    }

    public boolean hasPassword(Viewer.Person person) {
        return people.find(person.id())
                .filter(account -> account.passwordHash() != null)
                .isPresent();
    }

    public Outcome confirm(Viewer.Person person, String password, HttpServletRequest request) {
        Optional<People.Account> account = people.find(person.id());
        if (account.isEmpty()) return Outcome.TOO_LONG_AGO;
        String hash = account.get().passwordHash();
        if (hash == null) {
            return sessions.isYounger(person.id(), request, clock.instant().minus(LATELY))
                    ? Outcome.CONFIRMED
                    : Outcome.TOO_LONG_AGO;
        }
        String browser = "confirmation of %s in %s".formatted(person.id(), sessions.named(request));
        if (!attempts.allowConfirmation(browser, CallerAddress.of(request))) {
            return refused(person, AttemptRefused.Why.LIMIT, request);
        }
        if (password.length() > Password.LONGEST || !passwords.matches(password, hash)) {
            return refused(person, AttemptRefused.Why.PASSWORD, request);
        }
        attempts.succeedGuess(browser);
        return Outcome.CONFIRMED;
    }

    private Outcome refused(Viewer.Person person, AttemptRefused.Why why, HttpServletRequest request) {
        events.publishEvent(new AttemptRefused(person, why, CallerAddress.of(request)));
        return why == AttemptRefused.Why.LIMIT ? Outcome.TOO_MANY_ATTEMPTS : Outcome.WRONG_PASSWORD;
    }
}
