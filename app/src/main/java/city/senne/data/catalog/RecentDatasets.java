package city.senne.data.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The datasets that were looked at last, as long as the catalogue stays as it is: to count its changes is all that
/// each question costs. What may be seen of them is judged by the caller, anew each time. For several threads.
///
/// Those that are not there are remembered too, beside the others: else it would take longer to say of them that there
/// is none than of hidden ones, and whoever measured it would learn which are hidden.
@Component
class RecentDatasets {
    private static final int MOST = 500;

    private final Datasets datasets;
    private final Map<DatasetId, Optional<Dataset>> found = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<DatasetId, Optional<Dataset>> absent = new LinkedHashMap<>(64, 0.75f, true);
    private long changes = -1;

    RecentDatasets(Datasets datasets) {
        this.datasets = datasets;
    }

    /// As it is now; within a transaction, as that sees it.
    Optional<Dataset> find(DatasetId id) {
        // What a transaction sees may never come to be.
        if (TransactionSynchronizationManager.isActualTransactionActive()) return datasets.find(id);
        long now = datasets.changes();
        return known(now, id).orElseGet(() -> {
            Optional<Dataset> read = datasets.find(id);
            keep(now, id, read);
            return read;
        });
    }

    /// @return empty when it is not known whether it is there
    private synchronized Optional<Optional<Dataset>> known(long now, DatasetId id) {
        if (now != changes) {
            found.clear();
            absent.clear();
        }
        changes = now;
        Optional<Dataset> there = found.get(id);
        return Optional.ofNullable(there == null ? absent.get(id) : there);
    }

    /// @param before how many changes there were before it was read
    private synchronized void keep(long before, DatasetId id, Optional<Dataset> read) {
        if (before != changes) return;
        Map<DatasetId, Optional<Dataset>> kept = read.isPresent() ? found : absent;
        kept.put(id, read);
        if (kept.size() > MOST) kept.remove(kept.keySet().iterator().next());
    }
}
