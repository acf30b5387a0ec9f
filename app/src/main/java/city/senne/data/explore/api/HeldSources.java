package city.senne.data.explore.api;

import city.senne.data.query.HeldTable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The newest table for each kind of caller, made anew when what it shows has changed.
///
/// @param <K> what decides which rows a caller sees, and in which words
final class HeldSources<K> {
    private final Map<K, Held> tables = new HashMap<>();

    /// @param before the table that this one took the place of, which somebody may still be asking
    private record Held(HeldSource current, @Nullable HeldTable before) {}

    /// @param stamp names what the table is to show, and whom it is shown to
    synchronized HeldSource current(K seen, Object stamp, Supplier<HeldTable> table) {
        Held held = tables.get(seen);
        if (held != null && held.current().stamp().equals(stamp)) return held.current();
        var current = new HeldSource(stamp, table.get());
        if (held != null && held.before() != null) held.before().close();
        tables.put(seen, new Held(current, held == null ? null : held.current().table()));
        return current;
    }
}
