package city.senne.data.catalog;

import city.senne.data.catalog.CatalogueFacet.Value;
import city.senne.trust.access.Level;
import city.senne.trust.access.Stage;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/// What the catalogue's search reads, in PostgreSQL, without extensions of it.
@Repository
class CatalogueIndex {
    private static final Map<String, String> STEMS = Map.of("fr", "french", "nl", "dutch", "en", "english");
    /// Small words that PostgreSQL's French forgets.
    private static final Set<String> SMALL = Set.of("les", "cet", "cette");
    private static final int ALIKE_AT_MOST = 5;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    CatalogueIndex(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /// @param ids of the page that was asked for
    record Hits(long total, long rows, List<String> ids, Map<CatalogueFacet, List<Value>> facets) {}

    /// Datasets by their numbers, each once.
    ///
    /// @param inTitle for each word those that bear it in the title; empty when nobody asked
    record Matches(int[] numbers, List<int[]> inTitle) {}

    /// @param facets by the keys under which they are kept
    record Row(int number, String id, Stage stage, Instant modified, long rows, String title, List<String> facets) {}

    /// Takes the place of what the index knows of the dataset, in a transaction that changes the catalogue:
    /// after [Datasets#changed].
    void put(Dataset dataset) {
        Dataset.Description said = dataset.description();
        Map<String, Object> texts = new HashMap<>();
        for (String language : SearchText.LANGUAGES) {
            texts.put("title_" + language, SearchText.in(language, said.title()));
            texts.put("text_" + language, SearchText.in(language, said.text()));
        }
        texts.put("title_all", SearchText.all(said.title()));
        texts.put("text_all", SearchText.all(said.text()));
        texts.put("marks", SearchText.marks(dataset));
        texts.put("names", SearchText.names(dataset));
        jdbc.sql("""
                        insert into dataset_search (dataset_id, number, changed, stage, modified_at, row_count, title, title_words,
                          words, facets)
                        select :id, coalesce((select number from dataset_search where dataset_id = :id),
                            nextval('dataset_search_number')), (select changes from catalogue_state), :stage, :modified, :rows, :title, title, title
                            || to_tsvector('french', :text_fr) || to_tsvector('dutch', :text_nl)
                            || to_tsvector('english', :text_en) || to_tsvector('simple', :text_all)
                            || to_tsvector('french', more) || to_tsvector('dutch', more)
                            || to_tsvector('english', more) || to_tsvector('simple', more),
                          :facets
                        from (select to_tsvector('french', :title_fr) || to_tsvector('dutch', :title_nl)
                            || to_tsvector('english', :title_en) || to_tsvector('simple', :title_all) as title,
                            :marks || ' ' || :names as more) texts
                        on conflict (dataset_id) do update set changed = excluded.changed, stage = excluded.stage,
                          modified_at = excluded.modified_at, row_count = excluded.row_count, title = excluded.title,
                          title_words = excluded.title_words, words = excluded.words, facets = excluded.facets
                        """)
                .params(texts)
                .param("id", dataset.id().value())
                .param("stage", dataset.stage().apiName())
                .param("modified", dataset.modified().atOffset(ZoneOffset.UTC))
                // Sums and orders of what not everybody sees would tell how much there is of it.
                .param("rows", dataset.subject().isOpen() ? dataset.current().rows() : 0)
                .param("title", SearchText.title(dataset))
                .param("facets", CatalogueFacet.of(dataset).toArray(String[]::new))
                .update();
        // In one order, so that two landings never wait for each other.
        jdbc.sql("""
                        insert into dataset_word (word, trigrams, told)
                        select word, array(
                          select distinct substr('  ' || word || ' ', place, 3)
                          from generate_series(1, length(word) + 1) as place), :told
                        from unnest(:words) as word
                        on conflict (word) do update set told = true where excluded.told and not dataset_word.told
                        """)
                .param("words", SearchText.known(dataset).toArray(String[]::new))
                .param(
                        "told",
                        dataset.stage() == Stage.PUBLISHED && dataset.subject().level() != Level.HIDDEN)
                .update();
    }

    /// Datasets that the index does not know yet.
    List<DatasetId> listMissing(int limit) {
        return jdbc.sql("""
                        select id from dataset d
                        where not exists (select 1 from dataset_search where dataset_id = d.id)
                          and exists (select 1 from dataset_version where dataset_id = d.id)
                        limit :limit
                        """)
                .param("limit", limit)
                .query((row, _) -> new DatasetId(row.getString(1)))
                .list();
    }

    /// The words without those that say nothing in this language (`de`, `la`, `het`), unless there are only
    /// such.
    List<String> meaningful(List<String> words, String language) {
        if (words.isEmpty()) return words;
        List<String> found = jdbc.sql("""
                        select word from unnest(:words) with ordinality as w (word, place)
                        where numnode(to_tsquery(:stems::regconfig, word)) > 0 order by place
                        """)
                .param("words", words.toArray(String[]::new))
                .param("stems", STEMS.getOrDefault(language, "simple"))
                .query((row, _) -> row.getString(1))
                .list();
        List<String> telling = found.stream()
                .filter(word -> !language.equals("fr") || !SMALL.contains(word))
                .toList();
        return telling.isEmpty() ? words : telling;
    }

    /// @param words each a choice of several, one of which must occur
    /// @param titles whether to tell who bears them in the title
    Matches match(List<List<String>> words, boolean titles) {
        Map<String, Object> parameters = new HashMap<>();
        List<String> queries = new ArrayList<>();
        for (List<String> choice : words) {
            String name = "words" + queries.size();
            queries.add(":" + name + "::tsquery");
            parameters.put(name, query(choice));
        }
        List<String> sets = new ArrayList<>();
        sets.add(set(queries.stream().map(query -> "words @@ " + query).collect(Collectors.joining(" and "))));
        if (titles) queries.forEach(query -> sets.add(set("title_words @@ " + query)));
        return Objects.requireNonNull(transaction.execute(_ -> {
            // A word that most rows bear would make it look for it in the words of each, not in the index.
            jdbc.sql("set local enable_seqscan = off").update();
            return jdbc.sql("select " + String.join(", ", sets))
                    .params(parameters)
                    .query((row, _) -> {
                        List<int[]> found = new ArrayList<>();
                        for (int i = 1; i <= sets.size(); i++) found.add(numbers(row.getArray(i)));
                        return new Matches(found.getFirst(), found.subList(1, found.size()));
                    })
                    .single();
        }));
    }

    private static String set(String condition) {
        return "array(select number from dataset_search where " + condition + ")";
    }

    private static int[] numbers(Array array) throws SQLException {
        Integer[] boxed = (Integer[]) array.getArray();
        int[] numbers = new int[boxed.length];
        for (int i = 0; i < boxed.length; i++) numbers[i] = boxed[i];
        return numbers;
    }

    /// Tells of every row that was written since.
    ///
    /// @param changes of the catalogue, -1 for all rows
    void readChanged(long changes, Consumer<Row> reader) {
        // In a transaction, for only so the driver does not gather them all.
        transaction.executeWithoutResult(_ -> jdbc.sql("""
                        select number, dataset_id, stage, modified_at, row_count, title, facets from dataset_search
                        where changed > :changes
                        """)
                .param("changes", changes)
                .withFetchSize(1000)
                .query((RowCallbackHandler) row -> reader.accept(new Row(
                        row.getInt("number"),
                        row.getString("dataset_id"),
                        Stage.of(row.getString("stage")),
                        row.getObject("modified_at", OffsetDateTime.class).toInstant(),
                        row.getLong("row_count"),
                        row.getString("title"),
                        List.of((String[]) row.getArray("facets").getArray())))));
    }

    /// A word of any of the languages, or its beginning; in few searches, for each costs as much as the
    /// others.
    private String query(List<String> choice) {
        // Folded words are letters and digits: nothing in them is an operator.
        List<String> stems = jdbc.sql("""
                        select distinct to_tsquery(language::regconfig, word || ':*')::text
                        from unnest(:words) as word, unnest(array['french', 'dutch', 'english', 'simple']) as language
                        """)
                .param("words", choice.toArray(String[]::new))
                .query((row, _) -> row.getString(1))
                .list();
        return stems.stream()
                .filter(stem -> !stem.isEmpty() && stems.stream().noneMatch(other -> includes(other, stem)))
                .collect(Collectors.joining(" | "));
    }

    /// Whether one search, such as `'arbr':*`, finds all that the other one finds, such as `'arbre':*`.
    private static boolean includes(String one, String other) {
        return !one.equals(other) && one.endsWith("':*") && other.startsWith(one.substring(0, one.length() - 3));
    }

    /// Of these words, those that nobody said, nor any longer word that begins so.
    List<String> unknown(List<String> words, boolean untold) {
        return jdbc.sql("""
                        select word from unnest(:words) as asked (word)
                        where length(word) >= 3
                          and not exists (
                            select 1 from dataset_word as said
                            where starts_with(said.word, asked.word) and (told or :untold))
                        """)
                .param("words", words.toArray(String[]::new))
                .param("untold", untold)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /// Of the words that look like this one, those that are no other form of it in any language.
    List<String> otherStems(String word, List<String> alike) {
        if (alike.isEmpty()) return alike;
        return jdbc.sql("""
                        select other from unnest(:alike) with ordinality as a (other, place)
                        where not exists (
                          select 1 from unnest(array['french', 'dutch', 'english']) as language
                          where to_tsquery(language::regconfig, other) = to_tsquery(language::regconfig, :word)
                            and numnode(to_tsquery(language::regconfig, other)) > 0)
                        order by place
                        """)
                .param("alike", alike.toArray(String[]::new))
                .param("word", word)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /// Words that were said and look like this one, the likeliest first: those that differ by a sign or
    /// two or three, then those that hold it.
    List<String> near(String word, boolean untold) {
        if (word.length() < 3) return List.of();
        int allowed = word.length() < 6 ? 1 : word.length() < 12 ? 2 : 3;
        List<String> candidates = jdbc.sql("""
                        select word from dataset_word
                        where trigrams && :trigrams::text[] and (told or :untold) and length(word) between :shortest and :longest
                        order by cardinality(array(select unnest(trigrams) intersect select unnest(:trigrams::text[]))) desc, word
                        limit 50
                        """)
                .param("untold", untold)
                .param("trigrams", SearchText.trigrams(word))
                .param("shortest", word.length() - allowed)
                .param("longest", word.length() + allowed)
                .query((row, _) -> row.getString(1))
                .list();
        List<String> alike = new ArrayList<>(candidates.stream()
                .filter(candidate -> SearchText.distance(word, candidate) <= allowed)
                .sorted(Comparator.comparing(candidate -> SearchText.distance(word, candidate)))
                .limit(ALIKE_AT_MOST)
                .toList());
        if (word.length() >= 4) {
            alike.addAll(jdbc.sql("""
                                    select word from dataset_word
                                    where strpos(word, :word) > 1 and (told or :untold) order by word limit :most
                                    """)
                    .param("untold", untold)
                    .param("word", word)
                    .param("most", ALIKE_AT_MOST)
                    .query((row, _) -> row.getString(1))
                    .list());
        }
        return alike.stream().distinct().toList();
    }
}
