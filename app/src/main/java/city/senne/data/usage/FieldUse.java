package city.senne.data.usage;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who asked by the name of a field of late.
///
/// @param keyless calls without an API key
/// @param mostKeyless by how many callers at most on one day; who they are on other days nobody knows
/// @param last the last day of a call; null when there was none
/// @param keys the API keys, the busiest first
public record FieldUse(
        long keyless, long mostKeyless, @Nullable LocalDate last, List<OfKey> keys) {
    static final FieldUse NONE = new FieldUse(0, 0, null, List.of());

    /// @param name that the key was given; empty for a key that is gone
    /// @param owner who made it
    public record OfKey(String name, String owner, long calls, LocalDate last) {}

    public long calls() {
        return keyless + keys.stream().mapToLong(OfKey::calls).sum();
    }

    /// By how many callers at least.
    public long callers() {
        return mostKeyless + keys.size();
    }
}
