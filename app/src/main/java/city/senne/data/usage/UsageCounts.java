package city.senne.data.usage;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.DatasetErased;
import city.senne.trust.identity.Viewer;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// How often the API is called, gathered in memory and added in PostgreSQL every few seconds.
@Component
class UsageCounts {
    /// Kinds of calls between two writings; more would be somebody's attempt at filling the memory.
    private static final int MOST = 50_000;

    private final UsageRows rows;
    private final FieldUses fieldUses;
    private final Catalog catalog;
    private final Tally<Call> counts = new Tally<>();
    private final Tally<FieldCall> fields = new Tally<>();

    UsageCounts(UsageRows rows, FieldUses fieldUses, Catalog catalog) {
        this.rows = rows;
        this.fieldUses = fieldUses;
        this.catalog = catalog;
    }

    /// @param call of a dataset as it was asked for, which need not exist
    void count(Call call) {
        counts.count(counts.size() < MOST ? call : call.of(""));
    }

    void count(FieldCall call) {
        if (fields.size() < MOST) fields.count(call);
    }

    /// Writes what was counted. A dataset that not everybody may know leaves no trace, not even of how much it is
    /// worked on: its calls are left out.
    void keep() {
        counts.write(taken -> rows.add(ofThePublic(taken, Call::dataset)));
        fields.write(taken -> fieldUses.add(ofThePublic(taken, FieldCall::dataset)));
    }

    private <T extends Comparable<T>> SortedMap<T, Long> ofThePublic(
            SortedMap<T, Long> taken, Function<T, String> dataset) {
        Map<String, Boolean> known = new HashMap<>();
        SortedMap<T, Long> kept = new TreeMap<>(taken);
        kept.keySet().removeIf(call -> {
            String id = dataset.apply(call);
            return !id.isEmpty() && !known.computeIfAbsent(id, this::isKnown);
        });
        return kept;
    }

    private boolean isKnown(String dataset) {
        return catalog.find(Viewer.ANONYMOUS, dataset).isPresent();
    }

    @EventListener
    void forget(DatasetErased erased) {
        counts.forget(call -> call.dataset().equals(erased.dataset().value()));
        fields.forget(call -> call.dataset().equals(erased.dataset().value()));
        rows.forget(erased.dataset());
        fieldUses.forget(erased.dataset());
    }
}
