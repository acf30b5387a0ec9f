package city.senne.data.explore.api;

import city.senne.data.query.HeldTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The newest table for each kind of caller, made anew when what it shows has changed.
///
/// @param <K> what decides which rows a caller sees, and in which words
final class HeldSources<K> {
    /// So many kinds of callers have theirs ready.
    private static final int MOST = 32;

    private final Map<K, Held> tables = new LinkedHashMap<>(MOST, 0.75f, true);
    private final Deque<HeldTable> leaving = new ArrayDeque<>();

    /// @param before the table that this one took the place of, which somebody may still be asking
    private record Held(HeldSource current, @Nullable HeldTable before) {}

    /// @param stamp names what the table is to show, and whom it is shown to
    synchronized HeldSource current(K seen, Object stamp, Supplier<HeldTable> table) {
        Held held = tables.get(seen);
        if (held != null && held.current().stamp().equals(stamp)) return held.current();
        var current = new HeldSource(stamp, table.get());
        if (held != null && held.before() != null) held.before().close();
        tables.put(seen, new Held(current, held == null ? null : held.current().table()));
        if (tables.size() > MOST) removeEldest();
        return current;
    }

    /// Somebody may still be asking the last that had to leave.
    private void removeEldest() {
        Iterator<Held> eldest = tables.values().iterator();
        Held held = eldest.next();
        eldest.remove();
        if (held.before() != null) held.before().close();
        leaving.add(held.current().table());
        if (leaving.size() > MOST) leaving.remove().close();
    }
}
