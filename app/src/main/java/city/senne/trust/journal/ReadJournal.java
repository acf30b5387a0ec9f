package city.senne.trust.journal;

import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.identity.Viewer;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What the journal holds, for those who may see it.
@Component
class ReadJournal {
    private final JournalRows rows;
    private final Access access;

    ReadJournal(JournalRows rows, Access access) {
        this.rows = rows;
        this.access = access;
    }

    /// The newest first. Throws AccessRefused.
    ///
    /// @param zone whose days the filter means
    List<KeptEntry> list(Viewer viewer, EntryFilter filter, ZoneId zone, int limit) {
        access.require(viewer, Act.SEE_JOURNAL, "");
        return rows.list(filter, zone, limit);
    }

    /// Throws AccessRefused.
    Optional<KeptEntry> find(Viewer viewer, long sequence) {
        access.require(viewer, Act.SEE_JOURNAL, "");
        return rows.findEntry(sequence);
    }
}
