package city.senne.data.explore.export;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/// Dates and times as the API writes them.
public final class Times {
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter();

    private Times() {}

    /// As precise as the field is: `1988`, `1988-01` or `1988-01-31`.
    public static String text(LocalDate date, @Nullable String precision) {
        String text = date.toString();
        return switch (precision) {
            case "year" -> text.substring(0, text.length() - 6);
            case "month" -> text.substring(0, text.length() - 3);
            case null, default -> text;
        };
    }

    public static String text(OffsetDateTime instant, ZoneId zone) {
        return DATE_TIME.format(instant.atZoneSameInstant(zone));
    }

    public static String text(Instant instant, ZoneId zone) {
        return DATE_TIME.format(instant.atZone(zone));
    }
}
