package city.senne.data.catalog;

import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Stage;
import city.senne.trust.identity.Viewer;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Something changes that belongs to a dataset and is kept by another module, such as the files attached to it.
@Component
public class ChangeDataset {
    private final Datasets datasets;
    private final CatalogueIndex index;
    private final Access access;
    private final Clock clock;

    ChangeDataset(Datasets datasets, CatalogueIndex index, Access access, Clock clock) {
        this.datasets = datasets;
        this.index = index;
        this.access = access;
        this.clock = clock;
    }

    /// Until the transaction ends nobody else changes the dataset, and no file is swept away. Throws NoSuchDataset, and
    /// AccessRefused.
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(Viewer viewer, DatasetId id) {
        datasets.lock(id);
        Dataset dataset = datasets.find(id)
                .filter(found -> found.stage() != Stage.DELETED)
                .orElseThrow(() -> new NoSuchDataset(id.value()));
        access.require(viewer, Act.DESCRIBE, dataset.subject());
    }

    /// Readers hear of it.
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(DatasetId id) {
        datasets.modified(id, clock.instant());
        datasets.find(id).ifPresent(index::put);
    }
}
