package city.senne.data.tiles;

import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Version;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.OfVersion;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.store.Fingerprints;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Finds what a viewer may see of a version on a map: which field of places, of which rows, with which fields.
@Component
class PlaceSight {
    /// A tile is the same for all.
    private static final Locale LANGUAGE = Locale.ENGLISH;

    private final AnswerQuestion answerQuestion;
    private final Fingerprints fingerprints;
    private final OfVersion<Sight> known = new OfVersion<>();

    PlaceSight(AnswerQuestion answerQuestion, Fingerprints fingerprints) {
        this.answerQuestion = answerQuestion;
        this.fingerprints = fingerprints;
    }

    /// @param rows asks for every field that features carry
    /// @param names asks for no more than it takes to know them: the record's id, or the fields that were chosen
    /// @param fingerprint the same for all who see the same of the same version
    record Sight(AnswerQuestion.Prepared rows, AnswerQuestion.Prepared names, Field place, String fingerprint) {}

    /// @param field the name of a field of places; blank for the one that [#usual] finds
    /// @param only the names of the fields that features carry, with commas between, of which those count that
    ///     there are; blank for all of them and the record's id. A base map asks so: its features keep their class
    ///     however many there are.
    Sight find(Viewer viewer, Dataset dataset, Version version, String field, String only) {
        View view = answerQuestion.view(viewer, dataset, version, LANGUAGE);
        return known.get(version, view, List.of(field, only), () -> find(view, dataset, version, field, only));
    }

    private Sight find(View view, Dataset dataset, Version version, String field, String only) {
        AnswerQuestion.Prepared rows = prepare(view, dataset, version, "*, recordid as `recordid`");
        List<Field> fields = rows.view().schema().fields();
        String chosen = Arrays.stream(only.split(","))
                .filter(name -> fields.stream().anyMatch(each -> !each.type().isGeo() && each.isCalled(name)))
                .distinct()
                .sorted()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
        AnswerQuestion.Prepared names =
                prepare(view, dataset, version, chosen.isEmpty() ? "recordid as `recordid`" : chosen);
        if (!only.isBlank()) rows = names;
        Field place = fields.stream()
                .filter(each -> each.type().isGeo() && each.isCalled(field))
                .findFirst()
                .or(() -> field.isBlank() ? usual(fields) : java.util.Optional.empty())
                .orElseThrow(Problem::notFound);
        return new Sight(rows, names, place, fingerprint(dataset, version, rows.view(), only.isBlank() ? "*" : chosen));
    }

    /// Shapes tell more than points: files that have both have the points only to label them.
    static java.util.Optional<Field> usual(List<Field> fields) {
        return fields.stream()
                .filter(field -> field.type() == FieldType.GEO_SHAPE)
                .findFirst()
                .or(() -> fields.stream().filter(field -> field.type().isGeo()).findFirst());
    }

    private AnswerQuestion.Prepared prepare(View view, Dataset dataset, Version version, String select) {
        Question question = Question.EVERYTHING.select(select).in(LANGUAGE, Question.EVERYTHING.zone());
        return answerQuestion.prepare(view, dataset, version, question, List.of(), new Timings());
    }

    private String fingerprint(Dataset dataset, Version version, View view, String carried) {
        return fingerprints.of(List.of(
                String.valueOf(PlaceSight.class.getPackage().getImplementationVersion()),
                dataset.uid(),
                version.number(),
                version.snapshot(),
                view.schema().fields().stream().map(Field::name).toList(),
                view.limits(),
                carried));
    }
}
