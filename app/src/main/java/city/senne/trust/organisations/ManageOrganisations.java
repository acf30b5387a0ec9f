package city.senne.trust.organisations;

import city.senne.platform.i18n.Translated;
import city.senne.platform.mail.MailAddress;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.AccountReopened;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Viewer;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes organisations, for administrators; lets people into them and out, also for their stewards.
@Service
public class ManageOrganisations {
    public static final int LONGEST_NAME = 200;

    private final Organisations organisations;
    private final People people;
    private final Invitations invitations;
    private final EndRights endRights;
    private final ApplicationEventPublisher events;
    private final IssueSignInLink issueSignInLink;

    ManageOrganisations(
            Organisations organisations,
            People people,
            Invitations invitations,
            EndRights endRights,
            ApplicationEventPublisher events,
            IssueSignInLink issueSignInLink) {
        this.organisations = organisations;
        this.people = people;
        this.invitations = invitations;
        this.endRights = endRights;
        this.events = events;
        this.issueSignInLink = issueSignInLink;
    }

    public sealed interface Outcome {
        record Done() implements Outcome {}

        /// The same whether there was an account of this login or not.
        ///
        /// @param login as it was written
        /// @param email where the link may go, as it was written; null when it has to be handed over
        /// @param link with which the person enters the first time, or is asked whether she joins
        record Invited(String login, @Nullable String email, IssueSignInLink.SignInLink link) implements Outcome {}

        /// @param input that is wrong
        /// @param word the key of the sentence that says why
        record Refused(String input, String word) implements Outcome {}
    }

    /// @param parent the id of the one it is a part of; empty for none
    @Transactional
    public Outcome add(Viewer viewer, String id, Translated name, String parent) {
        requireAdministrator(viewer);
        if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) return new Outcome.Refused("id", "identity.organisation.id.wrong");
        if (name.isEmpty() || isTooLong(name)) return new Outcome.Refused("name", "identity.organisation.name.needed");
        if (!parent.isEmpty() && organisations.find(parent).isEmpty()) {
            return new Outcome.Refused("parent", "identity.organisation.unknown");
        }
        if (!organisations.add(id, name, parent.isEmpty() ? null : parent)) {
            return new Outcome.Refused("id", "identity.organisation.id.taken");
        }
        events.publishEvent(new AccountEvent.OrganisationAdded(viewer, id));
        return new Outcome.Done();
    }

    /// Invites somebody to a role in an organisation, or gives another role to who belongs to it already. Who
    /// has no account gets one. She joins when she accepts: who holds an account is not to be guessed from its
    /// login, nor may anybody be made a member against her will. Operators and programs join people at once.
    ///
    /// @param email where the letter goes; blank when it is the login, or unknown. No account that is there
    ///     changes by it
    @Transactional
    public Outcome invite(Viewer viewer, String organisation, String login, String name, String email, Role role) {
        requireSteward(viewer, organisation);
        if (organisations.find(organisation).isEmpty()) {
            return new Outcome.Refused("organisation", "identity.organisation.unknown");
        }
        String plain = login.strip();
        if (!isLogin(plain)) return new Outcome.Refused("login", "identity.login.wrong");
        Optional<People.Account> known = people.findByLogin(plain);
        if (known.isPresent()
                && (!(viewer instanceof Viewer.Person)
                        || organisations.isMember(known.get().id(), organisation))) {
            join(viewer, organisation, known.get(), role);
            return new Outcome.Done();
        }
        // A closed account stays closed to whomever an administrator closed it.
        if (!viewer.isAdministrator() && people.hasLeft(plain)) {
            return new Outcome.Refused("login", "identity.member.left");
        }
        String called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME || called.indexOf(0) >= 0) {
            return new Outcome.Refused("name", "identity.person.name.needed");
        }
        String address = MailAddress.find(email.isBlank() ? plain : email).orElse(null);
        if (!email.isBlank() && address == null) return new Outcome.Refused("email", "identity.email.wrong");
        boolean returns = known.isEmpty() && people.hasLeft(plain);
        Optional<People.Account> made = known.isPresent() ? Optional.empty() : people.invite(plain, called, address);
        if (returns) made.ifPresent(account -> events.publishEvent(new AccountReopened(account.id())));
        IssueSignInLink.SignInLink link = made.map(issueSignInLink::first).orElseGet(issueSignInLink::likeFirst);
        People.Account person = made.or(() -> people.findByLogin(plain)).orElseThrow();
        if (viewer instanceof Viewer.Person by) {
            invitations.add(link.token(), person.id(), organisation, role, by.id(), link.expires());
            events.publishEvent(new AccountEvent.MemberInvited(viewer, organisation, person.login(), role));
        } else {
            join(viewer, organisation, person, role);
        }
        return new Outcome.Invited(plain, address, link);
    }

    private void join(Viewer viewer, String organisation, People.Account person, Role role) {
        invitations.drop(person.id(), organisation);
        organisations.join(person.id(), organisation, role);
        events.publishEvent(new AccountEvent.MemberJoined(viewer, organisation, person.login(), role));
        endRights.endLost(viewer, person.id(), "");
    }

    @Transactional
    public void expel(Viewer viewer, String organisation, UUID person) {
        requireSteward(viewer, organisation);
        end(viewer, organisation, person);
    }

    /// Nobody is kept in an organisation.
    @Transactional
    public void leave(Viewer.Person viewer, String organisation) {
        end(viewer, organisation, viewer.id());
    }

    private void end(Viewer viewer, String organisation, UUID person) {
        Optional<People.Account> member = people.find(person);
        if (member.isEmpty() || !organisations.leave(person, organisation)) return;
        invitations.drop(person, organisation);
        events.publishEvent(
                new AccountEvent.MemberLeft(viewer, organisation, member.get().login()));
        endRights.endLost(viewer, person, organisation);
    }

    /// Whether the viewer says who belongs to an organisation. A role that was lent her does not suffice: what
    /// she gave herself by it would outlast it.
    static boolean looksAfter(Viewer viewer, String organisation) {
        return viewer.isAdministrator()
                || viewer.memberships().own().stewarding().contains(organisation);
    }

    public static boolean isLogin(String text) {
        return text.matches("[^\\s\\p{Cntrl}]{1,100}");
    }

    private static void requireSteward(Viewer viewer, String organisation) {
        if (!looksAfter(viewer, organisation)) throw Problem.forbidden("forbidden");
    }

    private static void requireAdministrator(Viewer viewer) {
        if (!viewer.isAdministrator()) throw Problem.forbidden("forbidden");
    }

    private static boolean isTooLong(Translated name) {
        return name.byLanguage().values().stream().anyMatch(text -> text.length() > LONGEST_NAME);
    }
}
