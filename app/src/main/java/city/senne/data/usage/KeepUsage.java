package city.senne.data.usage;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Brings what was counted to the database every few seconds, and once more when the last request was answered. Whoever
/// is killed loses the counts of these seconds.
@Component
class KeepUsage implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(KeepUsage.class);

    private final Quotas quotas;
    private final LimitCalls limitCalls;
    private final UsageCounts counts;
    private final UsageRows rows;
    private final FieldUses fieldUses;
    private final UsageSettings settings;
    private final Clock clock;
    private volatile boolean running;
    private volatile boolean fails;

    KeepUsage(
            Quotas quotas,
            LimitCalls limitCalls,
            UsageCounts counts,
            UsageRows rows,
            FieldUses fieldUses,
            UsageSettings settings,
            Clock clock) {
        this.quotas = quotas;
        this.limitCalls = limitCalls;
        this.counts = counts;
        this.rows = rows;
        this.fieldUses = fieldUses;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    synchronized void keep() {
        try {
            limitCalls.learn();
            quotas.share();
            counts.keep();
            if (fails) log.info("Calls are counted in the database again");
            fails = false;
        } catch (RuntimeException e) {
            // Calls are answered all the same; what was counted is brought the next time.
            if (!fails) log.warn("Calls cannot be counted in the database ({}); trying again", e.getMessage());
            fails = true;
        }
    }

    @Scheduled(initialDelay = 3, fixedRate = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        fieldUses.forgetBefore(ReadFieldUse.firstDay(clock));
        rows.forgetBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(settings.days()));
    }

    /// Before the first request: callers go on where they were.
    @Override
    public void start() {
        running = true;
        keep();
    }

    @Override
    public void stop() {
        running = false;
        keep();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// The doors, which are opened last and closed first, have the highest phases.
    @Override
    public int getPhase() {
        return 0;
    }
}
