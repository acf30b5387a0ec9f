package city.senne.trust.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Gives a program a key of its own.
@Service
public class CreateKey {
    static final int LONGEST_NAME = 100;

    private final ApiKeys keys;
    private final Organisations organisations;
    private final IdentitySettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CreateKey(
            ApiKeys keys,
            Organisations organisations,
            IdentitySettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.keys = keys;
        this.organisations = organisations;
        this.events = events;
    }

    public sealed interface Outcome {
        /// @param key shown now and never again
        record Created(ApiKeyText key) implements Outcome {}

        record NameNeeded() implements Outcome {}

        /// @param longest that a key may last, in days
        record WrongDays(long longest) implements Outcome {}

        record NoSuchOrganisation(String id) implements Outcome {}

        record NotAllowed() implements Outcome {}
    }

    /// A key as its holder gets it.
    public record ApiKeyText(String name, String text) {
        @Override
        public String toString() {
            return "ApiKeyText[" + name + "]";
        }
    }

    /// For a program that may do everything.
    @Transactional
    public Outcome create(Viewer viewer, String name) {
        return create(viewer, name, "");
    }

    /// For as long as keys may last.
    ///
    /// @param organisation whose members see what the program sees; empty for one that may do everything
    @Transactional
    public Outcome create(Viewer viewer, String name, String organisation) {
        return create(viewer, name, organisation, longest());
    }

    /// How many days a key lasts at most.
    public long longest() {
        return settings.longestKey().toDays();
    }

    /// By administrators, and for an organisation by its stewards.
    ///
    /// @param days after which it opens nothing any more
    @Transactional
    public Outcome create(Viewer viewer, String name, String organisation, long days) {
        boolean isSteward = viewer instanceof Viewer.Person person
                && person.memberships().stewarding().contains(organisation);
        if (!viewer.isAdministrator() && !isSteward) return new Outcome.NotAllowed();
        if (days < 1 || days > longest()) return new Outcome.WrongDays(longest());
        String plainName = name.strip();
        if (plainName.isEmpty() || plainName.length() > LONGEST_NAME) return new Outcome.NameNeeded();
        if (!organisation.isEmpty() && organisations.find(organisation).isEmpty()) {
            return new Outcome.NoSuchOrganisation(organisation);
        }
        Secret key = Secret.random("senne_");
        UUID id = keys.add(
                plainName,
                organisation.isEmpty() ? null : organisation,
                key,
                clock.instant().plus(Duration.ofDays(days)),
                viewer);
        events.publishEvent(new AccountEvent.KeyCreated(viewer, id, plainName));
        return new Outcome.Created(new ApiKeyText(plainName, key.text()));
    }
}
