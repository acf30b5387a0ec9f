package city.senne.data.catalog;

import city.senne.platform.i18n.Translated;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// What a dataset is about in space and time, as its publisher says it; DCAT's `spatial` and `temporal`.
///
/// @param territory by its name
/// @param places codes of [AuthorityTable#PLACE]
/// @param from the first year, month or day: `2019`, `2019-03`, `2019-03-31`; empty where nobody says
/// @param until the last one; empty where it goes on
public record Coverage(Translated territory, List<String> places, String from, String until) {
    public static final Coverage NONE = new Coverage(Translated.EMPTY, List.of(), "", "");

    /// What was not kept is unsaid.
    @SuppressWarnings("NullAway")
    public Coverage {
        territory = territory == null ? Translated.EMPTY : territory;
        places = places == null ? List.of() : places.stream().distinct().toList();
        from = from == null ? "" : from;
        until = until == null ? "" : until;
    }

    /// Where the others are silent, these words hold.
    public Coverage overriddenBy(Coverage other) {
        boolean anotherTime = !other.from.isEmpty() || !other.until.isEmpty();
        return new Coverage(
                other.territory.isEmpty() ? territory : other.territory,
                other.places.isEmpty() ? places : other.places,
                anotherTime ? other.from : from,
                anotherTime ? other.until : until);
    }

    public boolean hasPeriod() {
        return !from.isEmpty() || !until.isEmpty();
    }

    public boolean endsBeforeItBegins() {
        // 2019 holds 2019-03, in either order.
        int common = Math.min(from.length(), until.length());
        return !until.isEmpty() && until.substring(0, common).compareTo(from.substring(0, common)) < 0;
    }

    /// The first day of a year, a month or a day; nothing where the text is none of them.
    public static Optional<LocalDate> firstDay(String text) {
        try {
            if (text.matches("\\d{4}")) return Optional.of(LocalDate.of(Integer.parseInt(text), 1, 1));
            if (text.matches("\\d{4}-\\d{2}"))
                return Optional.of(YearMonth.parse(text).atDay(1));
            return text.matches("\\d{4}-\\d{2}-\\d{2}") ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /// The last day of a year, a month or a day; nothing where the text is none of them.
    public static Optional<LocalDate> lastDay(String text) {
        return firstDay(text).map(first -> switch (text.length()) {
            case 4 -> first.plusYears(1).minusDays(1);
            case 7 -> first.plusMonths(1).minusDays(1);
            default -> first;
        });
    }
}
