package city.senne.data.lake;

import city.senne.engine.lake.LakeCatalog;
import city.senne.engine.lake.OrphanFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Once a day removes what interrupted landings left in the lake.
@Component
class SweepLake {
    private static final Logger log = LoggerFactory.getLogger(SweepLake.class);
    /// Longer than any landing takes.
    private static final Duration LEFT_ALONE = Duration.ofDays(2);

    private final LakeCatalog catalog;
    private final Clock clock;

    SweepLake(LakeCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 30, fixedRate = 24 * 60, timeUnit = TimeUnit.MINUTES)
    void sweep() throws IOException {
        var orphans = OrphanFiles.find(catalog, clock.instant().minus(LEFT_ALONE));
        for (Path orphan : orphans) Files.deleteIfExists(orphan);
        if (!orphans.isEmpty()) log.info("Removed {} files of interrupted landings from the lake", orphans.size());
    }
}
