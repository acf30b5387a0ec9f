package city.senne.data.chart;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Where an axis is marked: round numbers, or round moments.
final class Ticks {
    private static final int MOST = 200;

    private Ticks() {}

    /// The round number (1, 2 or 5 times a power of ten) nearest above `range / count`.
    ///
    /// @param range more than 0
    static double niceStep(double range, int count) {
        double rough = range / Math.max(1, count);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double share = rough / power;
        double factor = share <= 1.000001 ? 1 : share <= 2.000001 ? 2 : share <= 5.000001 ? 5 : 10;
        return factor * power;
    }

    /// Round numbers from at most `low` to at least `high`, about `count` of them; whole ones when asked. They enclose
    /// all values.
    static List<Double> around(double low, double high, int count, boolean whole) {
        if (!(high > low)) {
            double room = low == 0 ? 1 : Math.abs(low) / 2;
            return around(low - (low == 0 ? 0 : room), low + room, count, whole);
        }
        double step = niceStep(high - low, count);
        if (whole) step = Math.max(1, step);
        return steps(Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9), step);
    }

    /// Round numbers between `low` and `high`, about `count` of them; whole ones when asked.
    static List<Double> within(double low, double high, int count, boolean whole) {
        if (!(high > low)) return List.of(low);
        double step = niceStep(high - low, count);
        if (whole) step = Math.max(1, step);
        return steps(Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9), step);
    }

    private static List<Double> steps(double first, double last, double step) {
        List<Double> ticks = new ArrayList<>();
        for (double i = first; i <= last && ticks.size() < MOST; i++) {
            // Dividing by a whole number keeps 0.3 from becoming 0.30000000000000004.
            double tick = step >= 1 ? i * step : i / Math.rint(1 / step * 1e9) * 1e9;
            ticks.add(tick == 0 ? 0.0 : tick);
        }
        return ticks;
    }

    /// A round moment.
    ///
    /// @param seconds since 1970, on the clocks of the city
    /// @param unit how precise it is said: YEARS, MONTHS, DAYS or HOURS
    record Moment(double seconds, ChronoUnit unit) {}

    private record Rhythm(ChronoUnit unit, int count, double seconds) {}

    private static final double DAY = 86_400;

    private static final List<Rhythm> RHYTHMS = List.of(
            new Rhythm(ChronoUnit.HOURS, 1, 3_600),
            new Rhythm(ChronoUnit.HOURS, 3, 3 * 3_600),
            new Rhythm(ChronoUnit.HOURS, 6, 6 * 3_600),
            new Rhythm(ChronoUnit.DAYS, 1, DAY),
            new Rhythm(ChronoUnit.DAYS, 2, 2 * DAY),
            new Rhythm(ChronoUnit.DAYS, 7, 7 * DAY),
            new Rhythm(ChronoUnit.MONTHS, 1, 30.4 * DAY),
            new Rhythm(ChronoUnit.MONTHS, 3, 91.3 * DAY),
            new Rhythm(ChronoUnit.MONTHS, 6, 182.6 * DAY),
            new Rhythm(ChronoUnit.YEARS, 1, 365.25 * DAY),
            new Rhythm(ChronoUnit.YEARS, 2, 2 * 365.25 * DAY),
            new Rhythm(ChronoUnit.YEARS, 5, 5 * 365.25 * DAY),
            new Rhythm(ChronoUnit.YEARS, 10, 10 * 365.25 * DAY),
            new Rhythm(ChronoUnit.YEARS, 20, 20 * 365.25 * DAY),
            new Rhythm(ChronoUnit.YEARS, 50, 50 * 365.25 * DAY),
            new Rhythm(ChronoUnit.YEARS, 100, 100 * 365.25 * DAY));

    /// Beginnings of hours, days, months or years between two moments, at most `count` or a few more.
    ///
    /// @param low in seconds since 1970, on the clocks of the city
    /// @param finest the most precise unit that makes sense, such as YEARS when groups are years
    static List<Moment> ofTime(double low, double high, int count, ChronoUnit finest) {
        double wanted = (high - low) / Math.max(1, count);
        Rhythm rhythm = RHYTHMS.stream()
                .filter(each -> each.unit.compareTo(finest) >= 0 && each.seconds >= wanted)
                .findFirst()
                .orElse(new Rhythm(ChronoUnit.YEARS, (int) niceStep((high - low) / (365.25 * DAY), count), 0));
        LocalDateTime at = beginning(moment(low), rhythm);
        List<Moment> ticks = new ArrayList<>();
        while (seconds(at) <= high && ticks.size() < MOST) {
            if (seconds(at) >= low) ticks.add(new Moment(seconds(at), rhythm.unit));
            LocalDateTime next = at.plus(rhythm.count, rhythm.unit);
            // Weeks are not carried over a month's end: its first day is always marked instead.
            at = rhythm.unit == ChronoUnit.DAYS && rhythm.count > 1 && next.getDayOfMonth() < at.getDayOfMonth()
                    ? next.withDayOfMonth(1)
                    : rhythm.count == 7 && next.getDayOfMonth() > 28
                            ? next.plusMonths(1).withDayOfMonth(1)
                            : next;
        }
        return ticks;
    }

    private static LocalDateTime beginning(LocalDateTime moment, Rhythm rhythm) {
        return switch (rhythm.unit) {
            case HOURS -> moment.truncatedTo(ChronoUnit.DAYS);
            case DAYS ->
                moment.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(rhythm.count == 1 ? moment.getDayOfMonth() : 1);
            case MONTHS -> moment.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
            default ->
                moment.truncatedTo(ChronoUnit.DAYS)
                        .withDayOfYear(1)
                        .withYear(Math.floorDiv(moment.getYear(), rhythm.count) * rhythm.count);
        };
    }

    static double seconds(LocalDateTime moment) {
        return moment.toEpochSecond(ZoneOffset.UTC);
    }

    static LocalDateTime moment(double seconds) {
        return LocalDateTime.ofEpochSecond((long) seconds, 0, ZoneOffset.UTC);
    }
}
