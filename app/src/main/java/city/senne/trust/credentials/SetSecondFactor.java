package city.senne.trust.credentials;

import city.senne.platform.web.Problem;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A person ties an authenticator to her account, or unties it; an administrator unties one that was lost.
@Service
public class SetSecondFactor {
    private final SecondFactors factors;
    private final Sessions sessions;
    private final People people;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SetSecondFactor(
            SecondFactors factors, Sessions sessions, People people, ApplicationEventPublisher events, Clock clock) {
        this.factors = factors;
        this.sessions = sessions;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /// What the authenticator is to know; it counts once a code of it was given.
    void begin(Viewer.Person viewer) {
        factors.begin(viewer.id(), Totp.newSecret());
    }

    /// @return the codes to keep on paper, which are shown now and never again; empty when the code is wrong. Other
    ///     browsers are signed out: nobody had to give a code there.
    @Transactional
    public Optional<List<String>> confirm(Viewer.Person viewer, String code, HttpServletRequest request) {
        Optional<byte[]> secret = factors.findSecret(viewer.id(), false);
        OptionalLong step =
                secret.map(each -> Totp.findStep(each, code, clock.instant())).orElse(OptionalLong.empty());
        if (step.isEmpty() || !factors.confirm(viewer.id(), step.getAsLong())) return Optional.empty();
        sessions.dropOthers(viewer.id(), request);
        events.publishEvent(new AccountEvent.SecondFactorSet(viewer));
        List<String> codes = RecoveryCode.newCodes();
        factors.keepRecoveryCodes(viewer.id(), codes);
        return Optional.of(codes);
    }

    /// Codes in the place of those before. They could turn the second factor off, so that she has confirmed with a
    /// code that it is she.
    @Transactional
    public List<String> renewRecoveryCodes(Viewer.Person viewer) {
        if (!factors.isOn(viewer.id())) throw Problem.forbidden("forbidden");
        List<String> codes = RecoveryCode.newCodes();
        factors.keepRecoveryCodes(viewer.id(), codes);
        events.publishEvent(new AccountEvent.RecoveryCodesMade(viewer));
        return codes;
    }

    /// Her own, after she confirmed with a code that it is she.
    @Transactional
    public void remove(Viewer.Person viewer) {
        drop(viewer, viewer.id());
    }

    /// Anybody's who lost it. For administrators.
    @Transactional
    public void untie(Viewer viewer, UUID person) {
        if (!viewer.isAdministrator()) throw Problem.forbidden("forbidden");
        drop(viewer, person);
    }

    private void drop(Viewer viewer, UUID person) {
        Optional<People.Account> account = people.find(person);
        if (account.isEmpty() || !factors.drop(person)) return;
        events.publishEvent(
                new AccountEvent.SecondFactorRemoved(viewer, account.get().login()));
    }
}
