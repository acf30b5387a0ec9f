package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FacetsTest {
    private static final Question ALL = Question.EVERYTHING;
    private static Trees trees;

    @BeforeAll
    static void plant() {
        trees = Trees.planted();
    }

    @AfterAll
    static void fell() {
        trees.close();
    }

    /// `name:count`, with `*` when refined, `-` when excluded, and the next steps in brackets.
    private static String facet(String request, Question question) {
        return facet(request, question, View.of(Trees.SCHEMA));
    }

    private static String facet(String request, Question question, View view) {
        return text(trees.facets(question, view, List.of(FacetRequest.read(request)))
                .getFirst()
                .values());
    }

    private static String text(List<Facets.Value> values) {
        return values.stream()
                .map(value -> switch (value.state()) {
                            case DISPLAYED -> value.name() + ":" + value.count();
                            case REFINED -> value.name() + ":" + value.count() + "*";
                            case EXCLUDED -> value.name() + "-";
                        }
                        + (value.values().isEmpty() ? "" : "[" + text(value.values()) + "]"))
                .collect(Collectors.joining(" "));
    }

    @Test
    void values_come_by_falling_count() {
        assertThat(facet("commune", ALL)).isEqualTo("Bruxelles:3 Ixelles:3 Uccle:2 Etterbeek:1 Forest:1 Laeken:1");
        assertThat(facet("tags", ALL)).isEqualTo("alignement:5 remarquable:4 ancien:3 jeune:2 malade:2");
        assertThat(facet("protege", ALL)).isEqualTo("false:5 true:5");
    }

    @Test
    void the_order_can_be_asked_for() {
        assertThat(facet("facet(name='commune', sort='alphanum', limit=2)", ALL))
                .isEqualTo("Bruxelles:3 Etterbeek:1");
        assertThat(facet("facet(name='commune', sort='-alphanum', limit=2)", ALL))
                .isEqualTo("Uccle:2 Laeken:1");
        assertThat(facet("facet(name='commune', sort='count', limit=2)", ALL)).isEqualTo("Etterbeek:1 Forest:1");
        assertThat(facet("facet(name='hauteur', sort='num', limit=3)", ALL)).isEqualTo("6:1 8:1 10:2");
        assertThat(facet("facet(name='hauteur', sort='-num', limit=2)", ALL)).isEqualTo("31:1 27:1");
    }

    @Test
    void a_disjunctive_facet_keeps_its_other_values() {
        assertThat(facet("commune", ALL.refine("commune:Ixelles")))
                .isEqualTo("Bruxelles:3 Ixelles:3* Uccle:2 Etterbeek:1 Forest:1 Laeken:1");
        assertThat(facet("commune", ALL.refine("commune:Ixelles", "essence:Tilleul")))
                .isEqualTo("Ixelles:2*");
    }

    @Test
    void any_other_facet_shows_what_is_left() {
        assertThat(facet("essence", ALL.refine("essence:Tilleul"))).isEqualTo("Tilleul:3*");
        assertThat(facet("tags", ALL.refine("tags:ancien"))).isEqualTo("ancien:3* remarquable:2 malade:1");
        assertThat(facet("facet(name='essence', disjunctive=true, limit=2)", ALL.refine("essence:Tilleul")))
                .isEqualTo("Tilleul:3* Chêne:2");
        assertThat(facet("commune", ALL.refine("essence:Tilleul").where("protege is false")))
                .isEqualTo("Ixelles:2");
    }

    @Test
    void a_refined_path_shows_its_next_step() {
        assertThat(facet("categorie", ALL)).isEqualTo("Feuillu:10 Conifère:2");
        assertThat(facet("categorie", ALL.refine("categorie:Conifère"))).isEqualTo("Conifère:2*[Cèdre:1 Pin:1]");
        assertThat(facet("categorie", ALL.refine("categorie:Feuillu/Chêne"))).isEqualTo("Feuillu:2*[Chêne:2*]");
        assertThat(facet("facet(name='categorie', disjunctive=true)", ALL.refine("categorie:Conifère/Pin")))
                .isEqualTo("Feuillu:10 Conifère:2*[Cèdre:1 Pin:1*]");
        assertThat(facet("facet(name='categorie', hierarchical=false, limit=1)", ALL))
                .isEqualTo("Feuillu/Tilleul:3");
        var value = trees.facets(
                        ALL.refine("categorie:Conifère"), View.of(Trees.SCHEMA), List.of(FacetRequest.of("categorie")))
                .getFirst()
                .values()
                .getFirst()
                .values()
                .getFirst();
        assertThat(value.path()).isEqualTo("Conifère/Cèdre");
    }

    @Test
    void dates_are_years_then_months_then_days() {
        assertThat(facet("facet(name='plante', sort='-alphanum', limit=3)", ALL))
                .isEqualTo("2020:1 2014:3 1998:1");
        assertThat(facet("plante", ALL.refine("plante:2014"))).isEqualTo("2014:3*[12:2 03:1]");
        assertThat(facet("plante", ALL.refine("plante:2014-12"))).isEqualTo("2014:2*[12:2*[05:1 31:1]]");
        assertThat(facet("plante", ALL.refine("plante:2014/3/01"))).isEqualTo("2014:1*[03:1*[01:1*]]");
        assertThat(facet("releve", ALL.refine("releve:2027").in(Locale.FRENCH, ZoneId.of("Europe/Brussels"))))
                .isEqualTo("2027:1*[01:1]");
    }

    @Test
    void an_excluded_value_has_no_count() {
        assertThat(facet("essence", ALL.exclude("essence:Tilleul").where("hauteur < 15")))
                .isEqualTo("Chêne:1 Érable:1 Tilleul-");
    }

    @Test
    void a_chosen_value_is_shown_even_when_it_has_no_record_or_many_outnumber_it() {
        assertThat(facet("commune", ALL.refine("commune:Paris"))).endsWith("Laeken:1 Paris:0*");
        assertThat(facet("facet(name='commune', limit=1)", ALL.refine("commune:Laeken")))
                .isEqualTo("Bruxelles:3 Laeken:1*");
    }

    @Test
    void all_declared_facets_come_when_none_is_asked_for() {
        assertThat(trees.facets(ALL, View.of(Trees.SCHEMA), List.of()))
                .extracting(Facets.Facet::name)
                .containsExactly("essence", "commune", "categorie", "tags", "plante", "releve");
        assertThat(trees.facets(ALL, View.of(Trees.SCHEMA).hide("commune"), List.of()))
                .extracting(Facets.Facet::name)
                .doesNotContain("commune");
    }

    @Test
    void a_list_of_paths_is_taken_apart() throws Exception {
        trees.run(
                "CREATE TABLE paths AS SELECT * FROM (VALUES (['a/x', 'a/y', 'b']), (['a/x']), ([]), (NULL)) AS t(tags)");
        var requests = List.of(FacetRequest.read("facet(name='tags', hierarchical=true)"));
        var view = View.of(Trees.SCHEMA).hide("id");
        var relation = Relation.of("paths");
        assertThat(text(trees.facets(ALL, view, requests, relation).getFirst().values()))
                .isEqualTo("a:2 b:1");
        var refined = trees.facets(ALL.refine("tags:a"), view, requests, relation);
        assertThat(text(refined.getFirst().values())).isEqualTo("a:2*[x:2 y:1] b:1");
    }

    @Test
    void a_field_that_cannot_be_a_facet_is_refused() {
        assertThatThrownBy(() -> facet("localisation", ALL)).hasMessageContaining("Field localisation is not allowed");
        assertThatThrownBy(() -> facet("inconnu", ALL))
                .hasMessage("ODSQL query is malformed: Unknown field: inconnu."
                        + " Clause(s) containing the error(s): facet.");
        Stream.of("facet()", "facet(name='x', limit=-1)", "facet(name='x', sort='up')", "1", "nom, essence", "facet(")
                .forEach(request ->
                        assertThatThrownBy(() -> FacetRequest.read(request)).isInstanceOf(OdsqlException.class));
    }
}
