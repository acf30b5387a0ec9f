package city.senne.trust.account;

import city.senne.platform.web.Problem;
import city.senne.trust.credentials.Passkeys;
import city.senne.trust.credentials.SecondFactors;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Attributes;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.SignInLinks;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.PushKeys;
import city.senne.trust.organisations.EndRights;
import city.senne.trust.organisations.Invitations;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Ends all access of a person at once: her password, passkeys, links and sessions, what she is a member of, her
/// groups, what rules and agreements gave her, and the keys of programs that she made. What she did keeps her name. For
/// administrators.
@Service
public class CloseAccount {
    private final People people;
    private final SignInLinks links;
    private final Invitations invitations;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final EndRights endRights;
    private final PushKeys pushKeys;
    private final Attributes attributes;
    private final ApplicationEventPublisher events;

    CloseAccount(
            People people,
            SignInLinks links,
            Invitations invitations,
            SecondFactors factors,
            Passkeys passkeys,
            Sessions sessions,
            EndRights endRights,
            PushKeys pushKeys,
            Attributes attributes,
            ApplicationEventPublisher events) {
        this.attributes = attributes;
        this.people = people;
        this.links = links;
        this.invitations = invitations;
        this.factors = factors;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.endRights = endRights;
        this.pushKeys = pushKeys;
        this.events = events;
    }

    public enum Outcome {
        CLOSED,
        /// There is no such account, or it was closed before.
        UNKNOWN,
        /// Somebody must be left who can look after the others.
        ADMINISTRATOR
    }

    @Transactional
    public Outcome close(Viewer viewer, UUID person) {
        if (!viewer.isAdministrator()) throw Problem.forbidden("forbidden");
        Optional<People.Account> account = people.find(person);
        if (account.isEmpty()) return Outcome.UNKNOWN;
        if (account.get().isAdministrator()) return Outcome.ADMINISTRATOR;
        people.leave(person);
        links.dropAll(person);
        invitations.dropAll(person);
        factors.drop(person);
        attributes.dropAll(person);
        int ended = sessions.dropAll(person);
        passkeys.dropAll(person);
        int revoked = endRights.endAll(viewer, account.get()) + pushKeys.revokeAllOf(person);
        events.publishEvent(
                new AccountEvent.PersonDismissed(viewer, person, account.get().login(), ended, revoked));
        return Outcome.CLOSED;
    }
}
