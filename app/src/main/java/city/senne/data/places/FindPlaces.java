package city.senne.data.places;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.data.query.TooBusy;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.platform.i18n.Words;
import city.senne.platform.portal.CurrentPortal;
import city.senne.trust.identity.Viewer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Finds addresses and named places by their words, in whichever order and by their beginnings, else by words that
/// are nearly so.
@Component
public class FindPlaces {
    private static final int LONGEST = 200;
    private static final int MOST_WORDS = 12;
    /// Longer ones are in no address, and take long to look for.
    private static final int LONGEST_WORD = 40;
    /// Whoever types asks again and again: so few at once leave room for those who read.
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /// Those among which the best are chosen: more than the houses of a long street.
    private static final int CANDIDATES = 2_000;

    private final CurrentPortal portal;
    private final Catalog catalog;
    private final AnswerQuestion answerQuestion;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    FindPlaces(CurrentPortal portal, Catalog catalog, AnswerQuestion answerQuestion) {
        this.portal = portal;
        this.catalog = catalog;
        this.answerQuestion = answerQuestion;
    }

    /// Whether there is a dataset of places that this viewer may see.
    public boolean isPossible(Viewer viewer) {
        return dataset(viewer).isPresent();
    }

    /// The best first. What is written as latitude and longitude is that place. Throws TooBusy, TookTooLong.
    ///
    /// @param text as somebody typed it
    public List<FoundPlace> find(Viewer viewer, String text, int limit, Words words) {
        Optional<Position> position = Position.read(text);
        if (position.isPresent()) {
            return List.of(new FoundPlace(position.get().toString(), position.get(), true));
        }
        List<String> sought = Candidate.words(text);
        if (sought.isEmpty() || sought.size() > MOST_WORDS || text.length() > LONGEST) return List.of();
        if (sought.stream().anyMatch(word -> word.length() > LONGEST_WORD)) return List.of();
        return dataset(viewer).map(dataset -> find(viewer, dataset, sought, words)).orElse(List.of()).stream()
                .limit(limit)
                .toList();
    }

    private Optional<Dataset> dataset(Viewer viewer) {
        String id = portal.portal().places();
        return id.isEmpty() ? Optional.empty() : catalog.find(viewer, id);
    }

    /// Beginnings of words first, then words nearly so; and where that house number is not known, the others of the
    /// street.
    private List<FoundPlace> find(Viewer viewer, Dataset dataset, List<String> sought, Words words) {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) throw new TooBusy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooBusy();
        }
        try {
            List<String> names =
                    sought.stream().filter(word -> !Candidate.isNumber(word)).toList();
            List<Candidate> candidates = candidates(viewer, dataset, sought, "suggest", words);
            if (candidates.isEmpty()) candidates = candidates(viewer, dataset, sought, "search", words);
            if (candidates.isEmpty() && !names.isEmpty()) {
                candidates = candidates(viewer, dataset, names, "search", words);
            }
            return Candidate.ranked(candidates, sought, words.language());
        } finally {
            turns.release();
        }
    }

    /// @param test the predicate that a word has to pass in any field of text
    private List<Candidate> candidates(Viewer viewer, Dataset dataset, List<String> sought, String test, Words words) {
        List<Field> fields = answerQuestion
                .view(viewer, dataset, dataset.current(), words.language().locale())
                .schema()
                .fields();
        Optional<Field> place =
                fields.stream().filter(field -> field.type().isGeo()).findFirst();
        if (place.isEmpty()) return List.of();
        Question question = Question.EVERYTHING
                .select(Spelling.name(place.get().name()) + " as `place`, *")
                .where(sought.stream().map(word -> has(word, test, fields)).toArray(String[]::new))
                .in(words.language().locale(), words.zone())
                .page(CANDIDATES, 0);
        Timings timings = new Timings();
        List<Candidate> candidates = new ArrayList<>();
        try (Answer answer = answerQuestion.rows(
                answerQuestion.prepare(viewer, dataset, dataset.current(), question, List.of(), timings), timings)) {
            while (answer.next()) {
                List<Candidate.Value> values = values(answer);
                Position.of(answer.value(0)).ifPresent(position -> candidates.add(new Candidate(values, position)));
            }
        }
        return candidates;
    }

    /// House numbers may be kept as numbers: they are found whole.
    private static String has(String word, String test, List<Field> fields) {
        if (!Candidate.isNumber(word)) return test + "(" + Spelling.text(word) + ")";
        // A number that is nearly so is another.
        String inText = "suggest(" + Spelling.text(word) + ")";
        return fields.stream()
                .filter(field -> field.type() == FieldType.INT)
                .map(field -> " or " + Spelling.name(field.name()) + " = " + word)
                .collect(Collectors.joining("", inText, ""));
    }

    private static List<Candidate.Value> values(Answer answer) {
        List<Candidate.Value> values = new ArrayList<>();
        for (int i = 1; i < answer.columns().size(); i++) {
            OutputColumn column = answer.columns().get(i);
            Object value = answer.value(i);
            Field field = column.field();
            if (field == null || value == null || field.isMultivalued()) continue;
            if (field.type() != FieldType.TEXT && field.type() != FieldType.INT) continue;
            values.add(Candidate.Value.of(field.name(), value.toString()));
        }
        return values;
    }
}
