package city.senne.data.explore;

import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.engine.odsql.View;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What was found of a version in one view of it. Versions never change, so it is kept.
final class OfVersion<T> {
    private static final int MOST_KEPT = 500;

    private record Known(String dataset, long snapshot, View view) {}

    private final Map<Known, T> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Known, T> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /// @param find what is not known yet
    T get(Prepared prepared, Supplier<T> find) {
        Known key =
                new Known(prepared.dataset().id().value(), prepared.version().snapshot(), prepared.view());
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
