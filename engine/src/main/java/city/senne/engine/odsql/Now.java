package city.senne.engine.odsql;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// `now(…)`: the present, with parts set (`month=2`) or moved (`months=-1`), in the order in which they are given.
final class Now {
    private Now() {}

    /// @param settings of one name only the last counts, as the last
    static Instant read(Instant now, Iterable<Map.Entry<String, Integer>> settings, ZoneId zone) {
        SequencedMap<String, Integer> last = new LinkedHashMap<>();
        for (var setting : settings) {
            last.remove(setting.getKey());
            last.put(setting.getKey(), setting.getValue());
        }
        LocalDateTime moment = LocalDateTime.ofInstant(now, zone);
        try {
            for (var setting : last.entrySet()) {
                moment = moved(moment, setting.getKey(), setting.getValue());
            }
            if (moment.getYear() < 1 || moment.getYear() > 9999) throw outOfRange("now");
            return last.isEmpty() ? now : moment.atZone(zone).toInstant();
        } catch (DateTimeException | ArithmeticException e) {
            throw outOfRange("now");
        }
    }

    private static LocalDateTime moved(LocalDateTime moment, String name, int value) {
        return switch (name) {
            case "year" -> moment.withYear(between(name, value, 1, 9999));
            case "month" -> moment.withMonth(between(name, value, 1, 12));
            case "day" ->
                moment.withDayOfMonth(Math.min(
                        between(name, value, 1, 31), moment.toLocalDate().lengthOfMonth()));
            case "hour" -> moment.withHour(between(name, value, 0, 23));
            case "minute" -> moment.withMinute(between(name, value, 0, 59));
            case "second" -> moment.withSecond(between(name, value, 0, 59));
            case "microsecond" -> moment.withNano(between(name, value, 0, 999_999) * 1000);
            case "weekday" -> moment.with(TemporalAdjusters.nextOrSame(DayOfWeek.of(between(name, value, 0, 6) + 1)));
            case "years" -> moment.plusYears(value);
            case "months" -> moment.plusMonths(value);
            case "weeks" -> moment.plusWeeks(value);
            case "days" -> moment.plusDays(value);
            case "hours" -> moment.plusHours(value);
            case "minutes" -> moment.plusMinutes(value);
            case "seconds" -> moment.plusSeconds(value);
            case "microseconds" -> moment.plus(value, ChronoUnit.MICROS);
            case "mondays" -> jumped(moment, DayOfWeek.MONDAY, value);
            case "tuesdays" -> jumped(moment, DayOfWeek.TUESDAY, value);
            case "wednesdays" -> jumped(moment, DayOfWeek.WEDNESDAY, value);
            case "thursdays" -> jumped(moment, DayOfWeek.THURSDAY, value);
            case "fridays" -> jumped(moment, DayOfWeek.FRIDAY, value);
            case "saturdays" -> jumped(moment, DayOfWeek.SATURDAY, value);
            case "sundays" -> jumped(moment, DayOfWeek.SUNDAY, value);
            default -> throw OdsqlException.malformed("Unknown parameter of now: " + name);
        };
    }

    /// The first jump goes to the nearest such day in that direction; a day never jumps onto itself.
    private static LocalDateTime jumped(LocalDateTime moment, DayOfWeek day, int times) {
        if (times == 0) return moment;
        return times > 0
                ? moment.with(TemporalAdjusters.next(day)).plusWeeks(times - 1L)
                : moment.with(TemporalAdjusters.previous(day)).plusWeeks(times + 1L);
    }

    private static int between(String name, int value, int low, int high) {
        if (value < low || value > high) throw outOfRange(name);
        return value;
    }

    private static OdsqlException outOfRange(String name) {
        return OdsqlException.malformed("Value out of range for " + name);
    }
}
