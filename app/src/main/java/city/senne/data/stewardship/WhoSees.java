package city.senne.data.stewardship;

import city.senne.data.catalog.Dataset;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.Mask;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Audience;
import city.senne.trust.access.Rule;
import city.senne.trust.access.Table;
import city.senne.trust.access.Verdict;
import city.senne.trust.door.Onlookers;
import city.senne.trust.identity.Purpose;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds out what others see of a dataset, for those who answer for it.
@Component
public class WhoSees {
    /// More in one table nobody reads; all can be asked for one by one.
    private static final int MOST = 50;

    private final Access access;
    private final Onlookers onlookers;
    private final Journal journal;
    private final AnswerQuestion answerQuestion;

    WhoSees(Access access, Onlookers onlookers, AnswerQuestion answerQuestion, Journal journal) {
        this.access = access;
        this.onlookers = onlookers;
        this.journal = journal;
        this.answerQuestion = answerQuestion;
    }

    /// How much of a field somebody sees.
    public enum Extent {
        /// Its value in every row that she sees.
        ALL,
        /// Its value in some of them, or something less exact.
        PARTLY,
        NONE;

        /// The name in the API and in words.
        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param mask how exactly, where that is not the same in all rows or less than exactly
    public record Seen(Extent extent, Mask.@Nullable Graded mask) {
        static final Seen ALL = new Seen(Extent.ALL, null);
        static final Seen NONE = new Seen(Extent.NONE, null);
    }

    /// What one audience sees.
    ///
    /// @param part of the dataset's own organisation: its `readers`, or its `publishers`; empty for others
    /// @param saying for what it reads; empty for what it sees without saying it
    /// @param fields one for each field of the dataset, in their order
    /// @param rows the condition of the rows that it sees; null for all rows
    public record Sight(
            Audience audience,
            String part,
            Purpose saying,
            Verdict verdict,
            List<Seen> fields,
            @Nullable String rows) {
        /// How addresses name the audience.
        public String name() {
            return Audiences.name(audience);
        }

        public boolean isNothing() {
            return fields.stream().allMatch(Seen.NONE::equals);
        }
    }

    /// What everybody sees, whoever signed in, those of the dataset's own organisation who only read and those who
    /// publish, and all whom rules name; once more for each purpose that they may say to see more.
    List<Sight> matrix(Dataset dataset, Locale language) {
        Set<Audience> audiences = new LinkedHashSet<>();
        audiences.add(Audience.EVERYBODY);
        audiences.add(new Audience(Audience.Kind.SIGNED_IN, ""));
        String owner = dataset.subject().organisation();
        if (owner != null) audiences.add(new Audience(Audience.Kind.ORGANISATION, owner));
        dataset.subject().rules().stream().map(Rule::audience).forEach(audiences::add);
        Table table = dataset.table(dataset.current(), language.getLanguage());
        List<Sight> sights = new ArrayList<>();
        for (Audience audience : audiences) {
            Optional<Viewer> viewer = viewer(audience, Purpose.NONE);
            if (viewer.isEmpty()) continue;
            boolean own = audience.kind() == Audience.Kind.ORGANISATION
                    && audience.id().equals(owner);
            String part = own ? "readers" : "";
            sights.add(sight(audience, part, viewer.get(), dataset, table));
            for (String spoken :
                    access.purposes(viewer.get(), dataset.subject()).spoken()) {
                sights.add(sight(audience, part, viewer.get().saying(new Purpose(spoken)), dataset, table));
            }
            if (own) {
                onlookers
                        .publisherOf(audience.id())
                        .ifPresent(publisher -> sights.add(sight(audience, "publishers", publisher, dataset, table)));
            }
        }
        return sights.size() > MOST ? sights.subList(0, MOST) : sights;
    }

    /// Somebody with whose eyes whoever answers for a dataset looks at it; empty when there is none, or she left. Of a
    /// person the journal tells it: what she may see says something of her.
    Optional<Viewer> eyes(Viewer asking, Dataset dataset, Audience audience, Purpose saying) {
        Optional<Viewer> other = viewer(audience, saying);
        if (audience.kind() == Audience.Kind.PERSON && other.isPresent()) {
            journal.record(Entry.of(asking, Kind.LOOKED_AS)
                    .about(dataset.id().value())
                    .withPersonal("person", other.get().name()));
        }
        return other;
    }

    /// One of them as a viewer who reads for this; empty when there is none, or she left.
    private Optional<Viewer> viewer(Audience audience, Purpose saying) {
        Optional<Viewer> viewer = switch (audience.kind()) {
            case EVERYBODY -> Optional.of(Viewer.ANONYMOUS);
            case SIGNED_IN -> Optional.of(onlookers.somebody());
            case ORGANISATION -> onlookers.memberOf(audience.id());
            case GROUP -> onlookers.memberOfGroup(audience.id());
            case PERSON -> onlookers.person(UUID.fromString(audience.id()));
        };
        return viewer.map(found -> found.saying(saying));
    }

    /// Throws AccessRefused unless `asking` sees all of the dataset herself.
    ///
    /// @return how many rows the other sees of how many
    long countRows(Viewer asking, Viewer other, Dataset dataset, Locale language) {
        access.require(asking, Act.SHARE, dataset.subject());
        Table table = dataset.table(dataset.current(), language.getLanguage());
        return access.findView(other, dataset.subject(), table)
                .map(view -> answerQuestion.count(
                        answerQuestion.prepare(
                                view, dataset, dataset.current(), Question.EVERYTHING, List.of(), new Timings()),
                        new Timings()))
                .orElse(0L);
    }

    private Sight sight(Audience audience, String part, Viewer viewer, Dataset dataset, Table table) {
        Verdict verdict = access.decide(viewer, Act.READ, dataset.subject());
        TableSchema schema = table.schema();
        View view = access.findView(viewer, dataset.subject(), table).orElse(null);
        if (view == null) {
            return new Sight(
                    audience,
                    part,
                    viewer.purpose(),
                    verdict,
                    schema.fields().stream().map(_ -> Seen.NONE).toList(),
                    null);
        }
        List<Seen> fields = schema.fields().stream()
                .map(Field::name)
                .map(name -> {
                    if (view.hidden().contains(name)) return Seen.NONE;
                    Mask mask = view.masks().get(name);
                    return mask == null
                            ? Seen.ALL
                            : new Seen(Extent.PARTLY, mask instanceof Mask.Graded graded ? graded : null);
                })
                .toList();
        return new Sight(audience, part, viewer.purpose(), verdict, fields, view.rowFilter());
    }
}
