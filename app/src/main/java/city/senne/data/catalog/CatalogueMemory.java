package city.senne.data.catalog;

import city.senne.data.catalog.CatalogueFacet.Value;
import city.senne.data.catalog.CatalogueIndex.Hits;
import city.senne.data.catalog.CatalogueIndex.Matches;
import city.senne.data.catalog.CatalogueIndex.Row;
import city.senne.trust.access.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What all datasets are counted and sorted by, in memory: PostgreSQL finds words quickly, but takes its arrays apart
/// slowly. About 300 bytes for each dataset. Before it answers, it reads what changed since it answered last, on
/// whichever node. For several threads.
@Component
class CatalogueMemory {
    private static final int VALUES_OF_A_FACET = 30;
    /// So many values may be of no use any more before everything is read anew.
    private static final int USELESS_VALUES = 10_000;

    private final CatalogueIndex index;
    private volatile State state = State.EMPTY;

    CatalogueMemory(CatalogueIndex index) {
        this.index = index;
    }

    /// @param facets by their numbers
    private record Entry(String id, Stage stage, Instant modified, long rows, String title, int[] facets) {
        boolean bearsOneOf(int[] values) {
            for (int facet : facets) {
                for (int value : values) if (facet == value) return true;
            }
            return false;
        }
    }

    /// @param language for which the value counts, empty for all
    private record FacetValue(Optional<CatalogueFacet> facet, String language, String text) {
        static FacetValue of(String key) {
            int colon = key.indexOf(':');
            String name = key.substring(0, colon);
            int dot = name.indexOf('.');
            return new FacetValue(
                    CatalogueFacet.find(dot < 0 ? name : name.substring(0, dot)),
                    dot < 0 ? "" : name.substring(dot + 1),
                    key.substring(colon + 1));
        }
    }

    /// Never changed once it is seen by others, but that values get numbers.
    ///
    /// @param changes of the catalogue that it knows of
    /// @param entries by their number, null where there is none
    /// @param numbers of the values, by their key
    /// @param soon so many values, and it is read anew
    private record State(
            long changes, @Nullable Entry[] entries, Map<String, Integer> numbers, List<FacetValue> values, int soon) {
        static final State EMPTY = new State(-1, new Entry[0], Map.of(), List.of(), 0);

        /// Of a value, in whichever language.
        int[] numbers(CatalogueFacet facet, String value) {
            return SearchText.LANGUAGES.stream()
                    .map(language -> numbers.get(facet.key(value, language)))
                    .filter(Objects::nonNull)
                    .mapToInt(Integer::intValue)
                    .distinct()
                    .toArray();
        }
    }

    private record Hit(Entry entry, int relevance) {
        private static final Comparator<Hit> BY_ID = Comparator.comparing(hit -> hit.entry.id);
        private static final Comparator<Hit> NEWEST =
                Comparator.comparing((Hit hit) -> hit.entry.modified).reversed().thenComparing(BY_ID);

        static Comparator<Hit> by(CatalogueQuestion.Order order) {
            return switch (order) {
                case RELEVANCE ->
                    Comparator.comparingInt((Hit hit) -> -hit.relevance).thenComparing(NEWEST);
                case MODIFIED -> NEWEST;
                case TITLE -> Comparator.comparing((Hit hit) -> hit.entry.title).thenComparing(BY_ID);
                case ROWS ->
                    Comparator.comparingLong((Hit hit) -> -hit.entry.rows).thenComparing(BY_ID);
            };
        }
    }

