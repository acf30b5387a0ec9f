package city.senne.engine.odsql;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates as they are written in queries: ISO 8601 with any precision, or with slashes.
final class Moments {
    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:([-/])(\\d{1,2})(?:\\2(\\d{1,2}))?)?");
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*(Z|z|[+-]\\d{2}(?::?\\d{2})?)?");

    private Moments() {}

    /// A day as [LocalDate], anything with a time as [OffsetDateTime] in UTC; what is missing is the first of its
    /// kind. Empty when the text is no date.
    static Optional<Bound.Constant> read(String text, ZoneId zone) {
        String trimmed = text.strip();
        Matcher date = DATE.matcher(trimmed);
        if (!date.lookingAt()) return Optional.empty();
        try {
            LocalDate day =
                    LocalDate.of(Integer.parseInt(date.group(1)), number(date.group(3), 1), number(date.group(4), 1));
            if (date.end() == trimmed.length()) return Optional.of(new Bound.Constant(day, ValueType.DATE));
            String rest = trimmed.substring(date.end());
            if (date.group(4) == null || !(rest.startsWith("T") || rest.startsWith("t") || rest.startsWith(" "))) {
                return Optional.empty();
            }
            Matcher time = TIME.matcher(rest.substring(1).strip());
            if (!time.matches()) return Optional.empty();
            LocalDateTime local = day.atTime(
                    Integer.parseInt(time.group(1)),
                    Integer.parseInt(time.group(2)),
                    number(time.group(3), 0),
                    nanoseconds(time.group(4)));
            OffsetDateTime instant = time.group(5) == null
                    ? local.atZone(zone).toOffsetDateTime()
                    : local.atOffset(ZoneOffset.of(offset(time.group(5))));
            return Optional.of(new Bound.Constant(instant.withOffsetSameInstant(ZoneOffset.UTC), ValueType.DATETIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static OffsetDateTime startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC);
    }

    private static int number(@Nullable String digits, int missing) {
        return digits == null ? missing : Integer.parseInt(digits);
    }

    private static int nanoseconds(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }

    private static String offset(String written) {
        String upper = written.equals("z") ? "Z" : written;
        return upper.length() == 5 ? upper.substring(0, 3) + ":" + upper.substring(3) : upper;
    }
}
