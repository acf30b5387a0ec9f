package city.senne.trust.signin;

import city.senne.trust.credentials.Password;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.AttemptRefused;
import city.senne.trust.identity.Attempts;
import city.senne.trust.identity.Device;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Secret;
import city.senne.trust.identity.Viewer;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/// A person signs in with login and password. Says never which of the two was wrong, not even by the time it takes.
@Service
public class SignIn {
    private final People people;
    private final Enter enter;
    private final PasswordEncoder passwords;
    private final Attempts attempts;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Supplier<String> nobodysHash;

    SignIn(
            People people,
            Enter enter,
            PasswordEncoder passwords,
            Attempts attempts,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.people = people;
        this.enter = enter;
        this.passwords = passwords;
        this.attempts = attempts;
        this.events = events;
        this.transaction = transaction;
        this.nobodysHash =
                SingletonSupplier.of(() -> passwords.encode(Secret.random("").text()));
    }

    public sealed interface Outcome {
        /// @param outcome whether she is in, or is asked for a code
        record Known(Enter.Outcome outcome) implements Outcome {}

        record Refused() implements Outcome {}

        record TooManyAttempts() implements Outcome {}
    }

    /// @param address of the caller, to slow down those who guess
    /// @param device that the person uses
    public Outcome signIn(String login, String password, String address, Device device) {
        if (!attempts.allow(login, address)) {
            events.publishEvent(new AttemptRefused(Viewer.ANONYMOUS, AttemptRefused.Why.LIMIT, address));
            return new Outcome.TooManyAttempts();
        }
        Optional<People.Account> account = people.findByLogin(login);
        String hash = account.map(People.Account::passwordHash).orElseGet(nobodysHash);
        boolean right = password.length() <= Password.LONGEST && passwords.matches(password, hash);
        // Only now: no connection waits while a password is hashed.
        return Objects.requireNonNull(transaction.execute(_ -> {
            if (!right || account.isEmpty()) {
                // What is nobody's login may be a password that was typed into the wrong field.
                String hers = account.map(People.Account::login).orElse("");
                events.publishEvent(new AccountEvent.SignInRefused(hers, address));
                return new Outcome.Refused();
            }
            attempts.succeed(login, address);
            return new Outcome.Known(enter.enter(account.get(), AccountEvent.Way.PASSWORD, device));
        }));
    }
}
