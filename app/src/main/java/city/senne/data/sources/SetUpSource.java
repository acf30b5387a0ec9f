package city.senne.data.sources;

import city.senne.data.catalog.DatasetErased;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.DeliveryDesk;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.platform.store.PublicAddress;
import city.senne.platform.web.Problem;
import city.senne.trust.access.Access;
import city.senne.trust.access.AccessRefused;
import city.senne.trust.access.Act;
import city.senne.trust.access.Subject;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Names a portal whose datasets are taken over, changes what was said of it, has it read, forgets it.
///
/// Whoever sets a source up lends it her rights: it delivers what she could deliver, as long as she can.
@Component
class SetUpSource {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ADDRESS = 1_000;
    private static final int LONGEST_WANTED = 10_000;

    private final Sources sources;
    private final Runs runs;
    private final RecognisePortal recognisePortal;
    private final SourceQueue queue;
    private final DeliveryDesk desk;
    private final SourceSettings settings;
    private final PublicAddress publicAddress;
    private final Organisations organisations;
    private final Access access;
    private final Journal journal;
    private final Clock clock;

    SetUpSource(
            Sources sources,
            Runs runs,
            RecognisePortal recognisePortal,
            SourceQueue queue,
            DeliveryDesk desk,
            SourceSettings settings,
            PublicAddress publicAddress,
            Organisations organisations,
            Access access,
            Journal journal,
            Clock clock) {
        this.sources = sources;
        this.runs = runs;
        this.recognisePortal = recognisePortal;
        this.queue = queue;
        this.desk = desk;
        this.settings = settings;
        this.publicAddress = publicAddress;
        this.organisations = organisations;
        this.access = access;
        this.journal = journal;
        this.clock = clock;
    }

    /// @param place the word of the wish that is wrong
    /// @param why a message's key
    record Mistake(String place, String why) {}

    sealed interface Outcome {
        record Kept(Source source) implements Outcome {}

        /// Nothing was kept.
        record Wrong(List<Mistake> mistakes) implements Outcome {}
    }

    /// Throws AccessRefused.
    Outcome create(Viewer viewer, SourceWish wish) throws InterruptedException {
        String organisation = owner(viewer, wish);
        requireSetUp(viewer, organisation);
        List<Mistake> mistakes = mistakes(viewer, organisation, wish);
        if (organisation != null && organisations.find(organisation).isEmpty()) {
            mistakes.add(new Mistake("organisation", "sources.wrong.organisation"));
        }
        Source.Type kind = mistakes.isEmpty() ? kind(wish, mistakes) : null;
        if (kind == null) return new Outcome.Wrong(mistakes);
        Source source = source(0, organisation, kind, viewer, wish);
        long id = sources.add(source);
        tell(viewer, Kind.SOURCE_CREATED, source);
        return new Outcome.Kept(find(viewer, id));
    }

    /// Whoever changes it lends it her rights from then on. Throws AccessRefused and a Problem when there is none that
    /// she may see.
    Outcome change(Viewer viewer, long id, SourceWish wish) throws InterruptedException {
        Source before = find(viewer, id);
        requireSetUp(viewer, before.organisation());
        List<Mistake> mistakes = mistakes(viewer, before.organisation(), wish);
        Source.Type kind = mistakes.isEmpty() ? kind(wish, mistakes) : null;
        if (kind == null) return new Outcome.Wrong(mistakes);
        Source source = source(id, before.organisation(), kind, viewer, wish);
        sources.change(source);
        tell(viewer, Kind.SOURCE_CHANGED, source);
        return new Outcome.Kept(find(viewer, id));
    }

    /// What it brought stays. Throws AccessRefused and a Problem when there is none that she may see.
    @Transactional
    public void remove(Viewer viewer, long id) {
        Source source = find(viewer, id);
        requireSetUp(viewer, source.organisation());
        sources.remove(id);
        tell(viewer, Kind.SOURCE_REMOVED, source);
    }

