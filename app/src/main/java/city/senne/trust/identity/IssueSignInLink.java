package city.senne.trust.identity;

import city.senne.platform.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes a link that lets somebody in, once. It is how a person enters the first time, and when her password is lost.
@Service
public class IssueSignInLink {
    public static final Duration VALID = Duration.ofHours(24);

    private final People people;
    private final SignInLinks links;
    private final ApplicationEventPublisher events;
    private final Clock clock = Clock.systemUTC();

    IssueSignInLink(People people, SignInLinks links, ApplicationEventPublisher events) {
        this.people = people;
        this.links = links;
        this.events = events;
    }

    /// @param path to put behind the address of the server
    public record SignInLink(String path, Instant expires) {
        /// Its path is a secret.
        @Override
        public String toString() {
            return "SignInLink[" + expires + "]";
        }

        public Secret token() {
            return new Secret(path.substring(path.lastIndexOf('/') + 1));
        }
    }

    /// For the administrator; whoever can run the command on the machine may ask for it, and is asked for nothing else.
    /// Links that were made before and not used stay valid until they expire.
    @Transactional
    public SignInLink issue() {
        People.Account administrator = people.administrator();
        events.publishEvent(new AccountEvent.SignInLinkIssued(new Viewer.Operator(), administrator.viewer()));
        return link(administrator.id(), SignInLinks.Purpose.ENTER);
    }

    /// For anybody but an administrator, to choose a password anew. By administrators; empty when there is no such
    /// account.
    @Transactional
    public Optional<SignInLink> issue(Viewer viewer, UUID person) {
        if (!viewer.isAdministrator()) throw Problem.forbidden("forbidden");
        Optional<People.Account> account = people.find(person).filter(each -> !each.isAdministrator());
        return account.map(each -> {
            events.publishEvent(new AccountEvent.SignInLinkIssued(viewer, each.viewer()));
            return link(each.id(), SignInLinks.Purpose.RESET);
        });
    }

    /// The first link of somebody who was invited.
    public SignInLink first(People.Account person) {
        return link(person.id(), SignInLinks.Purpose.ENTER);
    }

    /// A link that looks like the first one and lets nobody in: what it is for is kept elsewhere.
    public SignInLink likeFirst() {
        return new SignInLink(path(Secret.random("")), clock.instant().plus(VALID));
    }

    private SignInLink link(UUID person, SignInLinks.Purpose purpose) {
        Secret token = Secret.random("");
        Instant expires = clock.instant().plus(VALID);
        links.add(token, new SignInLinks.Link(purpose, person, null), expires);
        return new SignInLink(path(token), expires);
    }

    private static String path(Secret token) {
        return "/sign-in/" + token.text();
    }
}
