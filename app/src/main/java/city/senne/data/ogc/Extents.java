package city.senne.data.ogc;

import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.OfVersion;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.PlaceQueries;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.engine.tiles.TileAddress.Window;
import city.senne.trust.identity.Viewer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Where the features of a collection lie that a viewer may see.
@Component
class Extents {
    private final AnswerQuestion answerQuestion;
    private final OfVersion<Optional<Window>> known = new OfVersion<>();

    Extents(AnswerQuestion answerQuestion) {
        this.answerQuestion = answerQuestion;
    }

    /// None when no feature has a place.
    Optional<Window> find(Viewer viewer, Collections.Collection collection) {
        var version = collection.dataset().current();
        View view = answerQuestion.view(viewer, collection.dataset(), version, Locale.ENGLISH);
        return known.get(version, view, collection.place().name(), () -> {
            Timings timings = new Timings();
            Prepared prepared = answerQuestion.prepare(
                    view, collection.dataset(), version, Question.EVERYTHING, List.of(), timings);
            // Its label is that of the view's language.
            Field place = view.schema().fields().stream()
                    .filter(field -> field.name().equals(collection.place().name()))
                    .findFirst()
                    .orElseThrow();
            try (Answer answer = answerQuestion.places(prepared, place, PlaceQueries::extent, timings)) {
                if (!answer.next() || answer.value(1) == null) return Optional.empty();
                return Optional.of(new Window(side(answer, 1), side(answer, 2), side(answer, 3), side(answer, 4)));
            }
        });
    }

    private static double side(Answer answer, int column) {
        return answer.value(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