    /// Empty when it is being read already. Throws AccessRefused and a Problem when there is none that she may see.
    Optional<Run> read(Viewer viewer, long id, boolean dry) {
        Source source = find(viewer, id);
        requireSetUp(viewer, source.organisation());
        Optional<Run> run = runs.add(id, dry, viewer.name(), clock.instant()).flatMap(runs::find);
        if (run.isPresent()) {
            journal.record(source.in(Entry.of(viewer, Kind.SOURCE_ASKED)
                    .with("source", source.name())
                    .with("dry", dry)));
        }
        queue.call();
        return run;
    }

    /// Stops a reading; what was taken over until then stays. Throws AccessRefused and a Problem when there is none
    /// that she may see.
    void stop(Viewer viewer, Run run) {
        Source source = find(viewer, run.source());
        requireSetUp(viewer, source.organisation());
        if (runs.end(run.id(), Run.State.STOPPED, null, clock.instant())) {
            journal.record(source.in(Entry.of(viewer, Kind.SOURCE_STOPPED).with("source", source.name())));
        }
    }

    /// Its id may become somebody else's, who must not be written over.
    @EventListener
    void forget(DatasetErased erased) {
        sources.forget(erased.dataset().value());
    }

    /// Throws a Problem when there is none that this viewer may see.
    Source find(Viewer viewer, long id) {
        return sources.find(id).filter(found -> maySee(viewer, found)).orElseThrow(SetUpSource::unknown);
    }

    /// Throws a Problem when there is none that this viewer may see.
    Run findRun(Viewer viewer, long id) {
        Run run = runs.find(id).orElseThrow(SetUpSource::unknown);
        find(viewer, run.source());
        return run;
    }

    private static Problem unknown() {
        return Problem.notFound("source-unknown");
    }

    /// Those that the viewer may see, by name.
    List<Source> list(Viewer viewer) {
        return sources.list().stream().filter(each -> maySee(viewer, each)).toList();
    }

    /// For which organisations the viewer may set up sources.
    Set<String> organisations(Viewer viewer) {
        return new TreeSet<>(access.createsFor(viewer));
    }

    /// Deliveries of its datasets that wait for a decision.
    List<Delivery> listHeld(Viewer viewer, Source source) {
        List<UUID> pending = sources.listTaken(source.id()).stream()
                .map(Sources.Taken::delivery)
                .filter(Objects::nonNull)
                .toList();
        return desk.listHeld(viewer, pending);
    }

    boolean maySetUp(Viewer viewer) {
        return viewer.scope() == null
                && (viewer.isAdministrator() || !organisations(viewer).isEmpty());
    }

    private boolean maySee(Viewer viewer, Source source) {
        return access.decide(viewer, Act.PUBLISH, future(source.organisation())) instanceof Verdict.Yes;
    }

    /// A key is made for one thing; a source would outlive it.
    private void requireSetUp(Viewer viewer, @Nullable String organisation) {
        if (viewer.scope() != null || viewer instanceof Viewer.Machine) {
            throw new AccessRefused(Verdict.Reason.OUTSIDE_SCOPE);
        }
        access.require(viewer, Act.PUBLISH, future(organisation));
    }

    private static Subject future(@Nullable String organisation) {
        return Subject.draft("", organisation);
    }

    private @Nullable String owner(Viewer viewer, SourceWish wish) {
        if (!wish.organisation().isBlank()) return wish.organisation().strip();
        Set<String> hers = organisations(viewer);
        return !viewer.isAdministrator() && hers.size() == 1 ? hers.iterator().next() : null;
    }

