package city.senne.data.catalog;

import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Soon after the start, then every hour, erases for good what was deleted and not restored in time.
@Component
class EraseDatasets {
    private static final Logger log = LoggerFactory.getLogger(EraseDatasets.class);

    private final Datasets datasets;
    private final ApplicationEventPublisher events;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EraseDatasets(
            Datasets datasets,
            ApplicationEventPublisher events,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        this.datasets = datasets;
        this.events = events;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 2, fixedRate = 60, timeUnit = TimeUnit.MINUTES)
    void erase() {
        for (DatasetId id : datasets.listDeletedBefore(clock.instant().minus(StageDataset.GRACE))) {
            transaction.executeWithoutResult(_ -> erase(id));
        }
    }

    private void erase(DatasetId id) {
        datasets.lock(id);
        // Somebody may just have restored it.
        if (!datasets.listDeletedBefore(clock.instant().minus(StageDataset.GRACE))
                .contains(id)) return;
        Dataset dataset = datasets.find(id).orElseThrow();
        String owner = dataset.subject().organisation();
        datasets.erase(id);
        events.publishEvent(new DatasetErased(id));
        // Whoever audited it goes on reading what was done with it, and nobody who takes the id does.
        journal.record(Entry.ofSenne(Kind.DATASET_ERASED, "")
                .about(id.value())
                .with("organisation", owner == null ? "" : owner)
                .with("created", dataset.created()));
        log.info("The dataset {} was deleted {} days ago and is now erased", id, StageDataset.GRACE.toDays());
    }
}
