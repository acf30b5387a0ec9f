package city.senne.data.explore;

import city.senne.data.places.Position;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.RecordIds;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Words;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Reads single rows: one by its id, and the first ones that have a place.
@Component
public class ReadRecords {
    private static final int FIELDS_OF_A_NAME = 3;
    private static final int PLACES_ELSEWHERE = 5;

    private final AnswerQuestion answerQuestion;

    ReadRecords(AnswerQuestion answerQuestion) {
        this.answerQuestion = answerQuestion;
    }

    /// A field of a row, with what the row has in it.
    public record Entry(Field field, Cell cell) {}

    /// Every field that the viewer may see of one row; nothing when she sees no such row.
    ///
    /// @param record 40 hexadecimal digits
    Optional<List<Entry>> record(Viewer viewer, DatasetHead head, String record, Words words) {
        Question question = RecordIds.questionFor(record, Question.EVERYTHING);
        try (Answer answer = answer(viewer, head, question, words)) {
            if (!answer.next()) return Optional.empty();
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < answer.columns().size(); i++) {
                Field field = field(answer.columns().get(i));
                entries.add(new Entry(field, Cell.of(field, answer.value(i), words)));
            }
            return Optional.of(List.copyOf(entries));
        }
    }

    /// The first rows that have a place in this field.
    List<Places.Place> places(Viewer viewer, DatasetHead head, Field place, int limit, Words words) {
        Question question = Question.EVERYTHING
                .select(Spelling.name(place.name()) + " as `place`, recordid as `record`, *")
                .where(Spelling.name(place.name()) + " is not null")
                .page(limit, 0);
        return places(viewer, head, question, words);
    }

    /// The rows around a place, the nearest first. Where there is none, the nearest elsewhere.
    Places.Nearest nearest(Viewer viewer, DatasetHead head, Field place, Near near, int limit, Words words) {
        Question elsewhere = Question.EVERYTHING
                .select(Spelling.name(place.name()) + " as `place`, recordid as `record`, " + near.distance(place)
                        + " as `metres`, *")
                .where(Spelling.name(place.name()) + " is not null")
                .orderBy(near.distance(place));
        Question around = elsewhere.where(near.within(place));
        List<Places.Place> found = places(viewer, head, around.page(limit, 0), words);
        if (found.isEmpty()) {
            List<Places.Place> others = places(viewer, head, elsewhere.page(PLACES_ELSEWHERE, 0), words);
            return new Places.Nearest(near, 0, others);
        }
        Timings timings = new Timings();
        AnswerQuestion.Prepared prepared = answerQuestion.prepare(
                viewer, head.dataset(), head.version(), around.page(limit, 0), List.of(), timings);
        return new Places.Nearest(near, answerQuestion.total(prepared, found.size(), timings), found);
    }

    /// @param question whose first columns are the place and the record's id, and if it orders them the metres to it
    private List<Places.Place> places(Viewer viewer, DatasetHead head, Question question, Words words) {
        List<Places.Place> places = new ArrayList<>();
        try (Answer answer = answer(viewer, head, question, words)) {
            int start = question.orderBy() == null ? 2 : 3;
            while (answer.next()) {
                List<String> name = new ArrayList<>();
                for (int i = start; i < answer.columns().size() && name.size() < FIELDS_OF_A_NAME; i++) {
                    if (answer.columns().get(i).field() == null) continue;
                    Field field = field(answer.columns().get(i));
                    if (field.type().isGeo() || field.type() == FieldType.JSON || field.type() == FieldType.FILE)
                        continue;
                    String text = Cell.of(field, answer.value(i), words).text();
                    if (!text.isBlank()) name.add(text.length() > 60 ? text.substring(0, 59) + "…" : text);
                }
                places.add(new Places.Place(
                        String.valueOf(answer.value(1)),
                        name.isEmpty() ? words.of("explore.record") : String.join(", ", name),
                        Position.of(answer.value(0)).map(Position::toString).orElse(""),
                        start > 2 && answer.value(2) instanceof Number metres
                                ? Near.distance(metres.doubleValue(), words)
                                : ""));
            }
        }
        return List.copyOf(places);
    }

    private Answer answer(Viewer viewer, DatasetHead head, Question question, Words words) {
        Question spoken = question.in(words.language().locale(), question.zone());
        Timings timings = new Timings();
        return answerQuestion.rows(
                answerQuestion.prepare(viewer, head.dataset(), head.version(), spoken, List.of(), timings), timings);
    }

    /// The field as it is answered: a mask may have given it another type.
    private static Field field(OutputColumn column) {
        Field field = Objects.requireNonNull(column.field());
        return new Field(
                field.name(), column.type().fieldType(), field.label(), field.description(), field.annotations());
    }
}
