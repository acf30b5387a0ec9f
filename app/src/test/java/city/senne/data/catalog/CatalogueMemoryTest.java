package city.senne.data.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.OpenHouse;
import city.senne.data.catalog.CatalogueFacet.Value;
import city.senne.data.catalog.CatalogueQuestion.Order;
import city.senne.data.catalog.SearchCatalogue.Found;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is counted and sorted in memory is what PostgreSQL counts and sorts, row by row.
@OpenHouse
class CatalogueMemoryTest {
    private static final List<String> THINGS = List.of("quoll", "dunnart", "bilby", "potoroo");
    private static final List<String> LANGUAGES = List.of("fr", "nl", "en");

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private SearchCatalogue searchCatalogue;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private Path folder;

    private final Random random = new Random(7);

    @Test
    void counts_and_orders_are_those_of_the_rows_also_after_changes() throws Exception {
        for (int i = 0; i < 24; i++) publish(i);
        compareAll();
        for (int i = 0; i < 24; i += 5) publish(i);
        compareAll();
    }

    @Test
    void a_reading_that_breaks_off_leaves_nothing_behind() throws Exception {
        for (int i = 0; i < 6; i++) publish(i);
        compareAll();
        bear("facets || '{keyword.fr:wombat,broken}'");
        assertThatThrownBy(this::compareAll).isInstanceOf(RuntimeException.class);
        bear("array_remove('{keyword.fr:kowari}' || facets, 'broken')");
        compareAll();
    }

    private void bear(String facets) {
        jdbc.sql("update catalogue_state set changes = changes + 1").update();
        jdbc.sql("update dataset_search set changed = (select changes from catalogue_state), facets = " + facets
                        + " where dataset_id = 'memory-3'")
                .update();
    }

    private void compareAll() {
        for (String language : LANGUAGES) {
            for (String word : List.of("", "quoll", "dunnart", "numbat")) {
                for (Order order : Order.values()) {
                    compare(word, Map.of(), language, order);
                    compare(word, Map.of(CatalogueFacet.KEYWORD, List.of("bilby")), language, order);
                    compare(
                            word,
                            Map.of(
                                    CatalogueFacet.KEYWORD, List.of("potoroo-nl", "quoll"),
                                    CatalogueFacet.PUBLISHER, List.of("dunnart")),
                            language,
                            order);
                }
            }
        }
    }

    private void compare(String word, Map<CatalogueFacet, List<String>> chosen, String language, Order order) {
        Found found =
                searchCatalogue.search(Viewer.ANONYMOUS, new CatalogueQuestion(word, chosen, order, language, 7, 3));
        String hits = """
                from dataset_search where stage = 'published'
                  and (:word = '' or words @@ to_tsquery('simple', nullif(:word, '') || ':*'))
                """;
        for (var values : chosen.entrySet()) {
            for (String value : values.getValue()) {
                hits += " and facets && array['%1$s.fr:%2$s', '%1$s.nl:%2$s', '%1$s.en:%2$s']"
                        .formatted(values.getKey().parameter(), value);
            }
        }
        assertThat(found.total()).isEqualTo(count("count(*)", hits, word));
        assertThat(found.rows()).isEqualTo(count("coalesce(sum(row_count), 0)", hits, word));
        String sorted = switch (order) {
            case RELEVANCE ->
                "(:word <> '' and title_words @@ to_tsquery('simple', nullif(:word, '') || ':*')) is true desc,"
                        + " modified_at desc";
            case MODIFIED -> "modified_at desc";
            case TITLE -> "title";
            case ROWS -> "row_count desc";
        };
        assertThat(found.datasets().stream().map(dataset -> dataset.id().value()))
                .isEqualTo(
                        jdbc.sql("select dataset_id " + hits + " order by " + sorted + ", dataset_id limit 7 offset 3")
                                .param("word", word)
                                .query(String.class)
                                .list());
        assertThat(found.facets()).isEqualTo(facets(hits, word, language));
    }

    private long count(String what, String hits, String word) {
        return jdbc.sql("select " + what + " " + hits)
                .param("word", word)
                .query(Long.class)
                .single();
    }

    private Map<CatalogueFacet, List<Value>> facets(String hits, String word, String language) {
        Map<CatalogueFacet, List<Value>> facets = new EnumMap<>(CatalogueFacet.class);
        for (CatalogueFacet facet : CatalogueFacet.values()) {
            List<Value> values = jdbc.sql("""
                            select substr(key, strpos(key, ':') + 1) as value, count(*) as count
                            from (select unnest(facets) as key %s) counted
                            where split_part(key, ':', 1) in (:facet, :facet || '.' || :language)
                            group by key order by count desc, key limit 30
                            """.formatted(hits))
                    .param("word", word)
                    .param("facet", facet.parameter())
                    .param("language", language)
                    .query((row, _) -> new Value(row.getString("value"), row.getLong("count")))
                    .list();
            if (!values.isEmpty()) facets.put(facet, values);
        }
        return facets;
    }

    /// Each time with other words.
    private void publish(int number) throws Exception {
        String rows = "a\n1\n".repeat(1) + "2\n".repeat(random.nextInt(3));
        String title = thing() + " " + (random.nextBoolean() ? thing() : "numbat");
        publishFile.publish(
                new Viewer.Operator(),
                Files.writeString(folder.resolve("memory-" + number + ".csv"), rows),
                """
                id: memory-%d
                title: %s
                description: {fr: %s}
                publisher: {fr: %s, nl: %s}
                keywords: {fr: [%s, %s], nl: [%s-nl]}
                draft: %s
                """.formatted(number, title, thing(), thing(), thing(), thing(), thing(), thing(), number % 6 == 1));
    }

    private String thing() {
        return THINGS.get(random.nextInt(THINGS.size()));
    }
}
