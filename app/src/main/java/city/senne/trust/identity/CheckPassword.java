package city.senne.trust.identity;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.CallerAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/// Asks somebody who is signed in for her password once more, before she changes with what she enters: her browser may
/// have been left open. Who has none must have come in lately.
@Service
class CheckPassword {
    private final People people;
    private final Sessions sessions;
    private final PasswordEncoder passwords;
    private final Attempts attempts;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    CheckPassword(
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

    enum Outcome {
        RIGHT(HttpStatus.OK, ""),
        WRONG(HttpStatus.UNPROCESSABLE_CONTENT, "identity.password.wrong"),
        /// She has no password and came in too long ago.
        TOO_LONG_AGO(HttpStatus.UNPROCESSABLE_CONTENT, "identity.password.too-long-ago"),
        TOO_MANY(HttpStatus.TOO_MANY_REQUESTS, "identity.sign-in.too-many");

        private final HttpStatus status;
        private final String word;

        Outcome(HttpStatus status, String word) {
            this.status = status;
            this.word = word;
        }

        HttpStatus status() {
            return status;
        }

        /// What to do about one that is not right.
        String said(Words words) {
            return words.of(word, ConfirmPerson.LATELY.toMinutes());
        }
    }

    Outcome check(Viewer.Person viewer, String password, HttpServletRequest request) {
        Optional<String> hash = people.find(viewer.id()).map(People.Account::passwordHash);
        if (hash.isEmpty()) {
            boolean isFresh =
                    sessions.isYounger(viewer.id(), request, clock.instant().minus(ConfirmPerson.LATELY));
            return isFresh ? Outcome.RIGHT : Outcome.TOO_LONG_AGO;
        }
        String guessed = "password of " + viewer.id();
        if (!attempts.allowGuess(guessed)) {
            events.publishEvent(new AttemptRefused(viewer, AttemptRefused.Why.LIMIT, CallerAddress.of(request)));
            return Outcome.TOO_MANY;
        }
        if (password.length() > Password.LONGEST || !passwords.matches(password, hash.get())) {
            events.publishEvent(new AttemptRefused(viewer, AttemptRefused.Why.PASSWORD, CallerAddress.of(request)));
            return Outcome.WRONG;
        }
        attempts.succeedGuess(guessed);
        return Outcome.RIGHT;
    }
}
