package city.senne.data.push;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.identity.CreateKey;
import city.senne.trust.identity.PushKeys;
import city.senne.trust.identity.Viewer;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Gives a program a key with which it adds and removes rows of one dataset.
@Service
class CreatePushKey {
    private final Catalog catalog;
    private final Access access;
    private final PushKeys keys;

    CreatePushKey(Catalog catalog, Access access, PushKeys keys) {
        this.catalog = catalog;
        this.access = access;
        this.keys = keys;
    }

    /// Throws NoSuchDataset, and AccessRefused. A push key makes no other.
    ///
    /// @return empty when the name is none
    Optional<CreateKey.ApiKeyText> create(Viewer viewer, String id, String name) {
        Dataset dataset = catalog.dataset(viewer, id);
        access.require(viewer, Act.DESCRIBE, dataset.subject());
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > PushKeys.LONGEST_NAME || plain.indexOf(0) >= 0) return Optional.empty();
        return Optional.of(keys.create(dataset.id().value(), plain, viewer.name()));
    }
}
