package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import city.senne.engine.table.TableSchema;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `group_by` answers on the twelve trees.
class GroupsTest {
    private static final Question ALL = Question.EVERYTHING;
    private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
    private static Trees trees;

    @BeforeAll
    static void plant() {
        trees = Trees.planted();
    }

    @AfterAll
    static void fell() {
        trees.close();
    }

    private static List<String> groups(Question question) {
        return trees.ask(question).stream()
                .map(row -> String.join(
                        "|", row.values().stream().map(String::valueOf).toList()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "protege ; null|2, false|5, true|5",
                "year(plante) as y ; null|1, 1875|1, 1888|1, 1902|1, 1931|1, 1950|1, 1960|1, 1998|1, 2014|3, 2020|1",
                "lower(commune) ; null|1, bruxelles|3, etterbeek|1, forest|1, ixelles|3, laeken|1, uccle|2",
                "ifnull(commune, '?') ; ?|1, Bruxelles|3, Etterbeek|1, Forest|1, Ixelles|3, Laeken|1, Uccle|2",
                "date_format(plante, 'yyyy-MM') as m ; null|1, 1875-01|1, 1888-04|1, 1902-11|1, 1931-03|1, 1950-10|1, 1960-02|1, 1998-03|1, 2014-03|1, 2014-12|2, 2020-11|1",
                "range(hauteur, 15) ; [0, 15[|5, [15, 30[|5, [30, 45[|1",
                "range(diametre, 50.5) ; [0.0, 50.5[|5, [50.5, 101.0[|3, [101.0, 151.5[|3",
                "range(hauteur, 10, 20) ; [10, 20[|4",
                "range(hauteur, *, 0, 10.0) ; [*, 0[|0, [0, 10[|2",
                "RANGE(hauteur, ]10, 20, 30[) ; [*, 10[|2, [10, 20[|4, [20, 30[|4, [30, *[|1",
                "RANGE(hauteur, EQUI(10, 0, 20)) ; [0, 10[|2, [10, 20[|4",
            })
    void rows_are_sorted_into_groups(String groupBy, String expected) {
        assertThat(groups(ALL.select("count(*) as n").groupBy(groupBy)))
                .isEqualTo(Arrays.asList(expected.strip().split("(?<=[|]\\d), ")));
    }

    @Test
    void periods_are_cut_in_the_zone_asked_for() {
        var question =
                ALL.select("count(*) as n").groupBy("range(releve, 1 month)").page(2, 0);
        assertThat(groups(question))
                .containsExactly(
                        "[2026-01-01T00:00:00.000Z, 2026-02-01T00:00:00.000Z[|2",
                        "[2026-02-01T00:00:00.000Z, 2026-03-01T00:00:00.000Z[|3");
        assertThat(groups(question.groupBy("range(releve, 1d)")
                        .in(Locale.FRENCH, BRUSSELS)
                        .page(20, 0)))
                .contains(
                        "[2026-01-11T00:00:00+01:00, 2026-01-12T00:00:00+01:00[|1",
                        "[2026-03-29T00:00:00+01:00, 2026-03-30T00:00:00+02:00[|2");
        assertThat(groups(question.groupBy("range(plante, 1 year)")))
                .startsWith("[1875-01-01T00:00:00.000Z, 1876-01-01T00:00:00.000Z[|1");
        assertThat(groups(question.groupBy("range(releve, 6h)")))
                .startsWith("[2026-01-10T06:00:00.000Z, 2026-01-10T12:00:00.000Z[|1");
        assertThatThrownBy(() -> trees.ask(question.groupBy("range(releve, 2M)")))
                .isInstanceOf(OdsqlException.class);
    }

    @Test
    void groups_are_sorted_by_their_keys_or_as_asked() {
        var question = ALL.select("commune, count(*) as n").groupBy("commune").page(2, 0);
        assertThat(groups(question.orderBy("commune desc"))).containsExactly("Uccle|2", "Laeken|1");
        assertThat(groups(question.orderBy("commune desc").page(1, 6))).containsExactly("null|1");
        assertThat(groups(question.orderBy("-count(*), commune"))).containsExactly("Bruxelles|3", "Ixelles|3");
        assertThat(groups(question.orderBy("n desc, commune desc"))).containsExactly("Ixelles|3", "Bruxelles|3");
        assertThat(groups(question.orderBy("sum(hauteur) desc").page(1, 0))).containsExactly("Bruxelles|3");
        assertThatThrownBy(() -> trees.ask(question.orderBy("hauteur")))
                .hasMessageContaining("Field hauteur is not allowed in the current clause");
    }

    @Test
    void keys_are_always_part_of_the_answer() {
        var question = ALL.select("sum(hauteur)").groupBy("commune, protege").where("commune='Uccle'");
        assertThat(trees.ask(question).getFirst().keySet()).containsExactly("commune", "protege", "sum(hauteur)");
        assertThat(trees.ask(question.select("protege, commune as c"))
                        .getFirst()
                        .keySet())
                .containsExactly("protege", "c");
        assertThat(trees.ask(question.select(null)).getFirst().keySet()).containsExactly("commune", "protege");
        assertThat(groups(ALL.select("year(plante) as year, count(*) as n")
                        .groupBy("year")
                        .orderBy("year desc")
                        .page(1, 0)))
                .containsExactly("2020|1");
        assertThat(groups(ALL.select("year(plante) - 1900 as y")
                        .groupBy("year(plante)")
                        .orderBy("y")
                        .page(2, 0)))
                .containsExactly("1875|-25", "1888|-12");
    }

    @Test
    void values_of_two_lists_are_combined() {
        var question = ALL.select("count(*) as n").groupBy("tags, essence").where("id='T01'");
        assertThat(groups(question)).containsExactly("ancien|Chêne|1", "remarquable|Chêne|1");
    }

    @Test
    void the_number_of_groups_can_be_counted() {
        View all = View.of(Trees.SCHEMA);
        assertThat(trees.count(ALL.groupBy("commune"), all)).isEqualTo(7);
        assertThat(trees.count(ALL.groupBy("range(hauteur, 0, 100, 200)"), all)).isEqualTo(2);
        assertThat(trees.count(ALL.groupBy("tags, commune"), all)).isEqualTo(12);
    }

    @Test
    void near_points_are_one_cluster() {
        var rows = trees.ask(ALL.select("count(*) as n").groupBy("geo_cluster(localisation, 2)"));
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().get("n")).isEqualTo(11L);
        assertThat(rows.getFirst().keySet()).contains("geo_cluster(localisation, 2)");
        assertThat(rows.getFirst().get("geo_cluster(localisation, 2)"))
                .asString()
                .startsWith("{cluster_centroid={lon=4.3");
        assertThat(trees.ask(ALL.select("count(*) as n").groupBy("geo_cluster(localisation, 25, 10)")))
                .hasSize(11);
    }

    @Test
    void clusters_nearer_than_the_radius_are_one() throws Exception {
        trees.run("CREATE OR REPLACE TABLE spread AS SELECT i AS hauteur, x AS localisation__x, y AS localisation__y,"
                + " ''::BLOB AS localisation FROM (VALUES (1, 0.01, 0.01), (2, 0.02, 0.01), (3, -0.01, -0.01),"
                + " (4, 20, 20), (5, NULL, NULL)) AS t(i, x, y)");
        var question = ALL.select("count(*) as n, sum(hauteur) as s").groupBy("geo_cluster(localisation, 3)");
        var view = View.of(new TableSchema(Trees.SCHEMA.fields().stream()
                .filter(field -> field.name().matches("hauteur|localisation"))
                .toList()));
        assertThat(trees.ask(question.orderBy("n desc"), view, Relation.of("spread")))
                .extracting(row -> row.get("n"), row -> row.get("s"))
                .containsExactly(tuple(3L, BigInteger.valueOf(6)), tuple(1L, BigInteger.valueOf(4)));
    }
}
