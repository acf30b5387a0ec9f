package city.senne.data.push;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.trust.access.Access;
import city.senne.trust.access.AccessRefused;
import city.senne.trust.access.Act;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import city.senne.trust.keys.CreateKey;
import city.senne.trust.keys.PushKeys;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Gives a program a key with which it adds and removes rows of one dataset.
@Service
class CreatePushKey {
    private final Catalog catalog;
    private final Access access;
    private final PushKeys keys;
    private final Journal journal;

    CreatePushKey(Catalog catalog, Access access, PushKeys keys, Journal journal) {
        this.catalog = catalog;
        this.access = access;
        this.keys = keys;
        this.journal = journal;
    }

    /// Throws NoSuchDataset, and AccessRefused. A push key makes no other, nor does a key with a scope: what it made
    /// would
    /// outlive it.
    ///
    /// @return empty when the name is none
    @Transactional
    Optional<CreateKey.ApiKeyText> create(Viewer viewer, String id, String name) {
        Dataset dataset = catalog.dataset(viewer, id);
        access.require(viewer, Act.SEE_DELIVERIES, dataset.subject());
        if (viewer.scope() != null) throw new AccessRefused(Verdict.Reason.OUTSIDE_SCOPE);
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > PushKeys.LONGEST_NAME || plain.indexOf(0) >= 0) return Optional.empty();
        journal.record(Entry.of(viewer, Kind.PUSH_KEY_CREATED)
                .about(dataset.id().value())
                .withPersonal("name", plain));
        return Optional.of(keys.create(dataset.id().value(), plain, viewer));
    }
}
