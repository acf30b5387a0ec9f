package city.senne.trust.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which entries somebody looks for; what is empty does not matter.
///
/// @param person a part of a name, login or address
/// @param dataset the id of a dataset
/// @param kind as in [Kind#apiName]
/// @param from the first day, as it was typed
/// @param until the last day, as it was typed
/// @param before only entries before this place
public record EntryFilter(
        String person,
        String dataset,
        String kind,
        String from,
        String until,
        @Nullable Long before) {
    static EntryFilter of(
            @Nullable String person,
            @Nullable String dataset,
            @Nullable String kind,
            @Nullable String from,
            @Nullable String until,
            @Nullable String before) {
        return new EntryFilter(
                plain(person), plain(dataset), plain(kind), plain(from), plain(until), place(plain(before)));
    }

    EntryFilter before(long place) {
        return new EntryFilter(person, dataset, kind, from, until, place);
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text.replace('\0', ' ').strip();
    }

    private static @Nullable Long place(String text) {
        return text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }

    /// The day that was typed and is none.
    Optional<String> findWrongDay() {
        if (!from.isEmpty() && day(from).isEmpty()) return Optional.of(from);
        return !until.isEmpty() && day(until).isEmpty() ? Optional.of(until) : Optional.empty();
    }

    /// When the first day begins; empty when none was asked, or what was typed is none.
    Optional<Instant> start(ZoneId zone) {
        return day(from).map(day -> day.atStartOfDay(zone).toInstant());
    }

    /// When the last day has ended.
    Optional<Instant> end(ZoneId zone) {
        return day(until).map(day -> day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    public boolean isEmpty() {
        return (person + dataset + kind + from + until).isEmpty();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= 1 && day.getYear() <= 9999 ? Optional.of(day) : Optional.empty();
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }
}
