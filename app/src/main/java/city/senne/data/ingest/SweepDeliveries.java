package city.senne.data.ingest;

import city.senne.platform.store.LeftBehind;
import city.senne.platform.store.Sweep;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Soon after the start, then once a day, removes files that arrived only in part because the process was killed while
/// it received them.
@Component
class SweepDeliveries {
    private static final Logger log = LoggerFactory.getLogger(SweepDeliveries.class);
    private final Deliveries deliveries;
    private final DeliveryFiles files;
    private final Sweep sweep;
    private final LeftBehind leftBehind;

    SweepDeliveries(Deliveries deliveries, DeliveryFiles files, Sweep sweep, LeftBehind leftBehind) {
        this.deliveries = deliveries;
        this.files = files;
        this.sweep = sweep;
        this.leftBehind = leftBehind;
    }

    @Scheduled(initialDelay = 1, fixedRate = 24 * 60, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        if (!sweep.alone(this::remove)) log.info("Deliveries are swept tomorrow: a backup or a landing is under way");
    }

    private void remove() throws IOException {
        int removed = 0;
        // The folders first: a delivery that is recorded since is not among them.
        List<UUID> old = files.olderThan(leftBehind.before());
        Set<UUID> known = deliveries.listIds();
        for (UUID id : old) {
            if (known.contains(id)) continue;
            files.delete(id);
            removed++;
        }
        if (removed > 0) log.info("Removed {} files that never arrived whole", removed);
    }
}
