package city.senne.data.usage;

import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// All counts that are kept. Which of them somebody may see is for the caller to judge: they name datasets.
@Component
public class UsageLog {
    private final UsageRows rows;

    UsageLog(UsageRows rows) {
        this.rows = rows;
    }

    /// The newest day first, read day by day.
    public Stream<Counted> stream() {
        return rows.listDays().stream().flatMap(day -> rows.list(day).stream());
    }
}
