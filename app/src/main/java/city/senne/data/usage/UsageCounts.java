package city.senne.data.usage;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.DatasetErased;
import city.senne.trust.identity.Viewer;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// How often the API is called, gathered in memory and added in PostgreSQL every few seconds.
@Component
class UsageCounts {
    /// Kinds of calls between two writings; more would be somebody's attempt at filling the memory.
    private static final int MOST = 50_000;

    private final UsageRows rows;
    private final Catalog catalog;
    private final Map<Call, Long> counts = new ConcurrentHashMap<>();

    UsageCounts(UsageRows rows, Catalog catalog) {
        this.rows = rows;
        this.catalog = catalog;
    }

    /// @param call of a dataset as it was asked for, which need not exist
    void count(Call call) {
        counts.merge(counts.size() < MOST ? call : call.of(""), 1L, Long::sum);
    }

    /// Writes what was counted. A dataset that not everybody may know leaves no trace, not even of how much it is
    /// worked on: its calls are left out.
    void keep() {
        Map<Call, Long> taken = new HashMap<>();
        for (Call call : counts.keySet()) {
            Long calls = counts.remove(call);
            if (calls != null) taken.put(call, calls);
        }
        if (taken.isEmpty()) return;
        try {
            rows.add(ofThePublic(taken));
        } catch (RuntimeException notKept) {
            taken.forEach((call, calls) -> counts.merge(call, calls, Long::sum));
            throw notKept;
        }
    }

    private SortedMap<Call, Long> ofThePublic(Map<Call, Long> taken) {
        Map<String, Boolean> known = new HashMap<>();
        SortedMap<Call, Long> kept = new TreeMap<>();
        taken.forEach((call, calls) -> {
            if (call.dataset().isEmpty() || known.computeIfAbsent(call.dataset(), this::isKnown)) {
                kept.merge(call, calls, Long::sum);
            }
        });
        return kept;
    }

    private boolean isKnown(String dataset) {
        return catalog.find(Viewer.ANONYMOUS, dataset).isPresent();
    }

    @EventListener
    void forget(DatasetErased erased) {
        counts.keySet().removeIf(call -> call.dataset().equals(erased.dataset().value()));
        rows.forget(erased.dataset());
    }
}
