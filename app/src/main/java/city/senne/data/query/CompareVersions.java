package city.senne.data.query;

import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Version;
import city.senne.engine.lake.Difference;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import city.senne.trust.identity.Viewer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells which rows two versions of a dataset do not share, as far as the viewer may see either.
@Component
public class CompareVersions {
    private final AnswerQuestion answerQuestion;

    CompareVersions(AnswerQuestion answerQuestion) {
        this.answerQuestion = answerQuestion;
    }

    /// Two versions, ready to be compared.
    ///
    /// @param fields that both have, by name and type, as the later one describes them
    /// @param key those by which a row is known again; empty when there are none: then a changed row is one
    ///     that was removed and one that was added
    public record Compared(
            AnswerQuestion.Prepared before, AnswerQuestion.Prepared after, List<Field> fields, List<Field> key) {
        public Version from() {
            return before.version();
        }

        public Version until() {
            return after.version();
        }

        List<Integer> keyColumns() {
            return key.stream().map(fields::indexOf).toList();
        }
    }

    /// Null when the versions have no field in common that the viewer may see. Throws AccessRefused, and
    /// OdsqlException when the conditions do not fit both versions.
    ///
    /// @param conditions which rows to compare; what it says of select, groups, order and page does not
    ///     matter
    public @Nullable Compared prepare(
            Viewer viewer, Dataset dataset, Version from, Version until, Question conditions, Timings timings) {
        View before = answerQuestion.view(viewer, dataset, from, conditions.lang());
        View after = answerQuestion.view(viewer, dataset, until, conditions.lang());
        TableSchema old = before.schema();
        TableSchema now = after.schema();
        List<Field> shared = now.shared(old);
        if (shared.isEmpty()) return null;
        List<Field> key = shared.containsAll(now.key()) ? now.key() : List.of();
        String select =
                shared.stream().map(field -> Spelling.name(field.name())).collect(Collectors.joining(", "));
        Question question = conditions.conditions().select(select);
        return new Compared(
                answerQuestion.prepare(before, dataset, from, question, List.of(), timings),
                answerQuestion.prepare(after, dataset, until, question, List.of(), timings),
                shared,
                key);
    }

    public Difference count(Compared compared, Timings timings) {
        return answerQuestion.countDifferences(compared, timings);
    }

    /// The rows that differ, for a page. To be closed.
    ///
    /// The first column says `added`, `changed` or `removed`; then come the values before, then those after,
    /// null where there was no such row.
    ///
    /// @param only one of these words, null for all rows
    public Answer rows(Compared compared, @Nullable String only, int limit, int offset, Timings timings) {
        return answerQuestion.differences(compared, only, limit, offset, timings);
    }

    /// The same, all of them, for a file.
    public Answer allRows(Compared compared, Timings timings) {
        return answerQuestion.differences(compared, null, null, 0, timings);
    }
}
