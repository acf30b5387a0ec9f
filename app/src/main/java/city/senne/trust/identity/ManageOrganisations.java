package city.senne.trust.identity;

import city.senne.platform.i18n.Translated;
import city.senne.platform.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes organisations, and lets people into them and out. For administrators.
@Service
public class ManageOrganisations {
    static final int LONGEST_NAME = 200;

    private final Organisations organisations;
    private final People people;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ManageOrganisations(Organisations organisations, People people, ApplicationEventPublisher events, Clock clock) {
        this.organisations = organisations;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    public sealed interface Outcome {
        record Done() implements Outcome {}

        /// @param link with which the person enters the first time
        record Invited(String login, IssueSignInLink.SignInLink link) implements Outcome {}

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

    /// Gives a person a role in an organisation. Who has no account gets one, and a link to enter with.
    @Transactional
    public Outcome invite(Viewer viewer, String organisation, String login, String name, Role role) {
        requireAdministrator(viewer);
        if (organisations.find(organisation).isEmpty()) {
            return new Outcome.Refused("organisation", "identity.organisation.unknown");
        }
        String plain = login.strip();
        if (!plain.matches("[^\\s\\p{Cntrl}]{1,100}")) return new Outcome.Refused("login", "identity.login.wrong");
        Optional<People.Account> known = people.findByLogin(plain);
        String called = name.strip();
        if (known.isEmpty() && (called.isEmpty() || called.length() > LONGEST_NAME || called.indexOf(0) >= 0)) {
            return new Outcome.Refused("name", "identity.person.name.needed");
        }
        People.Account person = known.orElseGet(() -> people.invite(plain, called));
        organisations.join(person.id(), organisation, role);
        events.publishEvent(new AccountEvent.MemberJoined(viewer, organisation, person.login(), role));
        if (known.isPresent()) return new Outcome.Done();
        Secret token = Secret.random("");
        Instant expires = clock.instant().plus(IssueSignInLink.VALID);
        people.addLink(token, person.id(), expires);
        return new Outcome.Invited(plain, new IssueSignInLink.SignInLink("/sign-in/" + token.text(), expires));
    }

    @Transactional
    public void expel(Viewer viewer, String organisation, UUID person) {
        requireAdministrator(viewer);
        Optional<People.Account> member = people.find(person);
        if (member.isEmpty() || !organisations.leave(person, organisation)) return;
        events.publishEvent(
                new AccountEvent.MemberLeft(viewer, organisation, member.get().login()));
    }

    /// The person enters nowhere any more. Nothing happens to an administrator: somebody must be left.
    @Transactional
    public void dismiss(Viewer viewer, UUID person) {
        requireAdministrator(viewer);
        Optional<People.Account> member = people.find(person);
        if (member.isEmpty() || member.get().isAdministrator()) return;
        people.leave(person);
        events.publishEvent(
                new AccountEvent.PersonDismissed(viewer, member.get().login()));
    }

    private static void requireAdministrator(Viewer viewer) {
        if (!viewer.isAdministrator()) throw Problem.forbidden("forbidden");
    }

    private static boolean isTooLong(Translated name) {
        return name.byLanguage().values().stream().anyMatch(text -> text.length() > LONGEST_NAME);
    }
}
