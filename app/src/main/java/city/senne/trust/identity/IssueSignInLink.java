package city.senne.trust.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes a link that signs the administrator in, once. It is how she enters the first time, and when her password
/// is lost; whoever can run the command on the machine may ask for it.
@Service
public class IssueSignInLink {
    static final Duration VALID = Duration.ofHours(24);

    private final People people;
    private final ApplicationEventPublisher events;
    private final Clock clock = Clock.systemUTC();

    IssueSignInLink(People people, ApplicationEventPublisher events) {
        this.people = people;
        this.events = events;
    }

    /// @param path to put behind the address of the server
    public record SignInLink(String path, Instant expires) {}

    /// Links that were made before and not used stay valid until they expire.
    @Transactional
    public SignInLink issue() {
        Secret token = Secret.random("");
        Instant expires = clock.instant().plus(VALID);
        People.Account administrator = people.administrator();
        people.addLink(token, administrator.id(), expires);
        events.publishEvent(new AccountEvent.SignInLinkIssued(administrator.viewer()));
        return new SignInLink("/sign-in/" + token.text(), expires);
    }
}
