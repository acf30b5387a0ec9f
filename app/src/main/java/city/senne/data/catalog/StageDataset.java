package city.senne.data.catalog;

import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A dataset becomes public, a draft again, deleted, or is restored from there as a draft.
@Component
public class StageDataset {
    /// So long a deleted dataset can be restored.
    public static final Duration GRACE = Duration.ofDays(30);

    private final Datasets datasets;
    private final CatalogueIndex index;
    private final Access access;
    private final Journal journal;
    private final Clock clock;

    StageDataset(Datasets datasets, CatalogueIndex index, Access access, Journal journal, Clock clock) {
        this.datasets = datasets;
        this.index = index;
        this.access = access;
        this.journal = journal;
        this.clock = clock;
    }

    /// Does nothing when it is at that stage already. Throws NoSuchDataset, also for a deleted one that is to be
    /// published: it comes back as a draft first. Throws AccessRefused.
    @Transactional
    public void stage(Viewer viewer, DatasetId id, Stage wanted) {
        datasets.lock(id);
        Dataset dataset = datasets.find(id).orElseThrow(() -> new NoSuchDataset(id.value()));
        if (access.decide(viewer, Act.STAGE, dataset.subject()) instanceof Verdict.No
                && access.decide(viewer, Act.KNOW, dataset.subject()) instanceof Verdict.No) {
            throw new NoSuchDataset(id.value());
        }
        access.require(viewer, Act.STAGE, dataset.subject());
        if (dataset.stage() == wanted) return;
        if (dataset.stage() == Stage.DELETED && wanted != Stage.DRAFT) throw new NoSuchDataset(id.value());
        datasets.stage(id, wanted, clock.instant());
        datasets.find(id).ifPresent(index::put);
        journal.record(Entry.of(viewer, told(dataset.stage(), wanted)).about(id.value()));
    }

    private static Kind told(Stage before, Stage now) {
        return switch (now) {
            case PUBLISHED -> Kind.DATASET_PUBLISHED;
            case DELETED -> Kind.DATASET_DELETED;
            case DRAFT -> before == Stage.DELETED ? Kind.DATASET_RESTORED : Kind.DATASET_WITHDRAWN;
        };
    }
}
