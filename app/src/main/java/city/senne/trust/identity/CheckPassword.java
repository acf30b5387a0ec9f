package city.senne.trust.identity;

import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/// Asks somebody who is signed in for her password once more, before she changes with what she enters: her browser may
/// have been left open.
@Service
class CheckPassword {
    private final People people;
    private final PasswordEncoder passwords;
    private final Attempts attempts;

    CheckPassword(People people, PasswordEncoder passwords, Attempts attempts) {
        this.people = people;
        this.passwords = passwords;
        this.attempts = attempts;
    }

    enum Outcome {
        /// Also for who has no password at all.
        RIGHT,
        WRONG,
        TOO_MANY
    }

    Outcome check(Viewer.Person viewer, String password) {
        Optional<String> hash = people.find(viewer.id()).map(People.Account::passwordHash);
        if (hash.isEmpty()) return Outcome.RIGHT;
        String guessed = "password of " + viewer.id();
        if (!attempts.allowGuess(guessed)) return Outcome.TOO_MANY;
        if (password.length() > Password.LONGEST || !passwords.matches(password, hash.get())) return Outcome.WRONG;
        attempts.succeedGuess(guessed);
        return Outcome.RIGHT;
    }
}
