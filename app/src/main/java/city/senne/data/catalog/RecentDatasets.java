package city.senne.data.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The datasets that were looked at last, as long as the catalogue stays as it is: to count its changes is all that
/// each question costs. What may be seen of them is judged by the caller, anew each time. For several threads.
@Component
class RecentDatasets {
    private static final int MOST = 500;

    private final Datasets datasets;
    private final Map<DatasetId, Dataset> found = new LinkedHashMap<>(64, 0.75f, true);
    private long changes = -1;

    RecentDatasets(Datasets datasets) {
        this.datasets = datasets;
    }

    /// As it is now; within a transaction, as that sees it.
    Optional<Dataset> find(DatasetId id) {
        // What a transaction sees may never come to be.
        if (TransactionSynchronizationManager.isActualTransactionActive()) return datasets.find(id);
        long now = datasets.changes();
        Optional<Dataset> known = known(now, id);
        if (known.isPresent()) return known;
        Optional<Dataset> read = datasets.find(id);
        read.ifPresent(dataset -> keep(now, dataset));
        return read;
    }

    private synchronized Optional<Dataset> known(long now, DatasetId id) {
        if (now != changes) found.clear();
        changes = now;
        return Optional.ofNullable(found.get(id));
    }

    /// @param before how many changes there were before it was read
    private synchronized void keep(long before, Dataset dataset) {
        if (before != changes) return;
        found.put(dataset.id(), dataset);
        if (found.size() > MOST) found.remove(found.keySet().iterator().next());
    }
}
