package city.senne.platform.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// From when on files may be in use: a home is one process's, so what is older than this process is nobody's, and what
/// has not been touched for two days belongs to no upload or landing that still lives.
@Component
public class LeftBehind {
    private static final Duration LONGEST_WORK = Duration.ofDays(2);
    /// Disks across a network have clocks of their own.
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final Clock clock;
    private final Instant start;

    LeftBehind(Clock clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    /// Files that were changed before, and that no row names, were left behind.
    public Instant before() {
        Instant old = clock.instant().minus(LONGEST_WORK);
        Instant earlier = start.minus(CLOCKS_DIFFER);
        return old.isAfter(earlier) ? old : earlier;
    }
}
