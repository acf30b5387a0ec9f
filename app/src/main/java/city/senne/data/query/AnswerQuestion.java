package city.senne.data.query;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Version;
import city.senne.engine.lake.Difference;
import city.senne.engine.lake.Lake;
import city.senne.engine.odsql.BoundQuery;
import city.senne.engine.odsql.DifferenceQuery;
import city.senne.engine.odsql.DuckDbRenderer;
import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Facets;
import city.senne.engine.odsql.Join;
import city.senne.engine.odsql.Odsql;
import city.senne.engine.odsql.PlaceQueries;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Relation;
import city.senne.engine.odsql.RowPosition;
import city.senne.engine.odsql.Rows;
import city.senne.engine.odsql.SqlQuery;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Language;
import city.senne.platform.store.Fingerprints;
import city.senne.trust.access.Access;
import city.senne.trust.access.Table;
import city.senne.trust.door.Onlookers;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Reads;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The way of a question, for pages, API, exports and facets alike: narrowed to what the viewer may see,
/// bound to it, written as SQL, run.
@Component
public class AnswerQuestion {
    private final Access access;
    private final Catalog catalog;
    private final Lake lake;
    private final QueryEngine engine;
    private final QuerySettings settings;
    private final Clock clock;
    private final Reads reads;
    private final Onlookers onlookers;
    private final Fingerprints fingerprints;
    private final OfVersion<Boolean> manyPerKey = new OfVersion<>();

    AnswerQuestion(
            Access access,
            Catalog catalog,
            Lake lake,
            QueryEngine engine,
            QuerySettings settings,
            Clock clock,
            Reads reads,
            Onlookers onlookers,
            Fingerprints fingerprints) {
        this.access = access;
        this.catalog = catalog;
        this.lake = lake;
        this.engine = engine;
        this.settings = settings;
        this.clock = clock;
        this.reads = reads;
        this.onlookers = onlookers;
        this.fingerprints = fingerprints;
    }

    /// A question that is ready to run: whoever holds it was allowed to ask it.
    public record Prepared(
            Dataset dataset,
            Version version,
            Question question,
            View view,
            BoundQuery query,
            Instant now,
            @Nullable Joined joined) {}

    /// Another dataset in which a question looks something up, and what its asker may see of it.
    public record Joined(Dataset dataset, Version version, View view) {}

    /// Reads and binds a question. Throws AccessRefused, and OdsqlException when it does not fit what this
    /// viewer may see.
    ///
    /// @param facets declared by the caller; they tell whether refinements widen or narrow
    public Prepared prepare(
            Viewer viewer,
            Dataset dataset,
            Version version,
            Question question,
            List<FacetRequest> facets,
            Timings timings) {
        View view = view(viewer, dataset, version, question.lang());
        timings.step("access");
        return prepare(viewer, view, dataset, version, question, facets, timings);
    }

    /// The same of somebody whose view of the dataset is known, who may ask for others beside it.
    public Prepared prepare(
            Viewer viewer,
            View view,
            Dataset dataset,
            Version version,
            Question question,
            List<FacetRequest> facets,
            Timings timings) {
        Joined joined = joined(viewer, settings.spoken(question));
        Prepared prepared = prepare(view, dataset, version, question, joined, facets, timings);
        if (joined != null) refuseManyPerKey(prepared, joined);
        return prepared;
    }

    /// Throws NoSuchDataset and AccessRefused as if the other dataset were asked itself.
    private @Nullable Joined joined(Viewer viewer, Question question) {
        String text = question.additions().join();
        if (text == null) return null;
        String asOf = question.additions().joinAsOf();
        Dataset dataset = catalog.dataset(viewer, Join.read(text, asOf).dataset());
        Version version = asOf == null ? dataset.current() : catalog.version(viewer, dataset, asOf.strip());
        return new Joined(dataset, version, view(viewer, dataset, version, question.lang()));
    }

    private void refuseManyPerKey(Prepared prepared, Joined joined) {
        // Whether it is refused, or what is refused after it, tells something of the rows, also when it is known.
        Reads.areOfTellingRefusal();
        String key = Join.read(
                        Objects.requireNonNull(prepared.question().additions().join()), null)
                .key();
        if (manyPerKey.get(joined.version(), joined.view(), key, () -> hasManyPerKey(prepared, joined))) {
            throw prepared.query().manyPerKey();
        }
    }

    private boolean hasManyPerKey(Prepared prepared, Joined joined) {
        SqlQuery sql = new DuckDbRenderer(relation(prepared)).manyPerKey(prepared.query());
        Lane.Turn turn = isSmall(joined.version()) ? engine.quickTurn() : engine.slowTurn();
        try (Answer answer = Answer.of(turn, sql, settings.timeout())) {
            return answer.next();
        }
    }

