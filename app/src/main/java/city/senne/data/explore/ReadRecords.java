package city.senne.data.explore;

import city.senne.data.attachments.NamedFiles;
import city.senne.data.attachments.ReadAttachments;
import city.senne.data.places.Position;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.engine.geo.CoordinateNames;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.RecordIds;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Words;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Reads single rows: one by its id, and the first ones that have a place.
@Component
public class ReadRecords {
    private static final int FIELDS_OF_A_PLACE = 3;
    private static final int PLACES_ELSEWHERE = 5;

    private final AnswerQuestion answerQuestion;
    private final ReadAttachments readAttachments;

    ReadRecords(AnswerQuestion answerQuestion, ReadAttachments readAttachments) {
        this.answerQuestion = answerQuestion;
        this.readAttachments = readAttachments;
    }

    /// A field of a row, with what the row has in it.
    public record Entry(Field field, Cell cell) {
        private static final int LONGEST = 60;

        /// Whether it says where something is, rather than what: a place, or half of one.
        public boolean isPlace() {
            boolean mayBeHalf = field.type() == FieldType.DOUBLE || field.type() == FieldType.DECIMAL;
            return field.type().isGeo() || mayBeHalf && CoordinateNames.isOne(field.name());
        }

        /// Whether it says something of what a row is, if only briefly.
        boolean isTelling() {
            return field.type() != FieldType.JSON
                    && field.type() != FieldType.FILE
                    && !isPlace()
                    && !cell.text().isBlank();
        }

        /// Where it says that something is, when it is a point.
        Optional<Position> position() {
            return field.type() == FieldType.GEO_POINT ? Position.read(cell.text()) : Optional.empty();
        }

        /// Names speak for themselves; numbers, times and keys are told with what they are.
        String name(Words words) {
            boolean isName =
                    field.type() == FieldType.TEXT && !field.annotations().id();
            return isName ? shortened() : labelled(words);
        }

        /// `Height: 12 m`.
        String labelled(Words words) {
            return words.of("explore.labelled", field.label(), shortened());
        }

        private String shortened() {
            String text = shown();
            return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
        }

        /// The value with its unit.
        public String shown() {
            String unit = field.annotations().unit();
            boolean hasUnit = cell.kind() == Cell.Kind.NUMBER && unit != null && !unit.isBlank();
            return hasUnit ? cell.text() + "\u00a0" + unit : cell.text();
        }
    }

    /// Every field that the viewer may see of one row; nothing when she sees no such row.
    ///
    /// @param record 40 hexadecimal digits
    Optional<List<Entry>> record(Viewer viewer, DatasetHead head, String record, Words words) {
        Question question = RecordIds.questionFor(record, Question.EVERYTHING);
        NamedFiles files = readAttachments.named(head.dataset(), head.fields());
        try (Answer answer = answer(viewer, head, question, words)) {
            if (!answer.next()) return Optional.empty();
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < answer.columns().size(); i++) {
                Field field = field(answer.columns().get(i));
                entries.add(new Entry(field, Cell.of(field, answer.value(i), files, words)));
            }
            // Where it is says less than what it is.
            if (head.hasGeometry()) entries.sort(Comparator.comparing(Entry::isPlace));
            return Optional.of(List.copyOf(entries));
        }
    }

    /// The first rows that have a place in this field.
    List<Places.Place> places(Viewer viewer, DatasetHead head, Field place, int limit, Words words) {
        Question question = Question.EVERYTHING
                .select("recordid as `record`, *")
                .where(Spelling.name(place.name()) + " is not null")
                .page(limit, 0);
        return places(viewer, head, question, words);
    }

    /// The rows around a place, the nearest first. Where there is none, the nearest elsewhere.
    Places.Nearest nearest(Viewer viewer, DatasetHead head, Field place, Near near, int limit, Words words) {
        Question elsewhere = Question.EVERYTHING
                .select("recordid as `record`, " + near.distance(place) + " as `metres`, *")
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

    /// @param question whose first column is the record's id, and if it orders them the second the metres to it
    private List<Places.Place> places(Viewer viewer, DatasetHead head, Question question, Words words) {
        List<Places.Place> places = new ArrayList<>();
        try (Answer answer = answer(viewer, head, question, words)) {
            int start = question.orderBy() == null ? 1 : 2;
            while (answer.next()) {
                List<Entry> entries = new ArrayList<>();
                for (int i = start; i < answer.columns().size() && entries.size() < FIELDS_OF_A_PLACE; i++) {
                    if (answer.columns().get(i).field() == null) continue;
                    Field field = field(answer.columns().get(i));
                    Entry entry = new Entry(field, Cell.of(field, answer.value(i), words));
                    if (entry.isTelling()) entries.add(entry);
                }
                places.add(new Places.Place(
                        String.valueOf(answer.value(0)),
                        entries.isEmpty()
                                ? words.of("explore.record")
                                : entries.getFirst().name(words),
                        entries.stream()
                                .skip(1)
                                .map(entry -> entry.labelled(words))
                                .toList(),
                        start > 1 && answer.value(1) instanceof Number metres
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
