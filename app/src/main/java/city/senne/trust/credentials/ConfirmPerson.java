package city.senne.trust.credentials;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.CallerAddress;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.AttemptRefused;
import city.senne.trust.identity.Attempts;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes sure that it is still she who sits there, before something that binds her or others, or changes
/// with what she enters: her browser may have been left open. Her password is asked again, or one of her
/// passkeys is; who has no password must have come in lately, else.
@Component
public class ConfirmPerson {
    /// In which input of a form the browser puts what a passkey signed.
    static final String SIGNED = "passkey";

    private static final Duration LATELY = Duration.ofMinutes(30);

    private final People people;
    private final Sessions sessions;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final ProvePasskey provePasskey;
    private final PasswordEncoder passwords;
    private final Attempts attempts;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    ConfirmPerson(
            People people,
            Sessions sessions,
            SecondFactors factors,
            Passkeys passkeys,
            ProvePasskey provePasskey,
            PasswordEncoder passwords,
            Attempts attempts,
            TransactionTemplate transaction,
            Clock clock,
            ApplicationEventPublisher events) {
        this.events = events;
        this.people = people;
        this.sessions = sessions;
        this.factors = factors;
        this.passkeys = passkeys;
        this.provePasskey = provePasskey;
        this.passwords = passwords;
        this.attempts = attempts;
        this.transaction = transaction;
        this.clock = clock;
    }

    public enum Outcome {
        CONFIRMED(HttpStatus.OK, ""),
        /// As good as her password and a code.
        CONFIRMED_BY_PASSKEY(HttpStatus.OK, ""),
        WRONG_PASSKEY(HttpStatus.UNPROCESSABLE_CONTENT, "identity.passkey.wrong"),
        /// She has less than her rights here until one of her passkeys signs: her password alone is not she.
        PASSKEY_NEEDED(HttpStatus.UNPROCESSABLE_CONTENT, "identity.passkey.needed"),
        WRONG_CODE(HttpStatus.UNPROCESSABLE_CONTENT, "identity.code.wrong"),
        TOO_MANY_CODES(HttpStatus.TOO_MANY_REQUESTS, "identity.code.too-many"),
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

        public boolean isConfirmed() {
            return this == CONFIRMED || this == CONFIRMED_BY_PASSKEY;
        }

        /// The key of [#said].
        public String word() {
            return word;
        }

        public HttpStatus status() {
            return status;
        }

        /// What to do about one that did not confirm her.
        public String said(Words words) {
            return words.of(word, LATELY.toMinutes());
        }
    }

    /// With what somebody can tell that it is she.
    ///
    /// @param code whether she has an authenticator
    public record Means(boolean password, boolean code, boolean passkey) {
        public static final Means NONE = new Means(false, false, false);
    }

    public Means means(Viewer.Person person) {
        boolean hasPassword = people.find(person.id())
                .filter(account -> account.passwordHash() != null)
                .isPresent();
        return new Means(hasPassword, factors.isOn(person.id()), passkeys.hasAny(person.id()));
    }

    /// As [#confirm], and with a code where she has an authenticator: before what could take its place.
    ///
    /// @param code of the authenticator, or one of those on paper
    public Outcome confirmWithCode(Viewer.Person person, String password, String code, HttpServletRequest request) {
        Outcome outcome = confirmWithPasskey(person, password, request);
        if (outcome != Outcome.CONFIRMED || !factors.isOn(person.id())) return outcome;
        // Counted with the codes given to enter: two doors must not make twice the guesses.
        String guessed = "code of " + person.id();
        if (!attempts.allowGuess(guessed)) {
            return refused(Outcome.TOO_MANY_CODES, person, AttemptRefused.Why.LIMIT, request);
        }
        if (!factors.takeCode(person.id(), code, clock.instant()) && !factors.takeRecoveryCode(person.id(), code)) {
            transaction.executeWithoutResult(
                    _ -> events.publishEvent(new AccountEvent.CodeRefused(person, CallerAddress.of(request))));
            return Outcome.WRONG_CODE;
        }
        attempts.succeedGuess(guessed);
        return outcome;
    }

    /// As [#confirm], and with a passkey where a second factor is asked for and she has no other: before what
    /// comes and goes with which she enters. Else whoever learned her password would put a factor of his own
    /// beside hers, or in its place.
    Outcome confirmWithPasskey(Viewer.Person person, String password, HttpServletRequest request) {
        Outcome outcome = confirm(person, password, request);
        if (outcome != Outcome.CONFIRMED || !passkeys.hasAny(person.id())) return outcome;
        boolean isAdministrator =
                people.find(person.id()).filter(People.Account::isAdministrator).isPresent();
        if (!sessions.lacksFactor(person, isAdministrator, request)) return outcome;
        return refused(Outcome.PASSKEY_NEEDED, person, AttemptRefused.Why.PASSKEY, request);
    }

    /// @param request whose form holds what a passkey signed, when she took one instead of her password
    public Outcome confirm(Viewer.Person person, String password, HttpServletRequest request) {
        Optional<People.Account> account = people.find(person.id());
        if (account.isEmpty()) return Outcome.TOO_LONG_AGO;
        String signed = Objects.requireNonNullElse(request.getParameter(SIGNED), "");
        String hash = account.get().passwordHash();
        if (hash == null && signed.isEmpty()) {
            return sessions.isYounger(person.id(), request, clock.instant().minus(LATELY))
                    ? Outcome.CONFIRMED
                    : Outcome.TOO_LONG_AGO;
        }
        String browser = "confirmation of %s in %s".formatted(person.id(), sessions.named(request));
        if (!attempts.allowConfirmation(browser, CallerAddress.of(request))) {
            return refused(Outcome.TOO_MANY_ATTEMPTS, person, AttemptRefused.Why.LIMIT, request);
        }
        if (!signed.isEmpty() && !isSigned(person, signed, request)) {
            return refused(Outcome.WRONG_PASSKEY, person, AttemptRefused.Why.PASSKEY, request);
        }
        if (signed.isEmpty() && (password.length() > Password.LONGEST || !passwords.matches(password, hash))) {
            return refused(Outcome.WRONG_PASSWORD, person, AttemptRefused.Why.PASSWORD, request);
        }
        attempts.succeedGuess(browser);
        return signed.isEmpty() ? Outcome.CONFIRMED : Outcome.CONFIRMED_BY_PASSKEY;
    }

    private boolean isSigned(Viewer.Person person, String signed, HttpServletRequest request) {
        return PasskeyCeremony.read(signed)
                .map(answer -> provePasskey.prove(answer, person, request))
                .filter(ProvePasskey.Outcome.Proven.class::isInstance)
                .isPresent();
    }

    private Outcome refused(Outcome outcome, Viewer.Person person, AttemptRefused.Why why, HttpServletRequest request) {
        events.publishEvent(new AttemptRefused(person, why, CallerAddress.of(request)));
        return outcome;
    }
}
