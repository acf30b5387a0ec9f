package city.senne.data.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The first few of many, without sorting all of them.
final class Best<T> {
    private final int most;
    private final Comparator<T> order;
    private final PriorityQueue<T> kept;

    Best(int most, Comparator<T> order) {
        this.most = most;
        this.order = order;
        this.kept = new PriorityQueue<>(order.reversed());
    }

    void offer(T one) {
        if (kept.size() < most) {
            kept.add(one);
        } else if (most > 0 && order.compare(one, kept.element()) < 0) {
            kept.remove();
            kept.add(one);
        }
    }

    /// In order.
    List<T> list() {
        List<T> all = new ArrayList<>(kept);
        all.sort(order);
        return List.copyOf(all);
    }
}
