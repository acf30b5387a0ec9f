package city.senne.trust.journal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Where everything that is done is told. The entry stands in the same transaction as the deed: when either cannot be
/// kept, neither is.
@Component
public class Journal {
    private final JournalRows rows;
    private final Clock clock;

    Journal(JournalRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /// Tells of something that happens in the transaction that is under way, or, without one, has happened. Entries get
    /// their places just before the commit: until then nobody else waits for them.
    @Transactional
    public void record(Entry entry) {
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Told told && told.isOf(this)) {
                told.entries.add(entry);
                return;
            }
        }
        Told told = new Told();
        told.entries.add(entry);
        TransactionSynchronizationManager.registerSynchronization(told);
    }

    /// What was told in one transaction.
    private final class Told implements TransactionSynchronization {
        private final List<Entry> entries = new ArrayList<>();

        boolean isOf(Journal journal) {
            return Journal.this == journal;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (entries.isEmpty()) return;
            rows.append(List.copyOf(entries), () -> clock.instant().truncatedTo(ChronoUnit.MICROS));
            entries.clear();
        }
    }
}
