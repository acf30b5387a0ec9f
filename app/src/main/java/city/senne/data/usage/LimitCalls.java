package city.senne.data.usage;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetErased;
import city.senne.data.catalog.DatasetId;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A dataset gets an allowance of its own: how many calls of it each caller may make a day, beside what she may ask of
/// the portal. Every call looks here, so the limits are known in memory; other nodes follow within seconds.
@Component
public class LimitCalls {
    /// The most that can be said.
    public static final long MOST = 999_999_999;

    private final DatasetLimits limits;
    private final Catalog catalog;
    private final Access access;
    private final Journal journal;
    private volatile Map<String, Long> known = Map.of();

    LimitCalls(DatasetLimits limits, Catalog catalog, Access access, Journal journal) {
        this.limits = limits;
        this.catalog = catalog;
        this.access = access;
        this.journal = journal;
    }

    /// Calls per day and caller; 0 when the dataset has no limit of its own.
    public long limit(String dataset) {
        return known.getOrDefault(dataset, 0L);
    }

    /// Throws NoSuchDataset, and AccessRefused.
    ///
    /// @param calls per day and caller, 0 for no limit, at most [#MOST]
    @Transactional
    public void limit(Viewer viewer, DatasetId id, long calls) {
        if (calls < 0 || calls > MOST) throw new IllegalArgumentException("No limit: " + calls);
        Dataset dataset = catalog.dataset(viewer, id.value());
        access.require(viewer, Act.STAGE, dataset.subject());
        if (calls == limits.all().getOrDefault(id.value(), 0L)) return;
        if (calls == 0) limits.forget(id);
        else limits.put(id, calls);
        learn();
        journal.record(Entry.of(viewer, Kind.CALLS_LIMITED).about(id.value()).with("calls", calls));
    }

    /// Learns what was said on other nodes.
    void learn() {
        known = Map.copyOf(limits.all());
    }

    @EventListener
    void forget(DatasetErased erased) {
        limits.forget(erased.dataset());
    }
}
