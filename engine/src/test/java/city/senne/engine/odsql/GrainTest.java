package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is seen less exactly is that for every clause: nobody finds, sorts, counts or adds up what stands behind it.
class GrainTest {
    private static final Question ALL = Question.EVERYTHING;
    private static final View ALL_SEEING = View.of(Trees.SCHEMA);

    private static Trees trees;

    @BeforeAll
    static void plant() {
        trees = Trees.planted();
    }

    @AfterAll
    static void fell() {
        trees.close();
    }

    private static View seen(String field, String grain) {
        return ALL_SEEING.mask(Map.of(field, new Mask.Graded(List.of(new Mask.Grade(null, Grain.of(grain))))));
    }

    private static List<Object> values(String field, View view) {
        return trees.ask(ALL.select(field), view).stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .filter(Objects::nonNull)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"hauteur,step:5", "hauteur,step:7", "diametre,step:10", "diametre,step:2.5", "diametre,step:0.1"})
    void a_number_is_seen_down_to_its_step(String field, String grain) {
        double step = Double.parseDouble(grain.substring(5));
        List<Object> exact = values(field, ALL_SEEING);
        List<Object> seen = values(field, seen(field, grain));
        assertThat(seen).hasSameSizeAs(exact).isNotEmpty();
        for (int i = 0; i < seen.size(); i++) {
            double real = ((Number) exact.get(i)).doubleValue();
            double shown = ((Number) seen.get(i)).doubleValue();
            assertThat(shown).isEqualTo(Math.floor(real / step) * step, org.assertj.core.api.Assertions.within(1e-9));
            assertThat(seen.get(i)).hasSameClassAs(exact.get(i));
        }
    }

    @Test
    void an_amount_is_seen_down_to_its_step_and_stays_an_amount() throws SQLException {
        var schema = new TableSchema(List.of(Field.of("amount", FieldType.DECIMAL)));
        try (var statement = trees.connection.createStatement()) {
            statement.execute("create or replace table amounts as select * from (values (1234.5678::DECIMAL(18,4)),"
                    + " (-0.01), (99999999999999.9999), (-99999999999999.9999), (0.3), (null)) t(amount)");
        }
        for (var expected : Map.of(
                        "step:0.1", "[1234.5000, -0.1000, 99999999999999.9000, null, 0.3000, null]",
                        "step:1000", "[1000.0000, -1000.0000, 99999999999000.0000, null, 0.0000, null]")
                .entrySet()) {
            var view = View.of(schema)
                    .mask(Map.of(
                            "amount", new Mask.Graded(List.of(new Mask.Grade(null, Grain.of(expected.getKey()))))));
            var query = Odsql.bind(ALL, view, Trees.NOW);
            var relation = Relation.of("amounts").orderedBy("rowid");
            List<String> seen = new ArrayList<>();
            for (var row : Rows.on(trees.connection).of(new DuckDbRenderer(relation).page(query))) {
                seen.add(String.valueOf(row.getFirst()));
            }
            assertThat(seen.toString()).isEqualTo(expected.getValue());
        }
    }

    /// DuckDB takes such a text for one that is never nothing, unless it is kept from it.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "commune in ('secret', 'other')",
                "commune like 'secret'",
                "startswith(commune, 'sec')",
                "not commune in ('other', 'more') and commune is not null",
                "commune = 'secret'"
            })
    void a_constant_in_some_rows_is_found_in_these_alone(String where) {
        View view = ALL_SEEING.mask(Map.of(
                "commune",
                new Mask.Graded(List.of(
                        new Mask.Grade("hauteur > 10", Grain.of("constant:secret")),
                        new Mask.Grade("hauteur > 5", Grain.EMPTY)))));
        long expected = trees.count(ALL.where("hauteur > 10"), ALL_SEEING);
        assertThat(expected).isBetween(1L, trees.count(ALL, ALL_SEEING) - 1);
        assertThat(trees.count(ALL.where(where), view)).isEqualTo(expected);
    }

    @Test
    void nobody_finds_sorts_or_adds_up_the_number_behind() {
        View view = seen("hauteur", "step:10");
        assertThat(trees.ask(ALL.select("max(hauteur) as m, min(hauteur) as n").page(1, 0), view))
                .isEqualTo(List.of(Map.of("m", 30L, "n", 0L)));
        double exact = sum(ALL_SEEING);
        assertThat(sum(view))
                .isLessThan(exact)
                .isEqualTo(values("hauteur", view).stream()
                        .mapToDouble(value -> ((Number) value).doubleValue())
                        .sum());
        for (Object value : new HashSet<>(values("hauteur", ALL_SEEING))) {
            if (((Number) value).doubleValue() % 10 == 0) continue;
            assertThat(trees.count(ALL.where("hauteur = " + value), view)).isZero();
            assertThat(trees.count(ALL.where("hauteur in [" + value + ".." + value + "]"), view))
                    .isZero();
        }
        Set<Object> groups = new HashSet<>();
        trees.ask(ALL.select("count(*) as c").groupBy("hauteur"), view)
                .forEach(group -> groups.add(group.get("hauteur")));
        groups.remove(null);
        assertThat(groups).isEqualTo(new HashSet<>(values("hauteur", view)));
        List<Object> sorted = values("hauteur", view).stream().sorted().toList();
        assertThat(trees.ask(ALL.select("hauteur").orderBy("hauteur"), view).stream()
                        .map(row -> row.get("hauteur"))
                        .filter(Objects::nonNull)
                        .toList())
                .isEqualTo(sorted);
    }

    private static double sum(View view) {
        return ((Number) Objects.requireNonNull(
                        trees.ask(ALL.select("sum(hauteur) as s").page(1, 0), view)
                                .getFirst()
                                .get("s")))
                .doubleValue();
    }

    @Test
    void a_day_is_seen_as_the_beginning_of_its_month_quarter_or_year() {
        var question = ALL.select("plante").where("id = 'T05'");
        assertThat(trees.ask(question, ALL_SEEING).toString()).contains("2014-12-05");
        assertThat(trees.ask(question, seen("plante", "month")).toString()).contains("2014-12-01");
        assertThat(trees.ask(question, seen("plante", "quarter")).toString()).contains("2014-10-01");
        assertThat(trees.ask(question, seen("plante", "year")).toString()).contains("2014-01-01");
        assertThat(trees.count(ALL.where("plante = date'2014-12-05'"), seen("plante", "month")))
                .isZero();
        assertThat(trees.count(
                        ALL.where("plante > date'2014-12-01' and plante < date'2015-01-01'"), seen("plante", "month")))
                .isZero();
    }

    @Test
    void an_instant_is_seen_as_the_beginning_of_its_year_whatever_the_zone() {
        View view = seen("releve", "year");
        assertThat(values("releve", view))
                .isNotEmpty()
                .allSatisfy(value -> assertThat(value.toString()).contains("-01-01T00:00"));
        assertThat(view.schema().findField("releve").orElseThrow().type()).isEqualTo(FieldType.DATETIME);
    }

    @Test
    void a_text_is_seen_by_its_first_characters_only() {
        assertThat(values("commune", seen("commune", "first:2")))
                .contains("Ix", "Uc")
                .allMatch(value -> value.toString().length() == 2);
        assertThat(values("commune", seen("commune", "initial"))).contains("I***", "U***");
        assertThat(new HashSet<>(values("commune", seen("commune", "constant:it's \"x\""))))
                .containsExactly("it's \"x\"");
        View view = seen("nom", "initial");
        assertThat(trees.count(ALL.where("'flagey'"), view)).isZero();
        assertThat(trees.count(ALL.where("search(nom, 'flagey')"), view)).isZero();
        assertThat(trees.count(ALL.where("startswith(nom, 'Tilleul')"), view)).isZero();
        assertThat(trees.count(ALL.where("nom like 'tilleul'"), view)).isZero();
        assertThat(trees.count(ALL.where("length(nom) > 4"), view)).isZero();
    }

    private static List<Double> numbers(Question question, View view) {
        return trees.ask(question, view).stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .filter(Objects::nonNull)
                .map(Number.class::cast)
                .map(Number::doubleValue)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1000, 10_000})
    void a_point_is_seen_as_the_middle_of_its_cell(int metres) {
        View view = seen("localisation", "grid:" + metres);
        Question distances = ALL.select("distance(localisation, geom'POINT(4.35 50.84)') as d")
                .where("localisation is not null")
                .orderBy("id");
        List<Double> exact = numbers(distances, ALL_SEEING);
        List<Double> seen = numbers(distances, view);
        assertThat(seen).hasSameSizeAs(exact).isNotEqualTo(exact);
        for (int i = 0; i < seen.size(); i++) {
            assertThat(Math.abs(exact.get(i) - seen.get(i))).isLessThan(metres * 0.72);
        }
        assertThat(trees.count(ALL.where("localisation is null"), view)).isEqualTo(1);
        assertThat(trees.ask(ALL.select("geo_text(localisation) as t").where("id = 'T09'"), view)
                        .getFirst()
                        .get("t"))
                .isNull();
        assertThat(trees.ask(ALL.select("geo_text(localisation) as t, geo_digest(localisation) as g"), view))
                .isNotEqualTo(trees.ask(
                        ALL.select("geo_text(localisation) as t, geo_digest(localisation) as g"), ALL_SEEING));
    }

    @Test
    void who_asks_near_the_point_itself_finds_what_stands_in_the_middle_of_the_cell() {
        View view = seen("localisation", "grid:1000");
        List<Object> texts = trees.ask(ALL.select("geo_text(localisation) as t"), ALL_SEEING).stream()
                .map(row -> row.get("t"))
                .filter(Objects::nonNull)
                .toList();
        assertThat(texts).isNotEmpty();
        for (Object text : texts) {
            String near = "within_distance(localisation, geom'POINT(" + text + ")', 1m)";
            assertThat(trees.count(ALL.where(near), ALL_SEEING)).isPositive();
            assertThat(trees.count(ALL.where(near), view)).isZero();
        }
    }

    @Test
    void rows_may_be_seen_in_different_ways() {
        View view = ALL_SEEING.mask(Map.of(
                "localisation",
                new Mask.Graded(List.of(
                        new Mask.Grade("commune = 'Ixelles'", Grain.EXACT),
                        new Mask.Grade("commune = 'Uccle'", Grain.of("grid:1000")))),
                "hauteur",
                new Mask.Graded(List.of(
                        new Mask.Grade("commune = 'Ixelles'", Grain.EXACT), new Mask.Grade(null, Grain.of("step:10")))),
                "emprise",
                new Mask.Graded(List.of(new Mask.Grade("commune = 'Ixelles'", Grain.EXACT)))));
        Question places = ALL.select("geo_text(localisation) as t");
        Question ixelles = places.where("commune = 'Ixelles'");
        assertThat(trees.ask(ixelles, view)).isEqualTo(trees.ask(ixelles, ALL_SEEING));
        Question uccle = places.where("commune = 'Uccle'");
        assertThat(trees.ask(uccle, view)).isNotEqualTo(trees.ask(uccle, ALL_SEEING));
        Question others = places.where("not commune in ('Ixelles', 'Uccle')");
        assertThat(trees.ask(others, view))
                .allSatisfy(row -> assertThat(row.get("t")).isNull());
        assertThat(trees.count(ALL.where("emprise is not null and not commune = 'Ixelles'"), view))
                .isZero();
        assertThat(trees.count(ALL.where("hauteur is not null"), view))
                .isEqualTo(trees.count(ALL.where("hauteur is not null"), ALL_SEEING));
    }

    @Test
    void a_field_that_is_seen_less_exactly_is_no_key() {
        assertThat(seen("id", "first:1").schema().key()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exact",
                "step:10",
                "step:0.25",
                "month",
                "quarter",
                "year",
                "first:2",
                "initial",
                "constant:a:b",
                "grid:100",
                "empty"
            })
    void what_is_spelled_is_read_again(String spelling) {
        assertThat(Grain.of(spelling).spelling()).isEqualTo(spelling);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "step",
                "step:",
                "step:0",
                "step:-1",
                "step:1e999999999",
                "step:0.00001",
                "first:0",
                "first:x",
                "constant:",
                "constant:a\nb",
                "grid:1",
                "grid:",
                "exact:1",
                "Month",
                "year:2",
                "'; drop"
            })
    void what_is_no_grain_is_refused(String spelling) {
        assertThatThrownBy(() -> Grain.of(spelling)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_clearer_comes_first() {
        assertThat(Stream.of("empty", "step:1000", "exact", "step:10")
                        .map(Grain::of)
                        .sorted(Grain.CLEAREST_FIRST)
                        .map(Grain::spelling))
                .containsExactly("exact", "step:10", "step:1000", "empty");
        assertThat(Stream.of("constant:x", "initial", "first:1", "first:4")
                        .map(Grain::of)
                        .sorted(Grain.CLEAREST_FIRST)
                        .map(Grain::spelling))
                .containsExactly("first:4", "first:1", "initial", "constant:x");
        assertThat(Stream.of("year", "month", "quarter")
                        .map(Grain::of)
                        .sorted(Grain.CLEAREST_FIRST)
                        .map(Grain::spelling))
                .containsExactly("month", "quarter", "year");
    }

    @Test
    void a_grain_that_does_not_fit_shows_nothing() {
        assertThat(Grain.of("step:0.5").fits(Field.of("n", FieldType.INT))).isFalse();
        assertThat(Grain.of("step:10").fits(Field.of("n", FieldType.INT))).isTrue();
        assertThat(Grain.of("month").fits(Field.of("n", FieldType.TEXT))).isFalse();
        assertThat(Grain.of("grid:100").fits(Field.of("n", FieldType.GEO_SHAPE)))
                .isFalse();
        assertThatThrownBy(() -> trees.ask(ALL, seen("nom", "month"))).isInstanceOf(PolicyFault.class);
    }
}
