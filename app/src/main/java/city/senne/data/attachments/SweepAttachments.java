package city.senne.data.attachments;

import city.senne.platform.store.LeftBehind;
import city.senne.platform.store.Sweep;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Soon after the start, then once a day, removes files that nothing attaches any more.
@Component
class SweepAttachments {
    private static final Logger log = LoggerFactory.getLogger(SweepAttachments.class);
    private final Attachments attachments;
    private final AttachmentFiles files;
    private final Sweep sweep;
    private final LeftBehind leftBehind;

    SweepAttachments(Attachments attachments, AttachmentFiles files, Sweep sweep, LeftBehind leftBehind) {
        this.attachments = attachments;
        this.files = files;
        this.sweep = sweep;
        this.leftBehind = leftBehind;
    }

    @Scheduled(initialDelay = 5, fixedRate = 24 * 60, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        if (!sweep.alone(this::remove)) {
            log.info("Attached files are swept tomorrow: a backup or a landing is under way");
        }
    }

    private void remove() throws IOException {
        List<String> old = files.olderThan(leftBehind.before());
        Set<String> known = attachments.listFiles();
        int removed = 0;
        for (String sha256 : old) {
            if (known.contains(sha256)) continue;
            files.delete(sha256);
            removed++;
        }
        if (removed > 0) log.info("Removed {} files that nothing attaches any more", removed);
    }
}
