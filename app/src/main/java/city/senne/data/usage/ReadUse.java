package city.senne.data.usage;

import city.senne.data.catalog.Dataset;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// How often a dataset was asked in the last thirteen weeks, for its page.
@Component
public class ReadUse {
    private static final int WEEKS = 13;
    private static final int DAYS = 7;

    private final UsageRows rows;
    private final Clock clock;

    ReadUse(UsageRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /// @param dataset that the reader may know of
    /// @return empty when nobody asked
    public Optional<Use> find(Dataset dataset) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate begin = today.minusDays(WEEKS * DAYS - 1);
        long[] calls = new long[WEEKS];
        long[] downloads = new long[WEEKS];
        for (DayOfUse day : rows.days(dataset.id(), begin)) {
            int week = (int) Math.min(ChronoUnit.DAYS.between(begin, day.day()) / DAYS, WEEKS - 1);
            calls[week] += day.calls();
            downloads[week] += day.downloads();
        }
        List<DayOfUse> weeks = new ArrayList<>();
        for (int i = 0; i < WEEKS; i++) {
            weeks.add(new DayOfUse(begin.plusDays((long) i * DAYS), calls[i], downloads[i]));
        }
        return Optional.of(new Use(weeks)).filter(use -> !use.isNone());
    }
}