    /// What a viewer may see of a version, its fields labelled in a language; it counts as about to be read. Throws
    /// AccessRefused.
    public View view(Viewer viewer, Dataset dataset, Version version, Locale language) {
        View view = access.view(viewer, dataset.subject(), dataset.table(version, language.getLanguage()));
        reads.note(
                viewer,
                dataset.subject(),
                version.number(),
                () -> names(view),
                () -> sees(viewer, dataset, version, view));
        return view;
    }

    /// Whether the viewer sees the same as before: the same fields and rows, in the same way.
    private boolean sees(Viewer viewer, Dataset dataset, Version version, View before) {
        Table table = dataset.table(version, Language.EN.tag());
        return onlookers
                .again(viewer)
                .flatMap(now -> access.findView(now, catalog.subject(dataset.id()), table))
                .filter(now -> now.limits().equals(before.limits()))
                .isPresent();
    }

    private static List<String> names(View view) {
        return view.schema().fields().stream().map(Field::name).toList();
    }

    /// The same of somebody whose view is known.
    public Prepared prepare(
            View view,
            Dataset dataset,
            Version version,
            Question question,
            List<FacetRequest> facets,
            Timings timings) {
        return prepare(view, dataset, version, question, null, facets, timings);
    }

    private Prepared prepare(
            View view,
            Dataset dataset,
            Version version,
            Question question,
            @Nullable Joined joined,
            List<FacetRequest> facets,
            Timings timings) {
        Instant now = clock.instant();
        Question spoken = settings.spoken(question);
        BoundQuery query = Odsql.bind(spoken, view, joined == null ? null : joined.view(), now, facets);
        timings.step("bind");
        return new Prepared(dataset, version, spoken, view, query, now, joined);
    }

    /// The rows, for a page: within the time a page may take. To be closed.
    public Answer rows(Prepared prepared, Timings timings) {
        return run(prepared, turn(prepared), settings.timeout(), timings);
    }

    /// The same of a question that is asked beside the one of the page, to lay it out: its rows are none of the answer,
    /// and the journal does not count them. To be closed.
    public Answer aside(Prepared prepared, Timings timings) {
        SqlQuery sql = new DuckDbRenderer(relation(prepared)).page(prepared.query());
        Answer answer = Answer.of(turn(prepared).get(), sql, settings.timeout());
        timings.step("aside");
        return answer;
    }

    /// The rows behind a position, for a page of a walk through all of them. To be closed.
    ///
    /// @param after null for the first ones
    /// @throws IllegalArgumentException when the position is one of another question
    Answer walk(Prepared prepared, @Nullable RowPosition after, Timings timings) {
        SqlQuery sql = new DuckDbRenderer(relation(prepared)).walk(prepared.query(), after);
        return run(sql, turn(prepared), settings.timeout(), timings);
    }

    /// One page, which is a step on a walk through all records when it stands somewhere.
    ///
    /// @param from null when the question itself tells the page
    public Walk walk(Prepared prepared, @Nullable Cursor from) {
        return new Walk(this, from, prepared);
    }

    /// Where the current row of a walk stands.
    RowPosition position(Prepared prepared, Answer walk) {
        return new DuckDbRenderer(relation(prepared)).position(prepared.query(), walk::value);
    }

    /// The rows, as many as there are, for an export. To be closed.
    public Answer allRows(Prepared prepared, Timings timings) {
        return run(prepared, engine::exportTurn, settings.exportTimeout(), timings);
    }

    /// What a map asks of the places in one field that the viewer may see, within the time a page may take.
    /// To be closed.
    public Answer places(Prepared prepared, Field place, Function<PlaceQueries, SqlQuery> asked, Timings timings) {
        SqlQuery sql = asked.apply(new PlaceQueries(relation(prepared), prepared.query(), place));
        Answer answer = Answer.of(scan(prepared), sql, settings.timeout());
        timings.step("run");
        return answer;
    }

    private Supplier<Lane.Turn> turn(Prepared prepared) {
        return isSmall(prepared) || prepared.query().readsFewRows() ? engine::quickTurn : engine::slowTurn;
    }

    private Supplier<Lane.Turn> turn(CompareVersions.Compared compared) {
        boolean small = isSmall(compared.before()) && isSmall(compared.after());
        return small ? engine::quickTurn : engine::slowTurn;
    }

    /// For a question that may read every row, however few it answers with.
    private Lane.Turn scan(Prepared prepared) {
        return isSmall(prepared) ? engine.quickTurn() : engine.slowTurn();
    }

    private boolean isSmall(Prepared prepared) {
        Joined joined = prepared.joined();
        return isSmall(prepared.version()) && (joined == null || isSmall(joined.version()));
    }

