package city.senne.data.usage;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What is counted in memory until it is written. For several threads.
final class Tally<T extends Comparable<T>> {
    private final Map<T, Long> counts = new ConcurrentHashMap<>();

    int size() {
        return counts.size();
    }

    void count(T what) {
        counts.merge(what, 1L, Long::sum);
    }

    /// Hands over what was counted, in an order that is the same on every node; what could not be written stays.
    void write(Consumer<SortedMap<T, Long>> writer) {
        SortedMap<T, Long> taken = new TreeMap<>();
        for (T each : counts.keySet()) {
            Long number = counts.remove(each);
            if (number != null) taken.put(each, number);
        }
        if (taken.isEmpty()) return;
        try {
            writer.accept(taken);
        } catch (RuntimeException notWritten) {
            taken.forEach((what, number) -> counts.merge(what, number, Long::sum));
            throw notWritten;
        }
    }

    void forget(Predicate<T> unwanted) {
        counts.keySet().removeIf(unwanted);
    }
}
