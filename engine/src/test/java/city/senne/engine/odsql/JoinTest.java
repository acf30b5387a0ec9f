package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Trees that find their commune in another table, as far as either may be seen.
class JoinTest {
    private static final TableSchema COMMUNES = new TableSchema(List.of(
            Field.of("name", FieldType.TEXT),
            Field.of("population", FieldType.INT),
            Field.of("mayor", FieldType.TEXT),
            Field.of("centre", FieldType.GEO_POINT)));
    private static final View ALL_COMMUNES = View.of(COMMUNES);
    private static final View ALL_TREES = View.of(Trees.SCHEMA);
    private static final Question ALL = Question.EVERYTHING.extended().join("communes on commune = name as c", null);
    private static Trees trees;

    @BeforeAll
    static void plant() throws SQLException {
        trees = Trees.planted();
        trees.run("CREATE TABLE communes (name VARCHAR, population BIGINT, mayor VARCHAR, centre BLOB,"
                + " centre__x DOUBLE, centre__y DOUBLE)");
        trees.run(
                "INSERT INTO communes VALUES ('Bruxelles', 190000, 'A', NULL, 4.35, 50.85),"
                        + " ('Ixelles', 88000, 'B', NULL, 4.37, 50.83), ('Uccle', 85000, 'C', NULL, 4.33, 50.8),"
                        + " (NULL, 1, 'X', NULL, NULL, NULL), (NULL, 2, 'Y', NULL, NULL, NULL), ('Jette', 53000, 'D', NULL, 4.3, 50.8)");
    }

    @AfterAll
    static void fell() {
        trees.close();
    }

    private static DuckDbRenderer renderer() {
        return new DuckDbRenderer(Trees.relation().joining(Relation.of("communes")));
    }

    private static List<Map<String, @Nullable Object>> ask(Question question, View view, View communes) {
        return trees.run(renderer().page(bind(question, view, communes)), question);
    }

    private static BoundQuery bind(Question question, View view, View communes) {
        return Odsql.bind(question, view, communes, Trees.NOW, List.of());
    }

    private static List<String> rows(Question question, View communes) {
        return ask(question, ALL_TREES, communes).stream()
                .map(row -> row.values().toString())
                .toList();
    }

    private static List<String> rows(Question question) {
        return rows(question, ALL_COMMUNES);
    }

    private static long count(Question question) throws SQLException {
        SqlQuery sql = renderer().count(bind(question, ALL_TREES, ALL_COMMUNES));
        return (Long) Rows.on(trees.connection).of(sql).getFirst().getFirst();
    }

    @Test
    void each_record_finds_its_own_or_none() throws SQLException {
        assertThat(rows(ALL.select("id, c.population, c.centre")
                        .where("id in ('T01', 'T07', 'T12')")
                        .orderBy("id")))
                .containsExactly("[T01, 190000, {lon=4.35, lat=50.85}]", "[T07, null, null]", "[T12, null, null]");
        assertThat(rows(ALL.select("id")))
                .hasSize(12)
                .startsWith("[T01]", "[T02]")
                .endsWith("[T12]");
        assertThat(count(ALL)).isEqualTo(12);
        assertThat(count(ALL.where("c.population > 86000"))).isEqualTo(6);
        assertThat(rows(ALL.page(1, 0)).getFirst()).doesNotContain("190000");
    }

    @Test
    void joined_fields_stand_in_every_clause() {
        Question groups =
                ALL.select("c.mayor, count(*) as n, max(c.population) as p").groupBy("c.mayor");
        assertThat(rows(groups)).containsExactly("[null, 4, null]", "[A, 3, 190000]", "[B, 3, 88000]", "[C, 2, 85000]");
        assertThat(rows(groups.having("p > 86000").orderBy("p"))).containsExactly("[B, 3, 88000]", "[A, 3, 190000]");
        assertThat(rows(ALL.select("id").orderBy("c.population desc, id").page(1, 0)))
                .containsExactly("[T01]");
        assertThat(rows(ALL.select("id").limitPer("c.mayor:1"))).hasSize(4);
        assertThat(rows(ALL.select("sum(c.population) as s").page(1, 0))).containsExactly("[1004000]");
        assertThat(rows(ALL.select("if(c.population > 86000, concat(nom, c.mayor), null) as x")
                        .page(1, 0)))
                .containsExactly("[Chêne de la Grand-PlaceA]");
    }