    private boolean isSmall(Version version) {
        return version.tellsFigures() && version.rows() <= settings.quickRows();
    }

    private Answer run(Prepared prepared, Supplier<Lane.Turn> turn, Duration timeout, Timings timings) {
        return run(new DuckDbRenderer(relation(prepared)).page(prepared.query()), turn, timeout, timings);
    }

    private static Answer run(SqlQuery sql, Supplier<Lane.Turn> turn, Duration timeout, Timings timings) {
        timings.step("plan");
        Answer answer = Answer.counted(turn.get(), sql, timeout);
        timings.step("run");
        return answer;
    }

    /// The same when a page of them was read already: then they need not always be counted.
    ///
    /// @param shown how many rows the page has
    public long total(Prepared prepared, int shown, Timings timings) {
        Question question = prepared.question();
        boolean last = question.limit() == null || shown < question.limit();
        if (last && (shown > 0 || question.offset() == 0)) return question.offset() + shown;
        boolean everyRow = question.where().stream().allMatch(String::isBlank)
                && question.refine().isEmpty()
                && question.exclude().isEmpty()
                && question.additions().filter() == null
                && prepared.query().keepsEveryRow()
                && prepared.version().tellsFigures()
                && prepared.view().rowFilter() == null;
        return everyRow ? prepared.version().rows() : count(prepared, timings);
    }

    /// How many rows (or groups) there are on all pages.
    public long count(Prepared prepared, Timings timings) {
        SqlQuery sql = new DuckDbRenderer(relation(prepared)).count(prepared.query());
        try (Answer answer = Answer.of(scan(prepared), sql, settings.timeout())) {
            answer.next();
            long count = number(answer, 0);
            timings.step("count");
            return count;
        }
    }

    /// The values of facets with their counts.
    public List<Facets.Facet> facets(Prepared prepared, List<FacetRequest> requests, Timings timings) {
        try (Lane.Turn turn = scan(prepared)) {
            List<Facets.Facet> facets = new Facets(relation(prepared), Rows.on(turn.connection(), settings.timeout()))
                    .of(prepared.question(), prepared.view(), requests, prepared.now());
            timings.step("facets");
            return facets;
        } catch (SQLException e) {
            throw Answer.failure(e, settings.timeout());
        }
    }

    /// Writes the answer into a Parquet file, which holds WKB for places.
    ///
    /// @param unwanted when it completes the writing stops, and fails
    public void writeParquet(Prepared prepared, Path file, String compression, CompletionStage<?> unwanted) {
        SqlQuery sql = new DuckDbRenderer(relation(prepared)).page(prepared.query());
        ParquetCopy.write(engine.exportTurn(), sql, file, compression, settings.exportTimeout(), unwanted);
    }

    Difference countDifferences(CompareVersions.Compared compared, Timings timings) {
        try (Answer counts = run(difference(compared).count(), turn(compared), settings.timeout(), timings)) {
            counts.next();
            return new Difference(number(counts, 0), number(counts, 1), number(counts, 2));
        }
    }

    /// @param limit null for all, however long that takes
    Answer differences(
            CompareVersions.Compared compared,
            @Nullable String only,
            @Nullable Integer limit,
            int offset,
            Timings timings) {
        SqlQuery sql = difference(compared).page(only, limit, offset);
        return limit == null
                ? run(sql, engine::exportTurn, settings.exportTimeout(), timings)
                : run(sql, turn(compared), settings.timeout(), timings);
    }

    private DifferenceQuery difference(CompareVersions.Compared compared) {
        return new DifferenceQuery(
                relation(compared.before()),
                compared.before().query(),
                relation(compared.after()),
                compared.after().query(),
                compared.keyColumns());
    }

    private static long number(Answer answer, int column) {
        return ((Number) Objects.requireNonNull(answer.value(column))).longValue();
    }

    /// Whatever is refused from here on may be refused for what the rows hold: that is told too.
    private Relation relation(Prepared prepared) {
        Reads.areOfTellingRefusal();
        Relation relation = relation(prepared.version(), prepared.view());
        Joined joined = prepared.joined();
        return joined == null ? relation : relation.joining(relation(joined.version(), joined.view()));
    }

    /// The order in which rows lie may be that of a field's values: rows with places are laid beside their neighbours,
    /// and a file may come sorted by what is hidden in it. Who does not see every field gets another one.
    private Relation relation(Version version, View view) {
        String table = version.dataset().value();
        Relation relation = Relation.of(lake.relation(table, version.snapshot(), version.schema(), view.table()))
                .orderedBy("file_index", "file_row_number")
                .as(table, version.landed());
        if (view.hidden().isEmpty() && view.masks().isEmpty()) return relation;
        return relation.mixedBy(fingerprints.of(List.of("order of rows", table, version.snapshot())));
    }
}
