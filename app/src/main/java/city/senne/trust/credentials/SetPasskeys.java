package city.senne.trust.credentials;

import city.senne.platform.i18n.Words;
import city.senne.platform.mail.Letter;
import city.senne.platform.mail.SendMail;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.web.Entries;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A person makes passkeys, names and removes them; an administrator removes those of somebody who lost
/// them. Whoever reads letters at her address is told of what came and what went.
@Service
public class SetPasskeys {
    static final int LONGEST_NAME = 60;

    private final Passkeys passkeys;
    private final PasskeyChallenges challenges;
    private final People people;
    private final CurrentPortal portal;
    private final SendMail mail;
    private final ApplicationEventPublisher events;

    SetPasskeys(
            Passkeys passkeys,
            PasskeyChallenges challenges,
            People people,
            CurrentPortal portal,
            SendMail mail,
            ApplicationEventPublisher events) {
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.people = people;
        this.portal = portal;
        this.mail = mail;
        this.events = events;
    }

    /// A name on one line; empty when it is none, or too long.
    static Optional<String> name(String written) {
        String name = Entries.plain(written).strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        return name.isEmpty() || name.length() > LONGEST_NAME ? Optional.empty() : Optional.of(name);
    }

    /// What the browser needs to make one, as JSON. Only after she confirmed that it is she: what comes
    /// back from this browser within some minutes is taken for hers.
    @Transactional
    public String begin(Viewer.Person viewer, Words words, HttpServletRequest request, HttpServletResponse response) {
        People.Account account = people.find(viewer.id()).orElseThrow(Problem::signInNeeded);
        byte[] challenge = challenges.open(PasskeyChallenges.Purpose.ADD, viewer.id(), request, response);
        return PasskeyCeremony.creation(
                request,
                portal.portal().name(words.language()),
                account,
                challenge,
                passkeys.credentialIds(viewer.id()));
    }

    /// False when it is not what was asked for, or too late.
    ///
    /// @param answer of the browser, as JSON
    @Transactional
    public boolean add(Viewer.Person viewer, String name, String answer, Words words, HttpServletRequest request) {
        Optional<byte[]> challenge = challenges.take(PasskeyChallenges.Purpose.ADD, viewer.id(), request);
        Optional<Passkeys.Made> made = challenge.flatMap(each -> PasskeyCeremony.made(answer, each, request));
        if (made.isEmpty() || !passkeys.add(viewer.id(), name, made.get())) return false;
        events.publishEvent(new AccountEvent.PasskeyAdded(viewer, name));
        tell(viewer.id(), viewer.name(), "identity.letter.passkey-added", name, words);
        return true;
    }

    @Transactional
    public void rename(Viewer.Person viewer, Passkey passkey, String name) {
        if (passkey.name().equals(name)) return;
        passkeys.rename(passkey.id(), name);
        events.publishEvent(new AccountEvent.PasskeyRenamed(viewer, passkey.name(), name));
    }

    /// One of the viewer's own, after she confirmed that it is she. Browsers in which it signed her in
    /// are signed out, but for this one.
    @Transactional
    public void remove(Viewer.Person viewer, Passkey passkey, Words words, HttpServletRequest request) {
        People.Account account = people.find(viewer.id()).orElseThrow(Problem::signInNeeded);
        passkeys.drop(passkey.id(), request);
        events.publishEvent(new AccountEvent.PasskeyRemoved(viewer, account.login(), passkey.name()));
        tell(viewer.id(), viewer.name(), "identity.letter.passkey-removed", passkey.name(), words);
    }

    /// All of somebody's who lost them. For administrators. Browsers in which they signed her in are
    /// signed out.
    @Transactional
    public void removeAll(Viewer viewer, UUID person, Words words) {
        if (!viewer.isAdministrator()) throw Problem.forbidden("forbidden");
        Optional<People.Account> account = people.find(person);
        List<Passkey> theirs = passkeys.list(person);
        if (account.isEmpty() || theirs.isEmpty()) return;
        passkeys.dropAll(person);
        for (Passkey passkey : theirs) {
            events.publishEvent(
                    new AccountEvent.PasskeyRemoved(viewer, account.get().login(), passkey.name()));
            tell(person, account.get().name(), "identity.letter.passkey-removed", passkey.name(), words);
        }
    }

    private void tell(UUID person, String called, String word, String passkey, Words words) {
        if (!mail.isPossible()) return;
        people.findConfirmedAddress(person)
                .ifPresent(address -> mail.sendSoon(new Letter(
                        address,
                        words.of(word + ".subject"),
                        words.of(word, called, passkey, mail.address("/account/passkeys")))));
    }
}
