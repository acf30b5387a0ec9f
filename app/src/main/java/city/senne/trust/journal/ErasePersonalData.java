package city.senne.trust.journal;

import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.identity.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What the journal says about people is forgotten: because somebody asks, or because it is old. Value and salt go; the
/// hash that stands in the tree stays, and says nothing without them.
@Component
class ErasePersonalData {
    private final JournalRows rows;
    private final Journal journal;
    private final Access access;
    private final Retention retention;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ErasePersonalData(
            JournalRows rows,
            Journal journal,
            Access access,
            Retention retention,
            ApplicationEventPublisher events,
            Clock clock) {
        this.events = events;
        this.rows = rows;
        this.journal = journal;
        this.access = access;
        this.retention = retention;
        this.clock = clock;
    }

    /// All about somebody: in the entries of what she did, everything about a person; in others, what names her. Others
    /// who keep her name are told to forget it too.
    /// Throws AccessRefused.
    ///
    /// @param person her name, login or id, whole
    /// @return in how many entries something was erased
    @Transactional
    public int erase(Viewer viewer, String person) {
        access.require(viewer, Act.ERASE_FROM_JOURNAL, "");
        int entries = rows.erase(person);
        events.publishEvent(new PersonForgotten(viewer, person));
        if (entries > 0) {
            journal.record(Entry.of(viewer, Kind.PERSONAL_DATA_ERASED).with("entries", entries));
        }
        return entries;
    }

    /// What is older than the operator wants to keep.
    @Transactional
    @Scheduled(initialDelay = 4, fixedRate = 60, timeUnit = TimeUnit.MINUTES)
    public void eraseOld() {
        for (Matter matter : Matter.values()) {
            int days = retention.days(matter);
            if (days == 0) continue;
            int entries = rows.eraseBefore(clock.instant().minus(Duration.ofDays(days)), matter);
            if (entries > 0) {
                journal.record(Entry.ofSenne(Kind.PERSONAL_DATA_ERASED, "")
                        .with("entries", entries)
                        .with("matter", matter.apiName())
                        .with("days", days));
            }
        }
    }
}
