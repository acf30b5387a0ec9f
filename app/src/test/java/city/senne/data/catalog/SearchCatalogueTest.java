package city.senne.data.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.OpenHouse;
import city.senne.data.catalog.CatalogueQuestion.Order;
import city.senne.data.catalog.SearchCatalogue.Found;
import city.senne.data.ingest.PublishFile;
import city.senne.trust.identity.Viewer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// What people type and what they find; every dataset here says `wallaby` somewhere, to tell it from others'.
@OpenHouse
class SearchCatalogueTest {
    private static final Map<String, String> PUBLISHED = Map.of(
            "s-trees", """
            title: {fr: Arbres d'alignement, nl: Straatbomen, en: Street trees}
            description: {fr: Chaque arbre wallaby des rues}
            publisher: Espaces verts
            keywords: [wallaby, nature]
            themes: [Environment]
            """, "s-nurseries", """
            title: {fr: Crèches communales, nl: Kinderdagverblijven}
            description: {fr: Places wallaby disponibles par crèche et par âge}
            publisher: Petite enfance
            keywords: [wallaby, enfants]
            themes: [SOCI]
            """, "s-libraries", """
            title: Bibliothèques wallaby
            description: Prêts de livres par bibliothèque
            keywords: [wallaby, culture, nature]
            themes: [EDUC]
            """, "s-parkings", """
            title: {fr: Parkings publics numbat, en: Public parking numbat}
            description: {fr: Places de stationnement}
            """, "s-parks", """
            title: {fr: Parcs numbat, en: Parks numbat}
            description: {fr: Stations de mesure du bruit}
            """, "s-secret", """
            title: Zyzzyva wallaby
            keywords: [wallaby]
            draft: true
            """);

    @Autowired
    private PublishFile publishFile;

    @Autowired
    private SearchCatalogue searchCatalogue;

    @TempDir
    private Path folder;