    @Test
    void without_an_alias_the_dataset_is_named() {
        assertThat(Join.read("my-communes ON `commune` = `the name`", null))
                .isEqualTo(new Join("my-communes", "commune", "the name", "my_communes"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "communes | A join is written as dataset on field = field",
                "communes on commune = name as c; drop table x | A join is written as dataset on field = field",
                "communes on commune = name as c d | A join is written as dataset on field = field",
                "communes on nothing = name | Unknown field: nothing",
                "communes on commune = nothing | Unknown field: nothing",
                "communes on hauteur = name | Cannot compare field hauteur of type int with field name of type text",
                "communes on tags = name | Cannot compare field tags of type text with field name of type text",
                "communes on localisation = centre | Field localisation is not allowed",
            })
    void what_is_no_join_is_told(String join, String message) {
        assertThatThrownBy(() -> rows(ALL.join(join, null)))
                .isInstanceOf(OdsqlException.class)
                .hasMessageContaining(message)
                .hasMessageEndingWith("Clause(s) containing the error(s): join.");
    }

    @Test
    void what_cannot_be_joined_is_told() {
        assertThatThrownBy(() -> trees.ask(ALL)).hasMessageContaining("Only datasets can be joined");
        assertThatThrownBy(() -> rows(ALL.select("c.nothing"))).hasMessageContaining("Unknown field: c.nothing");
        assertThatThrownBy(() -> rows(ALL.select("population"))).hasMessageContaining("Unknown field: population");
        assertThatThrownBy(() -> rows(ALL.join("communes on commune = name", "7")))
                .hasMessageContaining("With a join as_of is a date or an instant");
        assertThat(bind(ALL.orderBy("id"), ALL_TREES, ALL_COMMUNES).canBeWalked())
                .isFalse();
        assertThat(trees.ask(ALL.extended(Additions.Extent.NONE))).hasSize(12);
    }

    // rights

    @Test
    void a_hidden_field_does_not_exist_in_any_clause() {
        View view = ALL_COMMUNES.hide("population");
        for (Question question : List.of(
                ALL.select("c.population"),
                ALL.where("c.population > 1"),
                ALL.groupBy("c.population"),
                ALL.orderBy("c.population"),
                ALL.limitPer("c.population:1"),
                ALL.refine("c.population:88000"),
                ALL.groupBy("commune").having("max(c.population) > 1"))) {
            assertThatThrownBy(() -> rows(question, view)).hasMessageContaining("Unknown field: c.population");
        }
        assertThatThrownBy(() -> rows(ALL, ALL_COMMUNES.hide("name"))).hasMessageContaining("Unknown field: name");
        assertThatThrownBy(() -> ask(ALL, ALL_TREES.hide("commune"), ALL_COMMUNES))
                .hasMessageContaining("Unknown field: commune");
    }

    @Test
    void a_masked_value_is_neither_shown_nor_found() {
        View masked = ALL_COMMUNES.mask(Map.of("population", new Mask.Generalised("round(population, -5)")));
        assertThat(rows(ALL.select("c.population").where("id = 'T01'"), masked)).containsExactly("[200000]");
        assertThat(rows(ALL.select("id").where("c.population = 190000"), masked))
                .isEmpty();
        View blank = ALL_COMMUNES.mask(Map.of("name", new Mask.Blank()));
        assertThat(rows(ALL.select("c.mayor").groupBy("c.mayor"), blank)).containsExactly("[null]");
        View trees = ALL_TREES.mask(Map.of("commune", new Mask.Generalised("if(commune = 'Uccle', null, commune)")));
        assertThat(ask(ALL.select("id").where("c.mayor = 'C'"), trees, ALL_COMMUNES))
                .isEmpty();
    }

    @Test
    void rows_that_may_not_be_seen_are_not_found() throws SQLException {
        View some = ALL_COMMUNES.onlyRows("population < 100000");
        assertThat(rows(ALL.select("c.mayor").groupBy("c.mayor"), some)).containsExactly("[null]", "[B]", "[C]");
        View both = new View(Trees.SCHEMA, Set.of(), "commune = 'Ixelles'", Map.of());
        assertThat(ask(ALL.select("id, c.mayor"), both, some))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.get("c.mayor")).isEqualTo("B"));
    }

    @Test
    void several_records_of_one_key_are_noticed_as_far_as_they_are_seen() throws SQLException {
        trees.run("INSERT INTO communes VALUES ('Ixelles', 500000, 'Z', NULL, NULL, NULL)");
        try {
            assertThat(manyPerKey(ALL_COMMUNES)).isTrue();
            assertThat(manyPerKey(ALL_COMMUNES.onlyRows("population < 100000"))).isFalse();
            assertThat(bind(ALL, ALL_TREES, ALL_COMMUNES).manyPerKey())
                    .hasMessageContaining("several have the same value of the field by which they are found");
        } finally {
            trees.run("DELETE FROM communes WHERE mayor = 'Z'");
        }
        assertThat(manyPerKey(ALL_COMMUNES)).isFalse();
    }

    private static boolean manyPerKey(View communes) throws SQLException {
        SqlQuery sql = renderer().manyPerKey(bind(ALL, ALL_TREES, communes));
        return !Rows.on(trees.connection).of(sql).isEmpty();
    }
}
