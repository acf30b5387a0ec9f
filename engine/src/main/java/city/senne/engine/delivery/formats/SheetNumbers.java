package city.senne.engine.delivery.formats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/// What a number in an Excel sheet means under its format.
///
/// @param from1904 whether days are counted from 1904, as old Macintoshes did
record SheetNumbers(boolean from1904) {
    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    private static final double LAST_DAY = 2_958_466;
    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final double EXACT = 1L << 53;

    Object cell(double number, NumberFormats format) {
        return switch (format.kind()) {
            case PLAIN -> plain(number);
            case ZEROS ->
                number >= 0 && number == Math.rint(number) && number < EXACT
                        ? String.format("%0" + format.digits() + "d", (long) number)
                        : plain(number);
            case DATE, DATE_TIME -> number >= 0 && number < LAST_DAY ? moment(number, format) : plain(number);
            case TIME -> {
                if (number < 0 || number >= LAST_DAY) yield plain(number);
                // A date behind a time format is rare, but then the date is not to be lost.
                yield number < 1 ? time(number).toString() : moment(number, format);
            }
            case DURATION -> number >= 0 && number < LAST_DAY ? duration(number) : plain(number);
        };
    }

    /// As sheets do it, no more than 15 digits: 0.1 + 0.2 is 0.3.
    static Object plain(double number) {
        if (number == Math.rint(number) && Math.abs(number) < EXACT) return (long) number;
        if (!Double.isFinite(number)) return Double.toString(number);
        String written = Double.toString(number);
        if (written.length() < 17) return number;
        return new BigDecimal(written).round(new MathContext(15)).doubleValue();
    }

    private Object moment(double number, NumberFormats format) {
        double serial = number;
        LocalDate epoch = from1904 ? EPOCH_1904 : EPOCH;
        if (!from1904 && serial < 61) {
            // Excel believes in a 29th of February 1900.
            if (serial >= 60) return "1900-02-29";
            serial += 1;
        }
        long millis = Math.round(serial * MILLIS_PER_DAY);
        LocalDateTime moment = epoch.atStartOfDay().plus(millis, ChronoUnit.MILLIS);
        boolean midnight = moment.toLocalTime().equals(LocalTime.MIDNIGHT);
        return midnight && format.kind() == NumberFormats.Kind.DATE ? moment.toLocalDate() : moment;
    }

    private static LocalTime time(double number) {
        return LocalTime.ofNanoOfDay(Math.round(number * 86_400) % 86_400 * 1_000_000_000L);
    }

    private static String duration(double number) {
        long seconds = Math.round(number * 86_400);
        return "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