    @BeforeEach
    void publish() throws Exception {
        for (var each : PUBLISHED.entrySet()) {
            Path file = Files.writeString(
                    folder.resolve(each.getKey() + ".csv"),
                    each.getKey().equals("s-trees") ? "latitude;longitude\n50,85;4,35\n50,86;4,36\n" : "a;b\n1;2\n");
            publishFile.publish(new Viewer.Operator(), file, "id: " + each.getKey() + "\n" + each.getValue());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "arbre, fr, s-trees",
        "ARBRES, fr, s-trees",
        "les arbres de la rue, fr, s-trees",
        "l'arbre, fr, s-trees",
        "tree, en, s-trees",
        "the trees, en, s-trees",
        "straatboom, nl, s-trees",
        "creche, fr, s-nurseries",
        "CRÈCHES, nl, s-nurseries",
        "kinderdagverblijf, nl, s-nurseries",
        "biblio, fr, s-libraries",
        "bibliotheque, en, s-libraries",
        "pret livre, fr, s-libraries",
        "s-libraries, fr, s-libraries",
        "population, fr, s-nurseries",
        "espaces verts, fr, s-trees",
        "latitude, fr, s-trees"
    })
    void words_are_found_whatever_their_accents_endings_and_language(String typed, String language, String id) {
        assertThat(ids(search(typed + " wallaby", language))).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({
        "bibiotheques, bibliotheques",
        "kinderdagverbljiven, kinderdagverblijven",
        "bliotheques, bibliotheques",
        "bomen, straatbomen",
        "craches, creches"
    })
    void misspelt_words_and_parts_of_words_find_what_they_mean(String typed, String meant) {
        Found found = search(typed + " wallaby", "fr");
        assertThat(found.total()).isEqualTo(1);
        assertThat(found.corrected()).isEqualTo(meant + " wallaby");
    }

    /// The English stem of `parcing` is that of parcs.
    @Test
    void a_mistake_that_finds_something_by_chance_finds_what_was_meant() {
        Found found = search("parcing numbat", "fr");
        assertThat(ids(found)).contains("s-parkings");
        assertThat(found.corrected()).startsWith("parking");
    }

    @ParameterizedTest
    @CsvSource({"parc, s-parks", "parcs, s-parks", "park, s-parks"})
    void a_word_that_somebody_said_is_not_corrected(String typed, String id) {
        Found found = search(typed + " numbat", "fr");
        assertThat(found.corrected()).isEmpty();
        assertThat(ids(found)).contains(id);
    }

    @Test
    void nothing_betrays_a_draft_not_even_the_correction_of_a_word() {
        Found found = search("zyzzyvva wallaby", "fr");
        assertThat(found.total()).isZero();
        assertThat(found.corrected()).isEmpty();
        assertThat(found.facets()).isEmpty();
        Found all =
                searchCatalogue.search(new Viewer.Operator(), question("zyzzyvva wallaby", Map.of(), Order.RELEVANCE));
        assertThat(ids(all)).containsExactly("s-secret");
        assertThat(all.facets().get(CatalogueFacet.STAGE)).containsExactly(new CatalogueFacet.Value("draft", 1));
    }

    @Test
    void where_no_dataset_bears_all_words_those_that_bear_some_are_offered_the_rarest_word_first() {
        String typed = "bibliothèque wallaby près de chez moi";
        assertThat(search(typed, "fr").total()).isZero();
        assertThat(partly(typed)).startsWith("s-libraries").contains("s-trees", "s-nurseries");
        assertThat(partly("zyzzyva numbats kangourou").subList(0, 2))
                .containsExactlyInAnyOrder("s-parkings", "s-parks");
        assertThat(partly("kangourou")).isEmpty();
        assertThat(partly("kangourou quokka")).isEmpty();
    }

    @Test
    void facets_count_what_was_found_and_narrow_it_down() {
        Found found = search("wallaby", "fr");
        assertThat(found.total()).isEqualTo(3);
        assertThat(found.facets().get(CatalogueFacet.KEYWORD))
                .startsWith(new CatalogueFacet.Value("wallaby", 3), new CatalogueFacet.Value("nature", 2));
        assertThat(found.facets().get(CatalogueFacet.THEME))
                .containsExactlyInAnyOrder(
                        new CatalogueFacet.Value("ENVI", 1),
                        new CatalogueFacet.Value("SOCI", 1),
                        new CatalogueFacet.Value("EDUC", 1));
        assertThat(found.facets().get(CatalogueFacet.FEATURE)).containsExactly(new CatalogueFacet.Value("map", 1));
        assertThat(ids(narrowed(CatalogueFacet.KEYWORD, "nature"))).containsExactlyInAnyOrder("s-trees", "s-libraries");
        assertThat(ids(narrowed(CatalogueFacet.PUBLISHER, "Espaces verts"))).containsExactly("s-trees");
        assertThat(ids(narrowed(CatalogueFacet.KEYWORD, "' or 1=1 --"))).isEmpty();
    }

    @Test
    void titles_come_before_descriptions_and_other_orders_are_as_they_say() {
        assertThat(ids(search("bibliotheque", "fr"))).first().isEqualTo("s-libraries");
        assertThat(ids(sorted(Order.TITLE))).containsExactly("s-trees", "s-libraries", "s-nurseries");
        assertThat(ids(sorted(Order.ROWS))).first().isEqualTo("s-trees");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&|!:*()<->", "';drop", "%", "\\", "a:b & c", "\0"})
    void signs_that_mean_something_elsewhere_mean_nothing_here(String typed) {
        assertThat(search("wallaby " + typed, "fr").total()).isLessThanOrEqualTo(3);
    }

    private Found narrowed(CatalogueFacet facet, String value) {
        return searchCatalogue.search(
                Viewer.ANONYMOUS, question("wallaby", Map.of(facet, List.of(value)), Order.RELEVANCE));
    }

    private Found sorted(Order order) {
        return searchCatalogue.search(Viewer.ANONYMOUS, question("wallaby", Map.of(), order));
    }

    private Found search(String typed, String language) {
        return searchCatalogue.search(
                Viewer.ANONYMOUS, new CatalogueQuestion(typed, Map.of(), Order.RELEVANCE, language, 20, 0));
    }

    private List<String> partly(String typed) {
        return searchCatalogue.partly(Viewer.ANONYMOUS, question(typed, Map.of(), Order.RELEVANCE)).stream()
                .map(dataset -> dataset.id().value())
                .toList();
    }

    private static CatalogueQuestion question(String typed, Map<CatalogueFacet, List<String>> chosen, Order order) {
        return new CatalogueQuestion(typed, chosen, order, "fr", 20, 0);
    }

    private static List<String> ids(Found found) {
        return found.datasets().stream().map(dataset -> dataset.id().value()).toList();
    }
}
