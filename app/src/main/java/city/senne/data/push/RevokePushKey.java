package city.senne.data.push;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import city.senne.trust.keys.PushKeys;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes a push key worthless from this moment on.
@Service
class RevokePushKey {
    private final Catalog catalog;
    private final Access access;
    private final PushKeys keys;
    private final Journal journal;

    RevokePushKey(Catalog catalog, Access access, PushKeys keys, Journal journal) {
        this.catalog = catalog;
        this.access = access;
        this.keys = keys;
        this.journal = journal;
    }

    /// Nothing happens when there is none, or it is revoked already. Throws NoSuchDataset, and AccessRefused.
    @Transactional
    void revoke(Viewer viewer, String id, UUID key) {
        Dataset dataset = catalog.dataset(viewer, id);
        access.require(viewer, Act.SEE_DELIVERIES, dataset.subject());
        if (!keys.revoke(dataset.id().value(), key)) return;
        journal.record(Entry.of(viewer, Kind.PUSH_KEY_REVOKED)
                .about(dataset.id().value())
                .with("key", key));
    }
}
