package city.senne.data.catalog;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// At the start, puts into the index what came into the catalogue without it: by an older program, or by hand.
@Component
class FillIndex {
    private static final Logger log = LoggerFactory.getLogger(FillIndex.class);
    private static final int AT_ONCE = 500;

    private final Datasets datasets;
    private final CatalogueIndex index;
    private final TransactionTemplate transaction;

    FillIndex(Datasets datasets, CatalogueIndex index, TransactionTemplate transaction) {
        this.datasets = datasets;
        this.index = index;
        this.transaction = transaction;
    }

    @Scheduled(initialDelay = 0, fixedRate = 24 * 60, timeUnit = TimeUnit.MINUTES)
    void fill() {
        int filled = 0;
        List<DatasetId> missing = index.listMissing(AT_ONCE);
        while (!missing.isEmpty()) {
            List<String> ids = missing.stream().map(DatasetId::value).toList();
            transaction.executeWithoutResult(_ -> {
                datasets.changed();
                datasets.list(ids).forEach(index::put);
            });
            filled += missing.size();
            missing = index.listMissing(AT_ONCE);
        }
        if (filled > 0) log.info("Put {} datasets into the index of the catalogue", filled);
    }
}
