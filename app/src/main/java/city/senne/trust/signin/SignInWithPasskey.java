package city.senne.trust.signin;

import city.senne.platform.web.CallerAddress;
import city.senne.trust.credentials.PasskeyCeremony;
import city.senne.trust.credentials.Passkeys;
import city.senne.trust.credentials.ProvePasskey;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.AttemptRefused;
import city.senne.trust.identity.Attempts;
import city.senne.trust.identity.Device;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A person signs in with a passkey, which tells who she is and stands for password and code. Says
/// never why not: a passkey of nobody, of a closed account or of another browser's question are refused
/// alike.
@Service
class SignInWithPasskey {
    private final ProvePasskey provePasskey;
    private final Enter enter;
    private final Attempts attempts;
    private final ApplicationEventPublisher events;

    SignInWithPasskey(ProvePasskey provePasskey, Enter enter, Attempts attempts, ApplicationEventPublisher events) {
        this.provePasskey = provePasskey;
        this.enter = enter;
        this.attempts = attempts;
        this.events = events;
    }

    sealed interface Outcome {
        record Known(Enter.Outcome outcome) implements Outcome {}

        record Refused() implements Outcome {}

        record TooManyAttempts() implements Outcome {}
    }

    /// What the browser asks a passkey to sign, as JSON; empty after too many from one address. Each
    /// leaves a row behind, as a journey to a provider does.
    public Optional<String> ask(HttpServletRequest request, HttpServletResponse response) {
        if (attempts.allowJourney(CallerAddress.of(request))) {
            return Optional.of(provePasskey.ask(null, request, response));
        }
        events.publishEvent(new AttemptRefused(Viewer.ANONYMOUS, AttemptRefused.Why.LIMIT, CallerAddress.of(request)));
        return Optional.empty();
    }

    /// @param answer of the browser, as JSON
    @Transactional
    public Outcome signIn(String answer, HttpServletRequest request) {
        String address = CallerAddress.of(request);
        Optional<PasskeyCeremony.Answer> read = PasskeyCeremony.read(answer);
        // Counted for a passkey as for a login: nobody's colleague waits for her mistakes.
        String passkey = "passkey "
                + read.map(each -> PasskeyCeremony.text(each.credentialId())).orElse("");
        if (!(read.isEmpty() ? attempts.allowFrom(address) : attempts.allow(passkey, address))) {
            events.publishEvent(new AttemptRefused(Viewer.ANONYMOUS, AttemptRefused.Why.LIMIT, address));
            return new Outcome.TooManyAttempts();
        }
        Optional<ProvePasskey.Outcome> proof = read.map(each -> provePasskey.prove(each, null, request));
        if (proof.orElse(null) instanceof ProvePasskey.Outcome.Proven(Passkeys.Kept kept, People.Account person)) {
            attempts.succeed(passkey, address);
            attempts.endJourney(address);
            return new Outcome.Known(enter.enterWithPasskey(person, kept.id(), Device.of(request)));
        }
        String hers =
                proof.orElse(null) instanceof ProvePasskey.Outcome.Refused(People.Account person) && person != null
                        ? person.login()
                        : "";
        events.publishEvent(new AccountEvent.SignInRefused(hers, address));
        return new Outcome.Refused();
    }
}
