package city.senne.data.query;

import city.senne.data.catalog.Version;
import city.senne.engine.odsql.View;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What was found of versions in views of them. Versions never change, so it is kept; a view whose rows depend on a
/// condition may change with the time, so nothing of it is.
public final class OfVersion<T> {
    private static final int MOST_KEPT = 500;

    /// @param asked beside the version and the view, such as the name of a field
    private record Known(String dataset, long snapshot, View view, Object asked) {}

    private final Map<Known, T> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Known, T> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /// @param find what is not known yet
    public T get(Version version, View view, Object asked, Supplier<T> find) {
        if (view.rowFilter() != null) return find.get();
        Known key = new Known(version.dataset().value(), version.snapshot(), view, asked);
        synchronized (known) {
            T kept = known.get(key);
            if (kept != null) return kept;
        }
        T found = find.get();
        synchronized (known) {
            known.put(key, found);
        }
        return found;
    }
}
