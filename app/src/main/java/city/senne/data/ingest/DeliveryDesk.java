package city.senne.data.ingest;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.trust.access.Access;
import city.senne.trust.access.AccessRefused;
import city.senne.trust.access.Act;
import city.senne.trust.access.Subject;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What became of deliveries, for those who may see it.
@Component
public class DeliveryDesk {
    private static final int AT_ONCE = 200;

    private final Deliveries deliveries;
    private final HeldDeliveries held;
    private final Rejects rejects;
    private final Catalog catalog;
    private final Access access;
    private final Journal journal;
    private final Clock clock;

    DeliveryDesk(
            Deliveries deliveries,
            HeldDeliveries held,
            Rejects rejects,
            Catalog catalog,
            Access access,
            Journal journal,
            Clock clock) {
        this.deliveries = deliveries;
        this.held = held;
        this.rejects = rejects;
        this.catalog = catalog;
        this.access = access;
        this.journal = journal;
        this.clock = clock;
    }

    /// Throws NoSuchDelivery when there is none that this viewer may see.
    public Delivery delivery(Viewer viewer, String id) {
        return parse(id)
                .flatMap(deliveries::find)
                .filter(found -> maySee(viewer, found))
                .orElseThrow(() -> new NoSuchDelivery(id));
    }

    /// The delivery in its final state, or as it is after so long.
    Delivery await(Viewer viewer, Delivery delivery, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        Delivery now = delivery;
        while (!now.state().isFinal() && System.nanoTime() < end) {
            Thread.sleep(50);
            now = delivery(viewer, delivery.id().toString());
        }
        return now;
    }

    /// The delivery that made the version which this one found unchanged, unless other rows have replaced them since.
    public Optional<Delivery> findLanded(Viewer viewer, Delivery unchanged) {
        return deliveries.findLanded(unchanged.dataset(), unchanged.sha256()).filter(landed -> maySee(viewer, landed));
    }

    /// Newest first; empty for those who may not see them.
    public List<Delivery> list(Viewer viewer, DatasetId dataset, int limit) {
        return deliveries.list(dataset, limit).stream()
                .filter(delivery -> maySee(viewer, delivery))
                .toList();
    }

    /// Whether any waits or is being read.
    public boolean hasWaiting(DatasetId dataset) {
        return deliveries.hasWaiting(dataset);
    }

    /// The newest deliveries of all datasets that the viewer may see, however many of others came since.
    public List<Delivery> listRecent(Viewer viewer, int limit) {
        Viewer unlimited = viewer.unlimited();
        Set<String> organisations =
                unlimited.isAdministrator() ? null : unlimited.memberships().publishing();
        List<Delivery> seen = new ArrayList<>();
        for (int offset = 0; seen.size() < limit; offset += AT_ONCE) {
            List<Delivery> batch = deliveries.listRecent(organisations, AT_ONCE, offset);
            batch.stream()
                    .filter(delivery -> maySee(viewer, delivery))
                    .limit(limit - seen.size())
                    .forEach(seen::add);
            if (batch.size() < AT_ONCE) break;
        }
        return seen;
    }

    /// What the cells of the rejected rows are: the columns of the file.
    public List<String> rejectedColumns(Viewer viewer, Delivery delivery) {
        access.require(viewer, Act.SEE_DELIVERIES, subject(delivery));
        return rejects.columns(delivery.id());
    }

    /// Rejected rows in the order of the file.
    ///
    /// @param after the position of the last one already seen, 0 to begin
    public List<Delivery.Reject> rejects(Viewer viewer, Delivery delivery, long after, int limit) {
        access.require(viewer, Act.SEE_DELIVERIES, subject(delivery));
        return rejects.list(delivery.id(), after, limit);
    }

    /// Answers false when the delivery had ended already.
    @Transactional
    public boolean cancel(Viewer viewer, Delivery delivery) {
        access.require(viewer, Act.PUBLISH, subject(delivery));
        if (!deliveries.cancel(delivery.id(), clock.instant())) return false;
        journal.record(delivery.in(Entry.of(viewer, Kind.DELIVERY_CANCELLED)));
        return true;
    }

    /// Lets a delivery that waits for a decision land, whatever it takes away. Answers false when it did not wait.
    @Transactional
    public boolean take(Viewer viewer, Delivery delivery) {
        requireDecider(viewer, delivery);
        if (!held.take(delivery.id())) return false;
        journal.record(delivery.in(Entry.of(viewer, Kind.DELIVERY_TAKEN)));
        return true;
    }

    /// Leaves a delivery that waits for a decision, and the same file ever after. Answers false when it did not wait.
    @Transactional
    public boolean leave(Viewer viewer, Delivery delivery) {
        requireDecider(viewer, delivery);
        if (!held.leave(delivery.id(), clock.instant())) return false;
        journal.record(delivery.in(Entry.of(viewer, Kind.DELIVERY_LEFT)));
        return true;
    }

    /// Those of them that wait for a decision and the viewer may see.
    public List<Delivery> listHeld(Viewer viewer, Collection<UUID> ids) {
        return ids.stream()
                .flatMap(id -> deliveries.find(id).stream())
                .filter(delivery -> delivery.state() == Delivery.State.HELD && maySee(viewer, delivery))
                .toList();
    }

    public boolean mayDecide(Viewer viewer, Delivery delivery) {
        return !isMachine(viewer) && access.decide(viewer, Act.PUBLISH, subject(delivery)) instanceof Verdict.Yes;
    }

    /// People decide: a key could belong to the very program whose delivery waits.
    private void requireDecider(Viewer viewer, Delivery delivery) {
        if (isMachine(viewer)) throw new AccessRefused(Verdict.Reason.OUTSIDE_SCOPE);
        access.require(viewer, Act.PUBLISH, subject(delivery));
    }

    private static boolean isMachine(Viewer viewer) {
        return viewer.scope() != null || viewer instanceof Viewer.Machine;
    }

    private boolean maySee(Viewer viewer, Delivery delivery) {
        return access.decide(viewer, Act.SEE_DELIVERIES, subject(delivery)) instanceof Verdict.Yes;
    }

    /// Its dataset, which the first delivery of it only brings into being: until then it is whose it will be. One
    /// that never came to anything stays so when somebody else takes the id for a dataset of hers.
    private Subject subject(Delivery delivery) {
        return catalog.findDataset(delivery.dataset())
                .filter(dataset ->
                        delivery.version() != null || !delivery.created().isBefore(dataset.created()))
                .map(Dataset::subject)
                .orElseGet(() -> Subject.draft(delivery.dataset().value(), delivery.organisation()));
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
