package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.table.Annotations;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Types and names that the trees do not have.
class FieldTypesTest {
    private static final Question ALL = Question.EVERYTHING;
    private static final Relation PAYMENTS = Relation.of("payments");
    private static final View VIEW = View.of(new TableSchema(List.of(
            Field.of("default.title", FieldType.TEXT),
            Field.of("custom.data-owner", FieldType.TEXT),
            Field.of("amount", FieldType.DECIMAL),
            Field.of("details", FieldType.JSON),
            new Field(
                    "since",
                    FieldType.DATE,
                    "since",
                    "",
                    new Annotations(true, false, null, null, false, false, null, null, "month")))));
    private static Trees trees;

    @BeforeAll
    static void pay() throws SQLException {
        trees = Trees.planted();
        trees.run("""
                CREATE TABLE payments AS SELECT * FROM (VALUES
                    ('a', 'x', 0.1::DECIMAL(18,4), '{"k": [1, 2]}', DATE '1988-01-01'),
                    ('b', 'y', 0.2::DECIMAL(18,4), NULL, DATE '1999-12-01'),
                    ('c', NULL, 12345678901234.5678::DECIMAL(18,4), '[]', NULL))
                AS t("default.title", "custom.data-owner", amount, details, since)""");
    }

    @AfterAll
    static void close() {
        trees.close();
    }

    private static Object one(String select, String... where) {
        Object value = trees.ask(ALL.select(select + " as v").where(where).page(1, 0), VIEW, PAYMENTS)
                .getFirst()
                .get("v");
        return String.valueOf(value);
    }

    @Test
    void amounts_stay_exact() {
        assertThat(one("sum(amount)")).isEqualTo("12345678901234.8678");
        assertThat(one("sum(amount)", "amount < 1")).isEqualTo("0.3");
        assertThat(one("amount + amount", "amount = 0.1")).isEqualTo("0.2");
        assertThat(one("amount + 1", "amount = 0.2")).isEqualTo("1.2");
        assertThat(one("amount * 2", "title = 'a'")).isEqualTo("0.2");
        assertThat(one("max(amount)")).isEqualTo("12345678901234.5678");
        assertThat(one("avg(amount)", "amount < 1")).asString().startsWith("0.15");
    }

    @Test
    void metadata_may_be_named_with_or_without_their_template() {
        assertThat(one("title", "default.title = 'a'")).isEqualTo("a");
        assertThat(one("default.title", "title = 'a'")).isEqualTo("a");
        assertThat(one("custom.data-owner", "title = 'b'")).isEqualTo("y");
        assertThat(trees.ask(ALL.select("title, custom.data-owner").page(1, 0), VIEW, PAYMENTS)
                        .getFirst()
                        .keySet())
                .containsExactly("title", "custom.data-owner");
        assertThat(trees.ask(ALL.groupBy("title").orderBy("-title"), VIEW, PAYMENTS))
                .hasSize(3);
    }

    @Test
    void json_is_shown_as_json_and_dates_as_precisely_as_they_are_known() {
        assertThat(trees.ask(ALL.select("details, since").where("title = 'a'"), VIEW, PAYMENTS)
                        .toString())
                .isEqualTo("[{details={\"k\":[1,2]}, since=1988-01}]");
        assertThat(trees.ask(ALL.select("details").where("details is null"), VIEW, PAYMENTS))
                .hasSize(1);
        assertThat(trees.facets(ALL, VIEW, List.of(), PAYMENTS).getFirst().values())
                .extracting(Facets.Value::path)
                .containsExactly("1988", "1999");
    }

    @Test
    void a_place_masked_by_another_place_is_measured_there() throws SQLException {
        trees.run(
                "CREATE TABLE homes AS SELECT 'h' AS note, ''::BLOB AS home, 4.35::DOUBLE AS home__x, 50.85::DOUBLE AS home__y,"
                        + " ''::BLOB AS block, 4.3::DOUBLE AS block__x, 50.8::DOUBLE AS block__y");
        var schema =
                new TableSchema(List.of(Field.of("home", FieldType.GEO_POINT), Field.of("block", FieldType.GEO_POINT)));
        var view = View.of(schema).hide("block").mask(Map.of("home", new Mask.Generalised("block")));
        assertThat(trees.ask(ALL.where("in_bbox(home, 50.79, 4.29, 50.81, 4.31)"), view, Relation.of("homes")))
                .containsExactly(Map.of("home", Map.of("lon", 4.3, "lat", 50.8)));
        assertThat(trees.count(ALL.where("in_bbox(home, 50.84, 4.34, 50.86, 4.36)"), view, Relation.of("homes")))
                .isZero();
    }
}
