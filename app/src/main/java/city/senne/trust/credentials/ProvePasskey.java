package city.senne.trust.credentials;

import city.senne.platform.web.CallerAddress;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Has a passkey sign, and finds out whether it did.
@Service
public class ProvePasskey {
    private final Passkeys passkeys;
    private final PasskeyChallenges challenges;
    private final People people;
    private final ApplicationEventPublisher events;

    ProvePasskey(Passkeys passkeys, PasskeyChallenges challenges, People people, ApplicationEventPublisher events) {
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.people = people;
        this.events = events;
    }

    public sealed interface Outcome {
        /// @param passkey with which she signed
        record Proven(Passkeys.Kept passkey, People.Account person) implements Outcome {}

        /// @param person whose passkey was named, rightly or not; null when it is nobody's
        record Refused(People.@Nullable Account person) implements Outcome {}
    }

    /// What the browser asks a passkey to sign, as JSON.
    ///
    /// @param person who is to sign; null when she signs in, so that nobody learns who has an account
    @Transactional
    public String ask(Viewer.@Nullable Person person, HttpServletRequest request, HttpServletResponse response) {
        if (person == null) {
            byte[] challenge = challenges.open(PasskeyChallenges.Purpose.SIGN_IN, null, request, response);
            return PasskeyCeremony.request(request, challenge, List.of());
        }
        byte[] challenge = challenges.open(PasskeyChallenges.Purpose.CONFIRM, person.id(), request, response);
        return PasskeyCeremony.request(request, challenge, passkeys.credentialIds(person.id()));
    }

    /// @param answer what the browser said; the challenge counts no more, whatever comes of it
    /// @param expected who is to have signed; null when she signs in
    @Transactional
    public Outcome prove(PasskeyCeremony.Answer answer, Viewer.@Nullable Person expected, HttpServletRequest request) {
        Optional<byte[]> challenge = challenges.take(
                expected == null ? PasskeyChallenges.Purpose.SIGN_IN : PasskeyChallenges.Purpose.CONFIRM,
                expected == null ? null : expected.id(),
                request);
        Optional<Passkeys.Kept> found = passkeys.find(answer.credentialId());
        Optional<People.Account> account = found.flatMap(kept -> people.find(kept.person()));
        if (challenge.isEmpty() || found.isEmpty() || account.isEmpty()) {
            return new Outcome.Refused(account.orElse(null));
        }
        Passkeys.Kept kept = found.get();
        if (!isWhose(answer, kept, expected)) return new Outcome.Refused(account.get());
        return switch (PasskeyCeremony.check(answer, kept, challenge.get(), request)) {
            case PasskeyCeremony.Checked.Signed signed
            when passkeys.noteUse(kept, signed.signCount(), signed.isBackedUp()) ->
                new Outcome.Proven(kept, account.get());
            case PasskeyCeremony.Checked.CountedBack _ -> {
                events.publishEvent(new AccountEvent.PasskeyCountedBack(
                        account.get().viewer(), kept.name(), CallerAddress.of(request)));
                yield new Outcome.Refused(account.get());
            }
            case PasskeyCeremony.Checked.Signed _, PasskeyCeremony.Checked.Wrong _ ->
                new Outcome.Refused(account.get());
        };
    }

    /// Nobody confirms with another's; and who signs in is told by the passkey, not by what we kept of
    /// it alone.
    private static boolean isWhose(
            PasskeyCeremony.Answer answer, Passkeys.Kept kept, Viewer.@Nullable Person expected) {
        byte[] told = answer.handle();
        boolean tellsRight = told != null && Arrays.equals(told, PasskeyCeremony.handle(kept.person()));
        return expected == null ? tellsRight : kept.person().equals(expected.id()) && (told == null || tellsRight);
    }
}
