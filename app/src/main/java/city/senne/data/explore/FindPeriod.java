package city.senne.data.explore;

import city.senne.data.catalog.Coverage;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.OfVersion;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Words;
import city.senne.trust.identity.Viewer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the period that a dataset describes: the one its publisher names, else the first and the last of its own
/// times.
@Component
class FindPeriod {
    private final AnswerQuestion answerQuestion;
    private final OfVersion<Optional<Span>> known = new OfVersion<>();

    FindPeriod(AnswerQuestion answerQuestion) {
        this.answerQuestion = answerQuestion;
    }

    /// @param from year, month or day
    private record Span(String from, String until) {}

    Optional<Period> find(Viewer viewer, DatasetHead head, Words words) {
        Coverage said = head.dataset().description().coverage();
        if (said.hasPeriod()) return Optional.of(new Period(text(new Span(said.from(), said.until()), words), ""));
        if (!head.mayRead()) return Optional.empty();
        // What is kept of a version is the same in all languages: the label is this reader's.
        return times(head.fields())
                .flatMap(field -> inData(viewer, head, field, words.zone())
                        .map(span -> new Period(text(span, words), field.label())));
    }

    /// Times, else years.
    private static Optional<Field> times(List<Field> fields) {
        return fields.stream()
                .filter(field -> !field.isMultivalued())
                .filter(field -> field.type() == FieldType.DATE || field.type() == FieldType.DATETIME)
                .findFirst()
                .or(() -> fields.stream().filter(Cell::isYear).findFirst());
    }

    private Optional<Span> inData(Viewer viewer, DatasetHead head, Field field, ZoneId zone) {
        String name = Spelling.name(field.name());
        Question question = Question.EVERYTHING
                .select("min(%s) as `first`, max(%s) as `last`".formatted(name, name))
                .page(1, 0);
        View view = answerQuestion.view(viewer, head.dataset(), head.version(), question.lang());
        return known.get(head.version(), view, List.of(field.name(), zone), () -> {
            Timings timings = new Timings();
            AnswerQuestion.Prepared prepared =
                    answerQuestion.prepare(view, head.dataset(), head.version(), question, List.of(), timings);
            try (Answer answer = answerQuestion.aside(prepared, timings)) {
                if (!answer.next()) return Optional.empty();
                String first = day(answer.value(0), zone);
                String last = day(answer.value(1), zone);
                return first.isEmpty() ? Optional.empty() : Optional.of(new Span(first, last));
            }
        });
    }

    private static String day(@Nullable Object time, ZoneId zone) {
        return switch (time) {
            case LocalDate day -> day.toString();
            case OffsetDateTime moment ->
                moment.atZoneSameInstant(zone).toLocalDate().toString();
            case Number year when year.intValue() > 999 && year.intValue() < 10_000 -> String.valueOf(year.intValue());
            case null, default -> "";
        };
    }

    private static String text(Span span, Words words) {
        String from = text(span.from(), words);
        String until = text(span.until(), words);
        if (from.isEmpty()) return words.of("explore.period.until", until);
        if (until.isEmpty()) return words.of("explore.period.from", from);
        return from.equals(until) ? from : words.of("explore.period.span", from, until);
    }

    /// A year as it is, a day in full, a month by its name.
    private static String text(String time, Words words) {
        if (time.length() == 4) return time;
        Optional<LocalDate> day = Coverage.firstDay(time);
        if (day.isEmpty()) return time;
        return time.length() == 7 ? words.month(day.get()) : words.date(day.get());
    }
}
