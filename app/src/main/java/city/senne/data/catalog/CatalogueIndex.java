package city.senne.data.catalog;

import city.senne.data.catalog.CatalogueFacet.Value;
import city.senne.trust.access.Stage;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the catalogue's search reads, in PostgreSQL, without extensions of it.
@Repository
class CatalogueIndex {
    private static final Map<String, String> STEMS = Map.of("fr", "french", "nl", "dutch", "en", "english");
    /// Small words that PostgreSQL's French forgets.
    private static final Set<String> SMALL = Set.of("les", "cet", "cette");
    private static final int VALUES_OF_A_FACET = 30;
    private static final int ALIKE_AT_MOST = 5;

    private final JdbcClient jdbc;

    CatalogueIndex(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param ids of the page that was asked for
    record Hits(long total, long rows, List<String> ids, Map<CatalogueFacet, List<Value>> facets) {}

    /// Takes the place of what the index knows of the dataset.
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
                        insert into dataset_search (dataset_id, stage, modified_at, row_count, title, title_words,
                          words, facets)
                        select :id, :stage, :modified, :rows, :title, title, title
                            || to_tsvector('french', :text_fr) || to_tsvector('dutch', :text_nl)
                            || to_tsvector('english', :text_en) || to_tsvector('simple', :text_all)
                            || to_tsvector('french', more) || to_tsvector('dutch', more)
                            || to_tsvector('english', more) || to_tsvector('simple', more),
                          :facets
                        from (select to_tsvector('french', :title_fr) || to_tsvector('dutch', :title_nl)
                            || to_tsvector('english', :title_en) || to_tsvector('simple', :title_all) as title,
                            :marks || ' ' || :names as more) texts
                        on conflict (dataset_id) do update set stage = excluded.stage,
                          modified_at = excluded.modified_at, row_count = excluded.row_count, title = excluded.title,
                          title_words = excluded.title_words, words = excluded.words, facets = excluded.facets
                        """)
                .params(texts)
                .param("id", dataset.id().value())
                .param("stage", dataset.stage().apiName())
                .param("modified", dataset.modified().atOffset(ZoneOffset.UTC))
                .param("rows", dataset.current().rows())
                .param("title", SearchText.title(dataset))
                .param("facets", CatalogueFacet.of(dataset).toArray(String[]::new))
                .update();
        // In one order, so that two landings never wait for each other.
        jdbc.sql("""
                        insert into dataset_word
                        select word, array(
                          select distinct substr('  ' || word || ' ', place, 3)
                          from generate_series(1, length(word) + 1) as place)
                        from unnest(:words) as word
                        on conflict do nothing
                        """)
                .param("words", SearchText.known(dataset).toArray(String[]::new))
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

    /// The words without those that say nothing in this language (`de`, `la`, `het`), unless there are only such.
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
    Hits search(List<Stage> stages, List<List<String>> words, CatalogueQuestion question) {
        Map<String, Object> parameters = new HashMap<>();
        List<String> conditions = new ArrayList<>(List.of("stage = any(:stages)"));
        parameters.put("stages", stages.stream().map(Stage::apiName).toArray(String[]::new));
        List<String> inTitle = new ArrayList<>();
        for (List<String> choice : words) {
            String query = query(choice, parameters);
            conditions.add("words @@ " + query);
            inTitle.add("(title_words @@ " + query + ")::int");
        }
        question.chosen()
                .forEach((facet, values) -> values.forEach(value -> {
                    String name = "facet" + parameters.size();
                    conditions.add("facets && :" + name + "::text[]");
                    parameters.put(
                            name,
                            SearchText.LANGUAGES.stream()
                                    .map(language -> facet.key(value, language))
                                    .distinct()
                                    .toArray(String[]::new));
                }));
        String relevance = inTitle.isEmpty() ? "0" : String.join(" + ", inTitle);
        return jdbc.sql("""
                        with hit as materialized (
                          select dataset_id, modified_at, row_count, title, facets, %s as relevance
                          from dataset_search where %s),
                        page as (select dataset_id, row_number() over () as place from (
                          select dataset_id from hit order by %s, dataset_id limit :limit offset :offset) first),
                        counted as (
                          select value, count(*) as count from (select unnest(facets) as value from hit) borne
                          where split_part(value, ':', 1) not like '%%.%%'
                            or split_part(value, ':', 1) like :translated group by value),
                        ranked as (
                          select value, count, row_number() over (
                            partition by split_part(value, ':', 1) order by count desc, value) as place
                          from counted)
                        select (select count(*) from hit) as total, (select sum(row_count) from hit)::bigint as rows,
                          (select array_agg(dataset_id order by place) from page) as ids,
                          (select array_agg(value order by count desc, value) from ranked where place <= :values) as facets,
                          (select array_agg(count order by count desc, value) from ranked where place <= :values) as counts
                        """.formatted(relevance, String.join(" and ", conditions), order(question)))
                .params(parameters)
                .param("translated", "%." + question.language())
                .param("values", VALUES_OF_A_FACET)
                .param("limit", question.limit())
                .param("offset", question.offset())
                .query((row, _) -> hits(row))
                .single();
    }

    private static String order(CatalogueQuestion question) {
        return switch (question.order()) {
            case RELEVANCE -> "relevance desc, modified_at desc";
            case MODIFIED -> "modified_at desc";
            case TITLE -> "title";
            case ROWS -> "row_count desc";
        };
    }

    /// A word of any of the languages, or its beginning.
    private static String query(List<String> choice, Map<String, Object> parameters) {
        List<String> any = new ArrayList<>();
        for (String word : choice) {
            String name = "word" + parameters.size();
            // Folded words are letters and digits: nothing in them is an operator.
            parameters.put(name, word + ":*");
            for (String stems : List.of("french", "dutch", "english", "simple")) {
                any.add("to_tsquery('%s', :%s)".formatted(stems, name));
            }
        }
        return "(" + String.join(" || ", any) + ")";
    }

    private static Hits hits(ResultSet row) throws SQLException {
        List<String> ids = strings(row.getArray("ids"));
        List<String> keys = strings(row.getArray("facets"));
        Array counts = row.getArray("counts");
        Long[] count = counts == null ? new Long[0] : (Long[]) counts.getArray();
        Map<CatalogueFacet, List<Value>> facets = new EnumMap<>(CatalogueFacet.class);
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            int colon = key.indexOf(':');
            String name = key.substring(0, colon).replaceFirst("\\..*", "");
            Value value = new Value(key.substring(colon + 1), count[i]);
            CatalogueFacet.find(name)
                    .ifPresent(facet -> facets.computeIfAbsent(facet, _ -> new ArrayList<>())
                            .add(value));
        }
        return new Hits(row.getLong("total"), row.getLong("rows"), ids, facets);
    }

    private static List<String> strings(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /// Words that were said and look like this one, the likeliest first: those that differ by a sign or
    /// two or three, then those that hold it.
    List<String> near(String word) {
        if (word.length() < 3) return List.of();
        int allowed = word.length() < 6 ? 1 : word.length() < 12 ? 2 : 3;
        List<String> candidates = jdbc.sql("""
                        select word from dataset_word
                        where trigrams && :trigrams::text[] and length(word) between :shortest and :longest
                        order by cardinality(array(select unnest(trigrams) intersect select unnest(:trigrams::text[]))) desc, word
                        limit 50
                        """)
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
            alike.addAll(
                    jdbc.sql("select word from dataset_word where strpos(word, :word) > 1 order by word limit :most")
                            .param("word", word)
                            .param("most", ALIKE_AT_MOST)
                            .query((row, _) -> row.getString(1))
                            .list());
        }
        return alike.stream().distinct().toList();
    }
}
