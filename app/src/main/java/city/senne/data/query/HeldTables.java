package city.senne.data.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The newest table for each kind of caller, made anew when what it shows has changed. Callers of one kind wait while
/// theirs is made, nobody else does.
///
/// @param <K> what decides which rows a caller sees, and in which words
public final class HeldTables<K> {
    /// So many kinds of callers have theirs ready.
    private static final int MOST = 32;

    private final Map<K, Held> tables = new LinkedHashMap<>(MOST, 0.75f, true);
    private final Deque<Held> leaving = new ArrayDeque<>();

    /// A table as it is now.
    ///
    /// @param stamp names what it shows, and whom it is shown to
    public record Current(Object stamp, HeldTable table) {}

    /// The tables of one kind of callers.
    private static final class Held {
        private @Nullable Current current;
        /// Of which the current one took the place, and which somebody may still be asking.
        private @Nullable HeldTable before;

        synchronized Current current(Object stamp, Supplier<HeldTable> table) {
            if (current != null && current.stamp().equals(stamp)) return current;
            var made = new Current(stamp, table.get());
            if (before != null) before.close();
            before = current == null ? null : current.table();
            current = made;
            return made;
        }

        synchronized void close() {
            if (before != null) before.close();
            if (current != null) current.table().close();
        }
    }

    /// @param stamp names what the table is to show, and whom it is shown to
    public Current current(K seen, Object stamp, Supplier<HeldTable> table) {
        return held(seen).current(stamp, table);
    }

    private Held held(K seen) {
        Held gone = null;
        Held held;
        synchronized (tables) {
            held = tables.computeIfAbsent(seen, _ -> new Held());
            if (tables.size() > MOST) {
                Iterator<Held> eldest = tables.values().iterator();
                leaving.add(eldest.next());
                eldest.remove();
            }
            // Somebody may still be asking the last that had to leave.
            if (leaving.size() > MOST) gone = leaving.remove();
        }
        if (gone != null) gone.close();
        return held;
    }
}
