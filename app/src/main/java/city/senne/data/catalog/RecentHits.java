package city.senne.data.catalog;

import city.senne.data.catalog.CatalogueIndex.Hits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What was searched for last, as long as the catalogue stays as it is: first pages and facets are asked for again and
/// again, and are what costs most to count. For several threads.
@Component
class RecentHits {
    private static final int MOST = 500;

    private final Map<Key, Hits> hits = new LinkedHashMap<>(64, 0.75f, true);
    private long changes = -1;

    record Key(Sight sight, List<List<String>> words, CatalogueQuestion question) {}

    /// @param changes of the catalogue, as [Datasets#changes] counts them
    synchronized Optional<Hits> find(long changes, Key key) {
        if (changes != this.changes) hits.clear();
        this.changes = changes;
        return Optional.ofNullable(hits.get(key));
    }

    /// @param changes as they were before the search
    synchronized void keep(long changes, Key key, Hits found) {
        if (changes != this.changes) return;
        hits.put(key, found);
        if (hits.size() > MOST) hits.remove(hits.keySet().iterator().next());
    }
}