    /// @param changes of the catalogue that must be known of
    /// @param matches null for all datasets
    Hits search(long changes, Sight sight, @Nullable Matches matches, CatalogueQuestion question) {
        State state = at(changes);
        List<int[]> chosen = new ArrayList<>();
        question.chosen().forEach((facet, values) -> values.forEach(value -> chosen.add(state.numbers(facet, value))));
        int[] counts = new int[state.values.size()];
        Best<Hit> page = new Best<>(question.offset() + question.limit(), Hit.by(question.order()));
        int[] numbers =
                matches == null ? IntStream.range(0, state.entries.length).toArray() : matches.numbers();
        byte[] relevance = relevance(matches, state.entries.length);
        long total = 0;
        long rows = 0;
        for (int number : numbers) {
            Entry entry = number < state.entries.length ? state.entries[number] : null;
            if (entry == null || !sight.includes(entry.id, entry.stage) || !bearsAll(entry, chosen)) continue;
            total++;
            rows += entry.rows;
            for (int facet : entry.facets) counts[facet]++;
            page.offer(new Hit(entry, relevance[number]));
        }
        List<String> ids = page.list().stream()
                .skip(question.offset())
                .map(hit -> hit.entry.id)
                .toList();
        return new Hits(total, rows, ids, facets(state, counts, question.language()));
    }

    private static boolean bearsAll(Entry entry, List<int[]> chosen) {
        for (int[] values : chosen) if (!entry.bearsOneOf(values)) return false;
        return true;
    }

    /// How many of the words each title bears.
    private static byte[] relevance(@Nullable Matches matches, int entries) {
        byte[] relevance = new byte[entries];
        if (matches == null) return relevance;
        for (int[] titles : matches.inTitle()) {
            for (int number : titles) if (number < entries) relevance[number]++;
        }
        return relevance;
    }

    private static Map<CatalogueFacet, List<Value>> facets(State state, int[] counts, String language) {
        Comparator<Value> order =
                Comparator.comparingLong((Value value) -> -value.count()).thenComparing(Value::value);
        Map<CatalogueFacet, Best<Value>> best = new EnumMap<>(CatalogueFacet.class);
        for (int i = 0; i < counts.length; i++) {
            FacetValue value = state.values.get(i);
            if (counts[i] == 0 || !(value.language.isEmpty() || value.language.equals(language))) continue;
            Value counted = new Value(value.text, counts[i]);
            value.facet.ifPresent(facet -> best.computeIfAbsent(facet, _ -> new Best<>(VALUES_OF_A_FACET, order))
                    .offer(counted));
        }
        Map<CatalogueFacet, List<Value>> facets = new EnumMap<>(CatalogueFacet.class);
        best.forEach((facet, values) -> facets.put(facet, values.list()));
        return facets;
    }

    private State at(long changes) {
        return state.changes >= changes ? state : refreshed(changes);
    }

    private synchronized State refreshed(long changes) {
        if (state.changes >= changes) return state;
        State known = state.values.size() < state.soon ? state : State.EMPTY;
        List<@Nullable Entry> entries = new ArrayList<>();
        Collections.addAll(entries, known.entries);
        Map<String, Integer> numbers = known == State.EMPTY ? new ConcurrentHashMap<>() : known.numbers;
        List<FacetValue> values = new ArrayList<>(known.values);
        try {
            index.readChanged(known.changes, row -> {
                while (entries.size() <= row.number()) entries.add(null);
                entries.set(row.number(), entry(row, numbers, values));
            });
        } catch (RuntimeException e) {
            // Some values got numbers that nobody knows of: what is known would mistake them for others.
            state = State.EMPTY;
            throw e;
        }
        int soon = known == State.EMPTY ? 2 * values.size() + USELESS_VALUES : known.soon;
        state = new State(changes, entries.toArray(Entry[]::new), numbers, List.copyOf(values), soon);
        return state;
    }

    private static Entry entry(Row row, Map<String, Integer> numbers, List<FacetValue> values) {
        int[] facets = row.facets().stream()
                .mapToInt(key -> numbers.computeIfAbsent(key, _ -> {
                    values.add(FacetValue.of(key));
                    return values.size() - 1;
                }))
                .toArray();
        return new Entry(row.id(), row.stage(), row.modified(), row.rows(), row.title(), facets);
    }
}
