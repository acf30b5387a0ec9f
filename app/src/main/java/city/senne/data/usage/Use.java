package city.senne.data.usage;

import java.util.List;
import java.util.function.ToLongFunction;

/// How a dataset was used of late, for a small drawing and its table.
///
/// @param weeks the oldest first; the last one ends today
public record Use(List<DayOfUse> weeks) {
    /// What the highest column of a drawing measures.
    public static final int HEIGHT = 32;

    public long calls() {
        return sum(DayOfUse::calls);
    }

    public long downloads() {
        return sum(DayOfUse::downloads);
    }

    public boolean isNone() {
        return calls() == 0 && downloads() == 0;
    }

    /// The columns' heights, the highest as high as can be. What is there at all is seen.
    public List<Long> heights(ToLongFunction<DayOfUse> of) {
        long most = Math.max(1, weeks.stream().mapToLong(of).max().orElse(1));
        return weeks.stream()
                .map(week -> of.applyAsLong(week))
                .map(value -> value == 0 ? 0 : Math.max(1, Math.round((double) HEIGHT * value / most)))
                .toList();
    }

    private long sum(ToLongFunction<DayOfUse> of) {
        return weeks.stream().mapToLong(of).sum();
    }
}
