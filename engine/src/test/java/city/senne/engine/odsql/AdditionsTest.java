package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is added to the language, on the twelve trees.
class AdditionsTest {
    private static final Question ALL = Question.EVERYTHING.extended();
    private static final View EVERYTHING = View.of(Trees.SCHEMA);
    private static Trees trees;

    @BeforeAll
    static void plant() {
        trees = Trees.planted();
    }

    @AfterAll
    static void fell() {
        trees.close();
    }

    /// The values of the rows, in order.
    private static List<String> rows(Question question) {
        List<String> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> row : trees.ask(question)) {
            rows.add(row.values().toString());
        }
        return rows;
    }

    private static @Nullable Object value(String select) {
        return trees.ask(ALL.select(select).page(1, 0))
                .getFirst()
                .values()
                .iterator()
                .next();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "concat(essence, ' de ', commune)             | Chêne de Bruxelles",
                "concat(hauteur, ' m, ', diametre, null)      | 22 m, 88.5",
                "concat(protege, ' ', plante, ' ', tags)      | true 1931-03-12 remarquable,ancien",
                "concat(null)                                 | ^^",
                "round(diametre)                              | 89.0",
                "round(diametre / 7, 2)                       | 12.64",
                "round(-diametre)                             | -89.0",
                "round(hauteur)                               | 22",
                "round(hauteur, 3)                            | 22",
                "round(hauteur, -1)                           | 20",
                "round(hauteur * 9000000000000000000, -2)     | ",
                "round(9223372036854775807, -1)               | ",
                "round(1.5e307, 15)                           | 1.5E307",
                "round(1e300 * 1e300, 2)                      | ",
                "round(1e300 * 1e300 - 1e300 * 1e300, -2)     | ",
                "round(diametre / 0, 2)                       | ",
                "round(null)                                  | ",
                "round(sum(hauteur), -2)                      | 200",
                "round(avg(hauteur), 1)                       | 17.2",
                "if(hauteur > 20, 'tall', 'small')            | tall",
                "if(not protege, 1, 2)                        | 2",
                "if(protege and essence in ('Pin', 'Chêne'), hauteur, diametre) | 22.0",
                "if('grand place', upper(essence), essence)   | CHÊNE",
                "if(startswith(nom, 'Chêne'), plante, null)   | 1931-03-12",
                "if(within_distance(localisation, geom'POINT(4.3525 50.8467)', 1km), 1, 0) | 1",
                "if(commune is null, releve, plante)          | 1931-03-12T00:00:00+00:00",
                "if(true, null, null)                         | ",
                "case(hauteur < 10, 'small', hauteur < 25, 'middle', 'tall') | middle",
                "case(hauteur < 10, 'small')                  | ",
                "IF(count(*) > 10, 'many', 'few')             | many",
                "max(if(protege, hauteur, 0))                 | 31",
                "min(nom)                                     | Arbre AND lampadaire",
                "max(upper(essence))                          | ÉRABLE",
                "length(min(concat(essence, id)))             | 9",
            })
    void values(String select, String expected) {
        if (expected == null) assertThat(value(select)).isNull();
        else assertThat(value(select)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "if(hauteur > 1, 'a', 2) | The values of if must be of one type, but are of text and of int. Write a text such as concat(value), or null.",
                "if(hauteur > 1, 'a') | Wrong arguments for function if.",
                "if(hauteur > 1, 'a', 'b', 'c') | Wrong arguments for function if.",
                "if(hauteur, 'a', 'b') | Field hauteur is not allowed in the current clause.",
                "if(protege, localisation, null) | Field localisation is not allowed in the current clause.",
                "if(protege, tags, null) | Field tags is not allowed in the current clause.",
                "if(nothing = 1, 1, 2) | Unknown field: nothing.",
                "case(protege) | Wrong arguments for function case.",
                "round(nom) | Field nom is not allowed in the current clause.",
                "round(diametre, 16) | round expects between -15 and 15 digits.",
                "round(diametre, hauteur) | Wrong arguments for function round.",
                "concat() | Wrong arguments for function concat.",
                "concat(emprise) | Field emprise is not allowed in the current clause.",
                "max(tags) | StatAggregation only supports numeric or date expression.",
                "sum(nom) | StatAggregation only supports numeric or date expression.",
                "max(if(count(*) > 1, 1, 2)) | An aggregation cannot contain an aggregation.",
            })
    void what_makes_no_sense_is_told(String select, String message) {
        assertThatThrownBy(() -> trees.ask(ALL.select(select)))
                .isInstanceOf(OdsqlException.class)
                .hasMessage("ODSQL query is malformed: " + message + " Clause(s) containing the error(s): select.");
    }

    @Test
    void a_condition_stands_only_where_one_is_taken() {
        for (String select : List.of("if(1, hauteur > 2, 3)", "case(protege, 1, hauteur > 2)", "concat(hauteur > 2)")) {
            assertThatThrownBy(() -> trees.ask(ALL.select(select)))
                    .hasMessageContaining("unexpected > at position " + select.indexOf('>'));
        }
        assertThatThrownBy(() -> trees.ask(ALL.select("if(*, 1, 2)")))
                .hasMessageContaining("unexpected * at position 3");
    }

    @Test
    void added_functions_stand_in_every_clause() {
        String size = "case(hauteur >= 20, 'tall', hauteur >= 10, 'middle', 'small')";
        assertThat(rows(ALL.select("count(*) as n").groupBy(size + " as size").orderBy("size")))
                .containsExactly("[middle, 4]", "[small, 3]", "[tall, 5]");
        assertThat(trees.ids(ALL.where(size + " = 'small'"))).containsExactly("T05", "T09", "T11");
        assertThat(trees.ids(ALL.orderBy("if(protege, 0, 1), round(hauteur, -1) desc, id")
                        .page(3, 0)))
                .containsExactly("T02", "T03", "T01");
        assertThatThrownBy(() -> trees.ask(ALL.where("if(count(*) > 1, 1, 2) = 1")))
                .hasMessageContaining("An aggregation is not allowed in the current clause");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "round(hauteur) | ODSQLSyntaxError | ODSQL syntax exception: unexpected ( at position 5 in round(hauteur).",
                "if(protege, 1, 2) | ODSQLSyntaxError | ODSQL syntax exception: unexpected ( at position 2 in if(protege, 1, 2).",
                "case(protege, 1) | ODSQLSyntaxError | ODSQL syntax exception: unexpected ( at position 4 in case(protege, 1).",
                "concat(nom) | ODSQLSyntaxError | ODSQL syntax exception: unexpected ( at position 6 in concat(nom).",
                "max(nom) | ODSQLError | ODSQL query is malformed: StatAggregation only supports numeric or date expression.",
            })
    void without_additions_the_language_is_that_of_other_portals(String select, String code, String message) {
        assertThatThrownBy(() -> trees.ask(ALL.select(select).extended(Additions.Extent.NONE)))
                .isInstanceOfSatisfying(
                        OdsqlException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code))
                .hasMessage(message + " Clause(s) containing the error(s): select.");
    }

    @Test
    void without_additions_their_clauses_are_not_heard() {
        Question question =
                ALL.select("count(*) as n").groupBy("commune").having("n > 2").limitPer("commune:1");
        assertThat(trees.ask(question)).hasSize(2);
        assertThat(trees.ask(question.extended(Additions.Extent.NONE))).hasSize(7);
    }

    @Test
    void a_short_question_cannot_become_a_long_text() {
        for (int depth : new int[] {8, 40}) refuseNested(depth);
        String chain = "if(protege, 1, ".repeat(50) + "2" + ")".repeat(50);
        assertThat(value(chain)).isEqualTo(1L);
    }

    private static void refuseNested(int depth) {
        String nested = "json_format(".repeat(depth) + "nom" + ")".repeat(depth);
        assertThatThrownBy(() -> trees.ask(ALL.select(nested))).hasMessageContaining("The query is too large");
        String choice = "if(".repeat(depth) + "hauteur" + " in [1..2], 1, 2)".repeat(depth);
        assertThatThrownBy(() -> trees.ask(ALL.select(choice))).hasMessageContaining("The query is too large");
    }

    // having

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "n > 2                                    | Bruxelles,Ixelles",
                "count(*) > 2                             | Bruxelles,Ixelles",
                "n = 1 and commune is not null            | Etterbeek,Forest,Laeken",
                "commune is null                          | null",
                "commune in ('Uccle', 'Forest') or n = 3  | Bruxelles,Forest,Ixelles,Uccle",
                "startswith(commune, 'I')                 | Ixelles",
                "max(hauteur) in [25..31]                 | Bruxelles",
                "hauteur > 60                             | Bruxelles",
                "sum(hauteur) > 60                        | Bruxelles",
                "max(plante) > date'2010-01-01'           | null,Forest,Ixelles",
                "if(n > 2, commune, 'x') = 'Ixelles'      | Ixelles",
                "n / 0 = 1                                | ",
                "not n / 0 = 1 and n > 2                  | Bruxelles,Ixelles",
            })
    void having_chooses_groups(String having, @Nullable String communes) {
        Question question = ALL.select("count(*) as n, sum(hauteur) as hauteur")
                .groupBy("commune")
                .having(having);
        List<String> expected = communes == null ? List.of() : List.of(communes.split(","));
        assertThat(trees.ask(question))
                .extracting(row -> String.valueOf(row.get("commune")))
                .containsExactlyElementsOf(expected);
        assertThat(trees.count(question, EVERYTHING)).isEqualTo(expected.size());
    }

    @Test
    void having_comes_before_order_and_page() {
        Question question =
                ALL.select("count(*) as n").groupBy("commune").having("n > 1").orderBy("n, commune desc");
        assertThat(rows(question.page(2, 1))).containsExactly("[Ixelles, 3]", "[Bruxelles, 3]");
        assertThat(rows(ALL.select("count(*) as n")
                        .groupBy("range(hauteur, *, 10, 100, *)")
                        .having("n < 3")))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "essence = 'Tilleul' | Field essence is not allowed in the current clause.",
                "'tilleul'           | Field id is not allowed in the current clause.",
                "nothing > 1         | Unknown field: nothing.",
                "max(localisation) > 1 | Aggregation on geo point field is not possible.",
                "max(n) > 1          | Unknown field: n.",
                "n                   | A condition is expected.",
            })
    void having_speaks_of_groups(String having, String message) {
        Question question = ALL.select("count(*) as n").groupBy("commune").having(having);
        assertThatThrownBy(() -> trees.ask(question))
                .hasMessage("ODSQL query is malformed: " + message + " Clause(s) containing the error(s): having.");
    }

    @Test
    void having_needs_groups() {
        assertThatThrownBy(() -> trees.ask(ALL.having("count(*) > 1")))
                .hasMessage("ODSQL query is malformed: having is a condition on groups: add group_by, or use where."
                        + " Clause(s) containing the error(s): having.");
    }

    // limit_per

    @Test
    void the_first_records_of_each_value() {
        Question tallest = ALL.select("commune, id").where("commune in ('Ixelles', 'Bruxelles', 'Uccle')");
        Question ordered = tallest.orderBy("commune, hauteur desc").limitPer("commune:2");
        assertThat(rows(ordered))
                .containsExactly(
                        "[Bruxelles, T02]",
                        "[Bruxelles, T03]",
                        "[Ixelles, T04]",
                        "[Ixelles, T08]",
                        "[Uccle, T10]",
                        "[Uccle, T09]");
        assertThat(trees.count(ordered, EVERYTHING)).isEqualTo(6);
        assertThat(rows(ordered.page(2, 1))).containsExactly("[Bruxelles, T03]", "[Ixelles, T04]");
        assertThat(trees.ids(ALL.limitPer("commune : 1")))
                .contains("T01", "T12")
                .hasSize(7);
        assertThat(trees.ids(ALL.limitPer("essence, year(plante):1"))).hasSizeLessThan(12);
        assertThat(trees.ids(ALL.limitPer("if(protege, 1, 0):1"))).hasSize(2);
    }

    @Test
    void the_first_groups_of_each_value() {
        Question question = ALL.select("essence, count(*) as n")
                .groupBy("protege, essence")
                .orderBy("protege, n desc, essence")
                .limitPer("protege:1");
        assertThat(rows(question)).hasSize(3).contains("[false, Tilleul, 2]");
        assertThat(trees.count(question, EVERYTHING)).isEqualTo(3);
        Question tags = ALL.select("count(*) as n")
                .groupBy("tags, commune")
                .orderBy("n desc")
                .limitPer("tags:1");
        assertThat(trees.count(tags, EVERYTHING)).isEqualTo(5);
        assertThat(trees.ask(question.having("n > 1"))).hasSizeLessThan(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "commune | A field and a number from 1 to 999999 are expected",
                "commune:0 | A field and a number from 1 to 999999 are expected",
                "commune:1.5 | A field and a number from 1 to 999999 are expected",
                ":3 | A field and a number from 1 to 999999 are expected",
                "commune:99999999999 | A field and a number from 1 to 999999 are expected",
                "tags:3 | Field tags is not allowed in the current clause",
                "localisation:3 | Field localisation is not allowed in the current clause",
                "count(*):3 | count(*) is not allowed in the current clause",
                "random(1):3 | random(1) is not allowed in the current clause",
                "range(hauteur, 5):3 | range and geo_cluster need the same in group_by",
                "nothing:3 | Unknown field: nothing",
                "commune:2:3 | unexpected : at position 7",
            })
    void limit_per_expects_fields_and_a_number(String limitPer, String message) {
        assertThatThrownBy(() -> trees.ask(ALL.limitPer(limitPer)))
                .isInstanceOf(OdsqlException.class)
                .hasMessageContaining(message)
                .hasMessageEndingWith("Clause(s) containing the error(s): limit_per.");
    }

    @Test
    void limit_per_goes_by_keys_in_groups_and_not_with_totals() {
        Question groups = ALL.select("count(*) as n").groupBy("commune");
        assertThatThrownBy(() -> trees.ask(groups.limitPer("essence:1")))
                .hasMessageContaining("Field essence is not allowed");
        assertThatThrownBy(() -> trees.ask(groups.limitPer("n:1"))).hasMessageContaining("n is not allowed");
        assertThatThrownBy(() -> trees.ask(ALL.select("count(*)").limitPer("commune:1")))
                .hasMessageContaining("An aggregation over all records has no parts: add group_by");
        assertThat(Odsql.bind(ALL.limitPer("commune:1"), EVERYTHING, Trees.NOW).canBeWalked())
                .isFalse();
    }

    // rights

    @ParameterizedTest
    @ValueSource(
            strings = {"if(nom = 'x', 1, 2)", "concat(nom)", "case(search(nom, 'x'), 1)", "min(nom)", "round(diametre)"
            })
    void hidden_fields_do_not_exist(String select) {
        View view = EVERYTHING.hide("nom", "diametre");
        assertThatThrownBy(() -> trees.ask(ALL.select(select), view)).hasMessageContaining("Unknown field: ");
        assertThatThrownBy(() -> trees.ask(ALL.groupBy("commune").having(select + " = 1"), view))
                .hasMessageContaining("Unknown field: ");
        assertThatThrownBy(() -> trees.ask(ALL.limitPer(select + ":1"), view)).hasMessageContaining("Unknown field: ");
    }

    @Test
    void rows_and_values_that_are_not_seen_do_not_count() {
        Map<String, Mask> masks = Map.of("hauteur", new Mask.Generalised("round(hauteur, -1)"));
        View view = new View(Trees.SCHEMA, Set.of(), "commune = 'Ixelles'", masks);
        Question question = ALL.select("max(hauteur) as h, max(nom) as nom")
                .groupBy("commune")
                .having("count(*) < 4");
        Map<String, Object> only = new LinkedHashMap<>(Map.of("commune", "Ixelles", "h", 10L));
        assertThat(trees.ask(question, view))
                .hasSize(1)
                .first()
                .satisfies(row -> assertThat(row).containsAllEntriesOf(only));
        assertThat(trees.ask(ALL.select("id").where("if(hauteur = 12, 1, 2) = 1"), view))
                .isEmpty();
        assertThat(trees.ask(ALL.select("id").orderBy("id").limitPer("commune:5"), view))
                .hasSize(3);
    }
}
