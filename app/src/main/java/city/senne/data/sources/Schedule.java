package city.senne.data.sources;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/// When a source is read: minute, hour, day of the month, month and day of the week, as cron has them.
final class Schedule {
    private Schedule() {}

    /// Whether it can be understood; an empty one means never.
    static boolean isValid(String schedule) {
        return schedule.isBlank() || (hasFiveFields(schedule) && CronExpression.isValidExpression(seconds(schedule)));
    }

    /// Empty for never, also for a day that no year has.
    static Optional<Instant> next(String schedule, ZoneId zone, Instant after) {
        if (schedule.isBlank()) return Optional.empty();
        ZonedDateTime next = CronExpression.parse(seconds(schedule)).next(after.atZone(zone));
        return Optional.ofNullable(next).map(ZonedDateTime::toInstant);
    }

    private static boolean hasFiveFields(String schedule) {
        return schedule.strip().split("\\s+").length == 5;
    }

    private static String seconds(String schedule) {
        return "0 " + schedule.strip();
    }
}
