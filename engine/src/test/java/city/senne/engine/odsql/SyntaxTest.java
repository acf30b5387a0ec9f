package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {
    private static final View ALL = View.of(Trees.SCHEMA);

    private static void bind(Question question) {
        Odsql.bind(question, ALL, Trees.NOW);
    }

    private static OdsqlException refused(Question question) {
        OdsqlException refusal = catchThrowableOfType(OdsqlException.class, () -> bind(question));
        assertThat(refusal).as("nothing refused").isNotNull();
        return refusal;
    }

    private static OdsqlException refusedWhere(String where) {
        return refused(Question.EVERYTHING.where(where));
    }

    @Test
    void a_word_that_is_no_function_is_an_error_at_its_parenthesis() {
        OdsqlException refusal = refusedWhere("bogus(");
        assertThat(refusal.code()).isEqualTo("ODSQLSyntaxError");
        assertThat(refusal)
                .hasMessage("ODSQL syntax exception: unexpected ( at position 5 in bogus(."
                        + " Clause(s) containing the error(s): where.");
        assertThat(refusedWhere("bogus(nom)"))
                .hasMessage("ODSQL syntax exception: unexpected ( at position 5 in bogus(nom)."
                        + " Clause(s) containing the error(s): where.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "year=2014                  | =            | 4",
                "hauteur >                  | end of text  | 9",
                "hauteur > > 3              | >            | 10",
                "(hauteur > 3               | end of text  | 12",
                "hauteur > 3)               | )            | 11",
                "nom = \"open               | \"           | 6",
                "hauteur > 3; drop table x  | ;            | 11",
                "hauteur > 3 -- comment     | hauteur      | 0",
                "hauteur in [1..            | end of text  | 15",
                "sum(hauteur > 3) = 1       | >            | 12",
                "nom = 'a' having 1         | having       | 10",
            })
    void an_error_names_the_word_and_its_place(String where, String word, int position) {
        OdsqlException refusal = refusedWhere(where);
        if (!where.contains("comment")) {
            assertThat(refusal.getMessage()).contains("unexpected " + word + " at position " + position + " in ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if(hauteur > 3, 1, 2)",
                "case when hauteur then 1 end",
                "(select 1)",
                "hauteur between 1 and 3",
                "hauteur > 3",
                "count(*) over ()",
                "1 = 1",
                "nom || essence",
                "cast(hauteur as text)",
                "hauteur::text",
            })
    void select_takes_nothing_but_values(String select) {
        assertThat(refused(Question.EVERYTHING.select(select)).code()).isEqualTo("ODSQLSyntaxError");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HAUTEUR_X > 3 or hauteur>3",
                "nom = inconnu",
                "search(inconnu, 'x')",
                "inconnu is null",
                "within_distance(inconnu, geom'POINT(4 50)', 1km)",
                "inconnu in (1, 2)",
                "'x' in inconnu",
            })
    void an_unknown_field_is_called_so(String where) {
        assertThat(refusedWhere(where))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("ODSQLError"))
                .message()
                .startsWith("ODSQL query is malformed: Unknown field: ")
                .endsWith(". Clause(s) containing the error(s): where.");
    }

    @Test
    void each_clause_is_named_in_its_error() {
        Question all = Question.EVERYTHING;
        assertThat(refused(all.select("inconnu")).clause()).isEqualTo("select");
        assertThat(refused(all.where("inconnu=1")).clause()).isEqualTo("where");
        assertThat(refused(all.groupBy("inconnu")).clause()).isEqualTo("group_by");
        assertThat(refused(all.orderBy("inconnu")).clause()).isEqualTo("order_by");
        assertThat(refused(all.refine("inconnu:1")).clause()).isEqualTo("refine");
        assertThat(refused(all.exclude("inconnu:1")).clause()).isEqualTo("exclude");
        assertThatThrownBy(() -> FacetRequest.read("facet(nom=)"))
                .isInstanceOfSatisfying(
                        OdsqlException.class, e -> assertThat(e.clause()).isEqualTo("facet"));
    }

    @Test
    void the_messages_of_the_api_are_kept_to_the_letter() {
        Question all = Question.EVERYTHING;
        String end = " Clause(s) containing the error(s): select.";
        assertThat(refused(all.select("max(nom)")))
                .hasMessage(
                        "ODSQL query is malformed: StatAggregation only supports numeric or date expression." + end);
        assertThat(refused(all.select("avg(plante)")))
                .hasMessage(
                        "ODSQL query is malformed: StatAggregation only supports numeric or date expression." + end);
        assertThat(refused(all.select("sum(localisation)")))
                .hasMessage("ODSQL query is malformed: Aggregation on geo point field is not possible." + end);
        assertThat(refused(all.select("nom, count(*)").groupBy("commune")))
                .hasMessage("ODSQL query is malformed: Field nom is not allowed in the current clause." + end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT(1)",
                "`hauteur",
                "hauteur > date'2014-13-45'",
                "plante > 'not a date'",
                "hauteur = 'many'",
                "localisation = 'x'",
                "emprise > 3",
                "nom",
                "hauteur",
                "now(months='x') > plante",
                "now(centuries=1) > plante",
                "now(month=13) > plante",
                "length() > 1",
                "length(hauteur) > 1",
                "year(nom) = 1",
                "lower(hauteur) = 'a'",
                "within_distance(localisation, geom'POINT(4 50)', 1 lightyear)",
                "within_distance(localisation, 'x', 1km)",
                "within_distance(localisation, geom'POLYGON((0 0,1 0,1 1,0 0))', 1km)",
                "in_bbox(localisation, 1, 2)",
                "intersects(nom, geom'POINT(4 50)')",
                "intersects(localisation, geom'POINT(nope)')",
                "intersects(localisation, geom'{\"type\":\"Point\"}')",
                "intersects(localisation, geom'0102')",
                "geometry(localisation, geom'POINT(4 50)', TOUCHES)",
                "nom like 3",
                "hauteur like 'x'",
                "random(1) > 3",
                "sum(hauteur) > 3",
                "range(hauteur, 10) = 'x'",
                "nom = 3km",
                "search(hauteur, 'x')",
                "tags in ['a'..'b']",
                "plante = protege",
                "facet(name='x')",
                "percentile(hauteur, 50) > 1",
                "protege > 'perhaps'",
            })
    void what_makes_no_sense_is_refused_with_a_reason(String where) {
        assertThat(refusedWhere(where)).message().contains("where").doesNotContain("null");
    }

    @Test
    void a_hundred_thousand_parentheses_are_refused_and_do_not_overflow_the_stack() {
        assertThat(refusedWhere("(".repeat(100_000))).message().contains("too large");
        assertThat(refusedWhere("(".repeat(100_001))).message().contains("too large");
        assertThat(refusedWhere("(".repeat(4_000) + "protege" + ")".repeat(4_000)))
                .message()
                .contains("nested deeper");
        for (String opening : new String[] {"not (", "lower(", "[", "-(", "((", "now(a=", "range(x,]"}) {
            assertThat(refusedWhere(opening.repeat(20_000 / opening.length())).code())
                    .isNotEmpty();
            assertThat(refused(Question.EVERYTHING.select(opening.repeat(9_000)))
                            .code())
                    .isNotEmpty();
        }
    }

    @Test
    void a_word_longer_than_any_is_not_looked_for() {
        for (String where : new String[] {"search(\"%s\")", "suggest(nom, \"%s\")", "\"%s\"", "nom like \"%s\""}) {
            assertThat(refusedWhere(where.formatted("a".repeat(101))))
                    .message()
                    .contains("a word of more than 100 letters");
        }
        assertThatCode(() -> bind(Question.EVERYTHING.where("search(\"" + "é".repeat(100) + "\")")))
                .doesNotThrowAnyException();
    }

    @Test
    void words_that_are_searched_for_are_counted_wherever_they_stand() {
        bind(Question.EVERYTHING.where(
                "search(\"" + "arbre ".repeat(25) + "\")", "nom like \"" + "rue ".repeat(25) + "\""));
        assertThat(refusedWhere("search(\"" + "arbre ".repeat(51) + "\")"))
                .message()
                .contains("more than 50 words");
        assertThat(refusedWhere("\"arbre\"" + " or \"arbre\"".repeat(50)))
                .message()
                .contains("more than 50 words");
    }

    @Test
    void long_chains_are_refused_or_flat() {
        assertThat(refusedWhere("1" + "+1".repeat(10_000) + " > 3")).message().contains("too large");
        assertThat(refusedWhere("-".repeat(90_000) + "hauteur > 3")).message().contains("too large");
        assertThat(refusedWhere("hauteur in (" + "1,".repeat(2_500) + "1)"))
                .message()
                .contains("constants");
        bind(Question.EVERYTHING.where("protege" + " and protege or protege".repeat(2_000)));
        bind(Question.EVERYTHING.where("not ".repeat(5_000) + "protege"));
    }

    @Test
    void a_long_text_is_refused_before_it_is_read() {
        assertThat(refusedWhere("nom = '" + "x".repeat(100_001) + "'"))
                .message()
                .contains("longer than");
        assertThat(refused(Question.EVERYTHING.refine("nom:" + "x".repeat(100_001))))
                .message()
                .contains("longer than");
        assertThat(refused(Question.EVERYTHING.where(
                        Stream.generate(() -> "protege").limit(101).toArray(String[]::new))))
                .message()
                .contains("More than 100");
    }

    @Test
    void numbers_too_large_for_the_machine_are_refused() {
        assertThat(refusedWhere("hauteur > 1e999999999").code()).isEqualTo("ODSQLSyntaxError");
        assertThat(refusedWhere("hauteur > 1e-999999999").code()).isEqualTo("ODSQLSyntaxError");
        assertThat(refusedWhere("hauteur > " + "9".repeat(401)).code()).isEqualTo("ODSQLSyntaxError");
        bind(Question.EVERYTHING.where("hauteur > " + "9".repeat(300)));
    }

    @Test
    void an_error_does_not_repeat_a_text_without_end() {
        assertThat(refusedWhere("nom = 'a' " + "x".repeat(50_000)).getMessage()).hasSizeLessThan(1_500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nom > 3",
                "3 < nom",
                "nom <= 2.5",
                "nom in [1..3]",
                "nom in [1..'x']",
                "nom > true",
                "tags > 3",
                "nom < hauteur",
                "lower(nom) > 3"
            })
    void a_text_is_not_ordered_among_numbers(String where) {
        assertThat(refusedWhere(where).code()).isEqualTo("ODSQLError");
        assertThat(refusedWhere(where)).hasMessageContaining("Cannot compare").hasMessageContaining("text");
    }

    @Test
    void what_cannot_be_compared_is_named_with_its_type() {
        assertThat(refusedWhere("nom > 3"))
                .hasMessage("ODSQL query is malformed: Cannot compare field nom of type text with int."
                        + " Clause(s) containing the error(s): where.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nom = 1000", "nom != 1000", "nom in (1000, 1050)", "nom > 'm'", "hauteur > '3'"})
    void a_text_may_be_what_a_number_is_written_as(String where) {
        assertThatCode(() -> bind(Question.EVERYTHING.where(where))).doesNotThrowAnyException();
    }
}