    private List<Mistake> mistakes(Viewer viewer, @Nullable String organisation, SourceWish wish) {
        List<Mistake> mistakes = new ArrayList<>();
        if (wish.name().isBlank() || wish.name().length() > LONGEST_NAME) {
            mistakes.add(new Mistake("name", "sources.wrong.name"));
        }
        // A password in it would be shown.
        findMistake(viewer, wish).ifPresent(why -> mistakes.add(new Mistake("address", why)));
        if (wish.wanted().length() > LONGEST_WANTED) mistakes.add(new Mistake("wanted", "sources.wrong.wanted"));
        if (!wish.holdAbove().isBlank() && !wish.holdAbove().strip().matches("\\d{1,2}|100")) {
            mistakes.add(new Mistake("hold_above", "sources.wrong.hold"));
        }
        if (!Schedule.isValid(wish.schedule())) mistakes.add(new Mistake("schedule", "sources.wrong.schedule"));
        try {
            ZoneId.of(wish.zone());
        } catch (DateTimeException e) {
            mistakes.add(new Mistake("zone", "sources.wrong.zone"));
        }
        try {
            boolean mayStage = access.decide(viewer, Act.STAGE, future(organisation)) instanceof Verdict.Yes;
            if (Source.Absence.of(wish.onAbsence()) != Source.Absence.KEEP && !mayStage) {
                mistakes.add(new Mistake("on_absence", "sources.wrong.absence"));
            }
        } catch (IllegalArgumentException e) {
            mistakes.add(new Mistake("on_absence", "sources.wrong.choice"));
        }
        return mistakes;
    }

    /// A password in an address would be shown. Folders of the server are the operator's: administrators alone name
    /// them, and none but those that are allowed.
    private Optional<String> findMistake(Viewer viewer, SourceWish wish) {
        String address = wish.address().strip();
        if (wish.kind().equals(Source.Type.FOLDER.apiName())) {
            boolean isAllowed = viewer.isAdministrator()
                    && address.length() <= LONGEST_ADDRESS
                    && FolderPortal.isAllowed(address, settings);
            return isAllowed ? Optional.empty() : Optional.of("sources.wrong.folder");
        }
        if (!address.matches("(?i)https?://[^\\s/@]+(/\\S*)?") || address.length() > LONGEST_ADDRESS) {
            return Optional.of("sources.wrong.address");
        }
        return isHere(address) ? Optional.of("sources.wrong.itself") : Optional.empty();
    }

    /// A source of this server itself would copy copies without end.
    private boolean isHere(String address) {
        Optional<URI> here = publicAddress.find();
        if (here.isEmpty()) return false;
        try {
            URI there = URI.create(address);
            return here.get().getHost().equalsIgnoreCase(there.getHost()) && port(here.get()) == port(there);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) return address.getPort();
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    /// Null where nothing that is known speaks at the address.
    private Source.@Nullable Type kind(SourceWish wish, List<Mistake> mistakes) throws InterruptedException {
        try {
            if (!wish.kind().isBlank()) return Source.Type.of(wish.kind());
            Optional<Source.Type> found =
                    recognisePortal.recognise(wish.address().strip());
            if (found.isEmpty()) mistakes.add(new Mistake("address", "sources.wrong.portal"));
            return found.orElse(null);
        } catch (IllegalArgumentException e) {
            mistakes.add(new Mistake("kind", "sources.wrong.choice"));
        } catch (UnreadableDelivery e) {
            mistakes.add(new Mistake("address", "sources.wrong.silent"));
        }
        return null;
    }

    private Source source(long id, @Nullable String organisation, Source.Type kind, Viewer viewer, SourceWish wish) {
        UUID maker = viewer.person();
        ZoneId zone = ZoneId.of(wish.zone());
        String schedule = wish.schedule().strip();
        return new Source(
                id,
                wish.name().strip(),
                kind,
                wish.address().strip(),
                organisation,
                maker,
                viewer.name(),
                clock.instant(),
                wish.wanted().strip(),
                wish.publishes(),
                Source.Absence.of(wish.onAbsence()),
                wish.holdAbove().isBlank()
                        ? null
                        : Integer.valueOf(wish.holdAbove().strip()),
                schedule,
                zone,
                Schedule.next(schedule, zone, clock.instant()).orElse(null));
    }

    private void tell(Viewer viewer, Kind kind, Source source) {
        Entry told = Entry.of(viewer, kind).with("source", source.name()).withPersonal("address", source.address());
        journal.record(source.in(told));
    }
}
