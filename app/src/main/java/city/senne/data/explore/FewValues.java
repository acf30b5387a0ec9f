package city.senne.data.explore;

import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.OfVersion;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/// Finds the fields by which a table can be narrowed with a few clicks: those that are annotated as facets, and those
/// with few different values.
@Component
public class FewValues {
    private static final int MOST_FIELDS = 8;
    private static final int MOST_STUDIED = 40;
    private static final int MOST_VALUES = 12;

    private final AnswerQuestion answerQuestion;
    private final OfVersion<Set<String>> known = new OfVersion<>();

    FewValues(AnswerQuestion answerQuestion) {
        this.answerQuestion = answerQuestion;
    }

    /// At most eight, those that are annotated first.
    public List<Field> fields(Viewer viewer, DatasetHead head, Timings timings) {
        List<Field> facets = new ArrayList<>(head.fields().stream()
                .filter(field -> field.annotations().facet() && !field.type().isGeo())
                .toList());
        if (facets.size() < MOST_FIELDS) {
            Set<String> few = few(viewer, head, timings);
            head.fields().stream()
                    .filter(field -> few.contains(field.name()) && !facets.contains(field))
                    .forEach(facets::add);
        }
        return facets.stream().limit(MOST_FIELDS).toList();
    }

    private Set<String> few(Viewer viewer, DatasetHead head, Timings timings) {
        List<Field> studied = head.fields().stream()
                .filter(FewValues::mayHaveFew)
                .limit(MOST_STUDIED)
                .toList();
        if (studied.isEmpty()) return Set.of();
        String counts = IntStream.range(0, studied.size())
                .mapToObj(i -> "count(distinct " + Spelling.name(studied.get(i).name()) + ") as c" + i)
                .collect(Collectors.joining(", "));
        Question question = Question.EVERYTHING.select(counts).page(1, 0);
        View view = answerQuestion.view(viewer, head.dataset(), head.version(), question.lang());
        return known.get(head.version(), view, "", () -> {
            AnswerQuestion.Prepared prepared =
                    answerQuestion.prepare(view, head.dataset(), head.version(), question, List.of(), timings);
            return few(prepared, studied, timings);
        });
    }

    private Set<String> few(AnswerQuestion.Prepared prepared, List<Field> studied, Timings timings) {
        try (Answer answer = answerQuestion.aside(prepared, timings)) {
            if (!answer.next()) return Set.of();
            return IntStream.range(0, studied.size())
                    .filter(i -> answer.value(i) instanceof Number count
                            && count.longValue() > 1
                            && count.longValue() <= MOST_VALUES)
                    .mapToObj(i -> studied.get(i).name())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private static boolean mayHaveFew(Field field) {
        boolean isPlain = field.type() == FieldType.TEXT || field.type() == FieldType.BOOLEAN;
        return isPlain && !field.isMultivalued() && !field.annotations().id();
    }
}
