package city.senne.trust.keys;

import city.senne.trust.identity.IdentitySettings;
import city.senne.trust.identity.Memberships;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.Purpose;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Secret;
import city.senne.trust.identity.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Gives a program a key of its own.
@Service
public class CreateKey {
    static final int LONGEST_NAME = 100;

    /// The words for keys that work for whoever makes them, by administrators and by others.
    public static final String FOR_EVERYTHING = "identity.key.organisation.all";

    public static final String FOR_HERSELF = "identity.key.organisation.mine";

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

    /// A key that somebody asks for.
    ///
    /// @param organisation whose members see what the program sees; empty for one that works for whoever makes it
    /// @param days after which it opens nothing any more
    /// @param scope null for one that may do everything, or read for its organisation
    /// @param callsADay how often it may call the API; null for as often as others
    /// @param purpose for what all that it asks is asked; empty where its program says it itself
    public record Wish(
            String name,
            String organisation,
            long days,
            @Nullable Scope scope,
            @Nullable Long callsADay,
            String purpose) {
        /// A key without a purpose of its own.
        public Wish(String name, String organisation, long days, @Nullable Scope scope, @Nullable Long callsADay) {
            this(name, organisation, days, scope, callsADay, "");
        }
    }

    public sealed interface Outcome {
        /// @param key shown now and never again
        record Created(ApiKeyText key) implements Outcome {}

        record NameNeeded() implements Outcome {}

        /// @param longest that a key may last, in days
        record WrongDays(long longest) implements Outcome {}

        record NoSuchOrganisation(String id) implements Outcome {}

        /// @param text that is no id of a dataset, or the one too many
        record WrongDataset(String text) implements Outcome {}

        /// A key for an organisation does no more than read.
        record ReadsOnly() implements Outcome {}

        record WrongCalls() implements Outcome {}

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
        return create(viewer, new Wish(name, organisation, longest(), null, null));
    }

    /// How many days a key lasts at most.
    public long longest() {
        return settings.longestKey().toDays();
    }

    /// By administrators; for an organisation by its stewards; and by everybody for a part of what she may do herself.
    /// Throws Problem for a purpose that is too long, or no plain text.
    @Transactional
    public Outcome create(Viewer viewer, Wish wish) {
        if (!mayMake(viewer, wish)) return new Outcome.NotAllowed();
        if (wish.days() < 1 || wish.days() > longest()) return new Outcome.WrongDays(longest());
        String name = wish.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) return new Outcome.NameNeeded();
        String organisation = wish.organisation();
        if (!organisation.isEmpty() && organisations.find(organisation).isEmpty()) {
            return new Outcome.NoSuchOrganisation(organisation);
        }
        if (wish.callsADay() != null && wish.callsADay() < 1) return new Outcome.WrongCalls();
        Scope scope = wish.scope();
        if (scope != null) {
            Optional<String> wrong = wrongDataset(scope.listDatasets());
            if (wrong.isPresent()) return new Outcome.WrongDataset(wrong.get());
            if (!organisation.isEmpty() && !scope.verbs().equals(Set.of(Scope.Verb.READ))) {
                return new Outcome.ReadsOnly();
            }
        }
        Purpose purpose = Purpose.read(wish.purpose());
        Secret key = Secret.random("senne_");
        Wish plain = new Wish(name, organisation, wish.days(), scope, wish.callsADay(), purpose.text());
        Instant wished = clock.instant().plus(Duration.ofDays(wish.days()));
        Instant latest = latest(viewer, organisation);
        UUID id = keys.add(plain, key, wished.isBefore(latest) ? wished : latest, viewer);
        events.publishEvent(new KeyEvent.Created(viewer, id, name, scope, purpose.text()));
        return new Outcome.Created(new ApiKeyText(name, key.text()));
    }

    /// A key for an organisation does not outlive a lent role by which it was made.
    private static Instant latest(Viewer viewer, String organisation) {
        Memberships memberships = viewer.memberships();
        boolean isOwn = viewer.isAdministrator()
                || organisation.isEmpty()
                || memberships.own().stewarding().contains(organisation);
        return isOwn ? Instant.MAX : memberships.lentUntil(organisation).orElseThrow();
    }

    private static boolean mayMake(Viewer viewer, Wish wish) {
        if (viewer.isAdministrator()) return true;
        if (!(viewer instanceof Viewer.Person person)) return false;
        return wish.organisation().isEmpty()
                ? wish.scope() != null
                : person.memberships().stewarding().contains(wish.organisation());
    }

    private static Optional<String> wrongDataset(List<String> datasets) {
        if (datasets.size() > Scope.MOST_DATASETS) return Optional.of(datasets.get(Scope.MOST_DATASETS));
        return datasets.stream().filter(id -> !Scope.isDataset(id)).findFirst();
    }
}
