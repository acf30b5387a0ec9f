package city.senne.data.explore;

import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Version;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.Question;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Words;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// The first rows of a version, for people to see what it is about.
@Component
public class FirstRows {
    private final AnswerQuestion answerQuestion;

    FirstRows(AnswerQuestion answerQuestion) {
        this.answerQuestion = answerQuestion;
    }

    /// In the order of the version, one cell per field that the viewer may see.
    Shown read(Viewer viewer, Dataset dataset, Version version, int limit, Words words) {
        Timings timings = new Timings();
        Question question = Question.EVERYTHING.page(limit, 0);
        AnswerQuestion.Prepared prepared =
                answerQuestion.prepare(viewer, dataset, version, question, List.of(), timings);
        try (Answer answer = answerQuestion.rows(prepared, timings)) {
            List<Field> fields = answer.columns().stream().map(FirstRows::field).toList();
            List<List<Cell>> rows = new ArrayList<>();
            while (answer.next()) {
                List<Cell> row = new ArrayList<>();
                for (int i = 0; i < fields.size(); i++)
                    row.add(Cell.of(fields.get(i).type(), answer.value(i), words));
                rows.add(List.copyOf(row));
            }
            return new Shown(fields, List.copyOf(rows), timings.toString());
        }
    }

    /// The field as it is answered: a mask may have given it another type.
    private static Field field(OutputColumn column) {
        Field field = Objects.requireNonNull(column.field());
        return new Field(
                field.name(), column.type().fieldType(), field.label(), field.description(), field.annotations());
    }

    /// @param timing of each step, for `Server-Timing`
    public record Shown(List<Field> fields, List<List<Cell>> rows, String timing) {}
}
