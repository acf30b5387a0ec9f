package city.senne.trust.journal;

import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.identity.Viewer;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    /// The newest first: all of it for administrators, for auditors what was done with the datasets of the
    /// organisations
    /// that they audit, and with their members. Throws AccessRefused for others.
    ///
    /// @param zone whose days the filter means
    List<KeptEntry> list(Viewer viewer, EntryFilter filter, ZoneId zone, int limit) {
        return rows.list(filter, audited(viewer), zone, limit);
    }

    /// One that the viewer finds among the others. Throws AccessRefused.
    Optional<KeptEntry> find(Viewer viewer, long sequence) {
        EntryFilter upToIt = EntryFilter.of(null, null, null, null, null, null).before(sequence + 1);
        return list(viewer, upToIt, ZoneOffset.UTC, 1).stream()
                .filter(entry -> entry.sequence() == sequence)
                .findFirst();
    }

    /// The organisations about which the viewer reads; null for all that happened.
    private @Nullable Set<String> audited(Viewer viewer) {
        Set<String> auditing = viewer.memberships().auditing();
        if (!viewer.isAdministrator() && !auditing.isEmpty()) return auditing;
        access.require(viewer, Act.SEE_JOURNAL, "");
        return null;
    }
}
