package city.senne.data.lake;

import city.senne.engine.lake.LakeCatalog;
import city.senne.engine.lake.OrphanFiles;
import city.senne.platform.store.LeftBehind;
import city.senne.platform.store.Sweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Soon after the start, then once a day, removes what interrupted landings left in the lake.
@Component
class SweepLake {
    private static final Logger log = LoggerFactory.getLogger(SweepLake.class);
    private final LakeCatalog catalog;
    private final Sweep sweep;
    private final LeftBehind leftBehind;

    SweepLake(LakeCatalog catalog, Sweep sweep, LeftBehind leftBehind) {
        this.catalog = catalog;
        this.sweep = sweep;
        this.leftBehind = leftBehind;
    }

    @Scheduled(initialDelay = 10, fixedRate = 24 * 60, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        // Nearly always there is nothing: then nobody is kept waiting.
        if (OrphanFiles.find(catalog, leftBehind.before()).isEmpty()) return;
        if (!sweep.alone(this::remove)) log.info("The lake is swept tomorrow: a backup or a landing is under way");
    }

    private void remove() throws IOException {
        // Looked for again: a version may have been committed just before.
        List<Path> orphans = OrphanFiles.find(catalog, leftBehind.before());
        for (Path orphan : orphans) Files.deleteIfExists(orphan);
        log.info("Removed {} files of interrupted landings from the lake", orphans.size());
    }
}
