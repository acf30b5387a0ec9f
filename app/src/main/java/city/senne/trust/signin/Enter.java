package city.senne.trust.signin;

import city.senne.platform.web.CallerAddress;
import city.senne.trust.credentials.SecondFactors;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.AttemptRefused;
import city.senne.trust.identity.Attempts;
import city.senne.trust.identity.Device;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The last step of every way in: opens a session, after a code where the person has an authenticator.
@Service
class Enter {
    private final People people;
    private final Sessions sessions;
    private final Entrances entrances;
    private final SecondFactors factors;
    private final Attempts attempts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Enter(
            People people,
            Sessions sessions,
            Entrances entrances,
            SecondFactors factors,
            Attempts attempts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.people = people;
        this.sessions = sessions;
        this.entrances = entrances;
        this.factors = factors;
        this.attempts = attempts;
        this.events = events;
        this.clock = clock;
    }

    sealed interface Outcome {
        /// @param session for the cookie
        record SignedIn(String session) implements Outcome {}

        /// @param entrance for the cookie with which the code is given
        record CodeNeeded(String entrance) implements Outcome {}

        record WrongCode() implements Outcome {}

        record TooManyAttempts() implements Outcome {}

        /// The password has to be given again.
        record TooLate() implements Outcome {}
    }

    /// Who gave what we asked for first. Within the transaction of whoever calls.
    Outcome enter(People.Account person, AccountEvent.Way way, Device device) {
        if (way.asksForCode() && factors.isOn(person.id())) {
            return new Outcome.CodeNeeded(entrances.open(person.id(), way));
        }
        events.publishEvent(new AccountEvent.SignedIn(person.viewer(), way));
        return new Outcome.SignedIn(sessions.open(person, device, null));
    }

    /// Who signed with a passkey. Nothing else is asked of her. Within the transaction of whoever calls.
    Outcome enterWithPasskey(People.Account person, UUID passkey, Device device) {
        events.publishEvent(new AccountEvent.SignedIn(person.viewer(), AccountEvent.Way.PASSKEY));
        return new Outcome.SignedIn(sessions.open(person, device, passkey));
    }

    /// @param code of the authenticator, or one of those on paper
    @Transactional
    public Outcome giveCode(String code, HttpServletRequest request) {
        Optional<Entrances.Entrance> entrance = entrances.tryCode(request);
        Optional<People.Account> account = entrance.flatMap(each -> people.find(each.person()));
        if (entrance.isEmpty() || account.isEmpty()) return new Outcome.TooLate();
        People.Account person = account.get();
        // Only who knows the password comes here, so that this locks out nobody else's victim.
        if (!attempts.allowGuess("code of " + person.id())) {
            events.publishEvent(
                    new AttemptRefused(person.viewer(), AttemptRefused.Why.LIMIT, CallerAddress.of(request)));
            return new Outcome.TooManyAttempts();
        }
        boolean isRight = factors.takeCode(person.id(), code, clock.instant());
        boolean isOnPaper = !isRight && factors.takeRecoveryCode(person.id(), code);
        if (!isRight && !isOnPaper) {
            events.publishEvent(new AccountEvent.CodeRefused(person.viewer(), CallerAddress.of(request)));
            return new Outcome.WrongCode();
        }
        attempts.succeedGuess("code of " + person.id());
        entrances.drop(request);
        if (isOnPaper) {
            int left = factors.state(person.id()).recoveryCodes();
            events.publishEvent(new AccountEvent.RecoveryCodeUsed(person.viewer(), left));
        }
        events.publishEvent(new AccountEvent.SignedIn(person.viewer(), AccountEvent.Way.CODE));
        return new Outcome.SignedIn(sessions.open(person, Device.of(request), null));
    }
}
