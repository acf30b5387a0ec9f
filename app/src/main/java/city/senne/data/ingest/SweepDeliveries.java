package city.senne.data.ingest;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Once a day removes files that arrived only in part because the process was killed while it received them.
@Component
class SweepDeliveries {
    private static final Logger log = LoggerFactory.getLogger(SweepDeliveries.class);
    /// Longer than any upload takes.
    private static final Duration LEFT_ALONE = Duration.ofDays(2);

    private final Deliveries deliveries;
    private final DeliveryFiles files;
    private final Clock clock;

    SweepDeliveries(Deliveries deliveries, DeliveryFiles files, Clock clock) {
        this.deliveries = deliveries;
        this.files = files;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 20, fixedRate = 24 * 60, timeUnit = TimeUnit.MINUTES)
    void sweep() throws IOException {
        int removed = 0;
        for (UUID id : files.olderThan(clock.instant().minus(LEFT_ALONE))) {
            if (deliveries.find(id).isPresent()) continue;
            files.delete(id);
            removed++;
        }
        if (removed > 0) log.info("Removed {} files that never arrived whole", removed);
    }
}
