package city.senne.data.usage;

import city.senne.data.catalog.DatasetId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/// How often each dataset was asked since the beginning, as it was a short while ago: what is made of it, such as the
/// table of the catalogue, need not be made anew with every call. The more datasets there are, the longer it holds.
@Component
public class UsageTotals {
    private static final int A_MINUTE_MORE = 1_000;

    private final UsageRows rows;
    private final Clock clock;
    private Edition edition = new Edition(0, Map.of());
    private Instant stale = Instant.MIN;

    UsageTotals(UsageRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /// @param calls answers of the API other than downloads
    /// @param downloads whole files
    public record Total(long calls, long downloads) {
        static final Total NONE = new Total(0, 0);
    }

    /// @param number another one whenever any total changed
    public record Edition(long number, Map<String, Total> totals) {
        public Total of(DatasetId dataset) {
            return totals.getOrDefault(dataset.value(), Total.NONE);
        }
    }

    public synchronized Edition current() {
        Instant now = clock.instant();
        if (now.isBefore(stale)) return edition;
        Map<String, Total> totals = rows.totals();
        if (!totals.equals(edition.totals())) edition = new Edition(edition.number() + 1, totals);
        stale = now.plus(Duration.ofMinutes(1 + totals.size() / A_MINUTE_MORE));
        return edition;
    }
}
