package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each piece of the language answers on the twelve trees.
class LanguageTest {
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

    private static List<String> keys(String select) {
        return List.copyOf(trees.ask(ALL.select(select).page(1, 0)).getFirst().keySet());
    }

    private static List<@Nullable Object> column(Question question, String name) {
        List<@Nullable Object> values = new java.util.ArrayList<>();
        trees.ask(question).forEach(row -> values.add(row.get(name)));
        return values;
    }

    // select

    @Test
    void select_names_its_values_as_they_were_written() {
        assertThat(keys("id, `year`, hauteur * 2, length( nom ) , count(*) as `how many`"))
                .containsExactly("id", "year", "hauteur * 2", "length( nom )", "how many");
    }

    @Test
    void select_picks_fields_by_pattern() {
        assertThat(keys("include(p*)")).containsExactly("protege", "plante");
        assertThat(keys("exclude(n*), exclude(localisation, emprise)"))
                .doesNotContain("nom", "note", "emprise")
                .contains("id");
        assertThat(keys("include(id), hauteur as h, exclude(id)")).containsExactly("h");
        assertThat(keys("*")).hasSize(15);
        assertThat(keys("*, length(nom) as l")).hasSize(16);
        assertThat(keys("count(*) as year, hauteur as and")).containsExactly("year", "and");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "hauteur/0                        | ",
                "hauteur/8                        | 2.75",
                "hauteur*9000000000000000000      | ",
                "-hauteur + 1                     | -21",
                "(hauteur - 2) * 2                | 40",
                "2.50                             | 2.5",
                "lower(nom)                       | chêne de la grand-place",
                "upper(essence)                   | CHÊNE",
                "length(tags)                     | 2",
                "ifnull(diametre, 0)              | 88.5",
                "ifnull(null, nom)                | Chêne de la Grand-Place",
                "year(plante)                     | 1931",
                "month(releve)                    | 1",
                "hour(releve)                     | 9",
                "quarter(plante)                  | 1",
                "dayofweek(plante)                | 3",
                "date_format(plante, 'E e w xxxx')| jeu. 4 11 1931",
                "date_format(plante, 'EEEE d MMMM YYYY')| jeudi 12 mars 1931",
                "date_format(plante, 'yy-MM-dd D DDD') | 31-03-12 71 071",
                "date_format(releve, \"HH:mm:ss 'o''clock' ''\") | 09:30:00 o'clock '",
                "json_format(note)                | {\"etat\":\"bon\"}",
                "json_format(nom, 'none')         | \"none\"",
                "geometry_type(emprise)           | Polygon",
                "geometry_type(localisation)      | Point",
                "\"it's\"                         | it's",
                "'a \\' b \\u00e9 \\\\'           | a ' b é \\",
                "date'1999'                       | 1999-01-01",
                "true                             | true",
                "null                             | ",
                "datasetid                        | arbres",
                "record_timestamp                 | 2026-11-21T10:00:00+01:00",
                "now(day=31,month=2)              | 2026-02-28T10:00:00+01:00",
                "now(year=2000,month=1,day=1,hour=0,minute=0,second=0,microsecond=0) | 2000-01-01T00:00:00+01:00",
                "now(months=-1,weekday=0)         | 2026-10-26T10:00:00+01:00",
                "now(mondays=+2)                  | 2026-11-30T10:00:00+01:00",
                "now(sundays=-1)                  | 2026-11-15T10:00:00+01:00",
                "now(days=1,days=2)               | 2026-11-23T10:00:00+01:00",
            })
    void a_value_is_computed_in_each_row(String select, @Nullable String expected) {
        var question = ALL.select(select + " as v").where("id='T01'").in(Locale.FRENCH, BRUSSELS);
        Object value = trees.ask(question).getFirst().get("v");
        assertThat(value == null ? null : value.toString()).isEqualTo(expected);
    }

    @Test
    void names_of_days_follow_the_language() {
        var question = ALL.select("date_format(plante, 'EEEE MMM') as v").where("id='T01'");
        assertThat(column(question.in(Locale.ENGLISH, BRUSSELS), "v")).containsExactly("Thursday Mar");
        assertThat(column(question.in(Locale.of("nl"), BRUSSELS), "v")).containsExactly("donderdag mrt");
    }

    @Test
    void places_come_as_the_api_shows_them() {
        var row = trees.ask(ALL.select("localisation, emprise, tags").where("id='T01'"))
                .getFirst();
        assertThat(row.get("localisation")).isEqualTo(Map.of("lon", 4.3525, "lat", 50.8467));
        assertThat(row.get("emprise"))
                .asString()
                .startsWith("{type=Feature, geometry={type=Polygon, coordinates=[[[4.352,");
        assertThat(row.get("tags")).isEqualTo(List.of("remarquable", "ancien"));
        var empty = trees.ask(ALL.where("id='T09'")).getFirst();
        assertThat(empty.values().stream().filter(value -> value == null)).hasSize(8);
    }

    @Test
    void an_aggregate_without_groups_is_repeated_in_each_record() {
        assertThat(trees.ask(ALL.select("count(*) as n").page(3, 0))).hasSize(3);
        assertThat(trees.ask(ALL.select("count(*) as n"))).hasSize(12);
        assertThat(trees.ask(ALL.select("count(*) as n").page(10, 10))).hasSize(2);
        assertThat(trees.ask(ALL.select("count(*) as n").where("id='none'"))).isEmpty();
        assertThat(trees.ask(ALL.select("id, count(*) as n").orderBy("id desc").page(2, 1)))
                .isEqualTo(List.of(Map.of("id", "T11", "n", 12L), Map.of("id", "T10", "n", 12L)));
        assertThat(trees.ask(
                        ALL.select("hauteur, max(hauteur) as m").orderBy("id").page(2, 0)))
                .isEqualTo(List.of(Map.of("hauteur", 22L, "m", 31L), Map.of("hauteur", 31L, "m", 31L)));
        assertThat(trees.ask(ALL.select("max(hauteur)-min(hauteur) as d, id").page(1, 0))
                        .getFirst()
                        .get("d"))
                .isEqualTo(25L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum(hauteur)                    | 189",
                "avg(hauteur)                    | 17.181818181818183",
                "min(plante)                     | 1875-01-01",
                "max(releve)                     | 2026-12-31T23:59:59+00:00",
                "percentile(hauteur, 100)        | 31.0",
                "count(distinct tags)            | 5",
                "count(tags)                     | 11",
                "count(localisation)             | 11",
                "count(distinct ifnull(commune, 'unknown')) | 7",
                "sum(hauteur) / count(hauteur)   | 17.181818181818183",
                "sum(diametre * 2 + hauteur)     | 1533.5",
            })
    void aggregates_are_taken_over_all_rows(String select, String expected) {
        assertThat(trees.value(select)).hasToString(expected);
    }

    @Test
    void the_hull_and_the_box_of_points_are_shapes() {
        assertThat(trees.value("envelope(localisation)")).asString().contains("Polygon");
        assertThat(trees.value("bbox(emprise)")).asString().contains("Polygon");
        assertThat(trees.value("bbox(emprise)", "id='T09'")).isNull();
    }

    // where

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "hauteur = 22 | T01",
                "hauteur = '22' | T01",
                "22 = hauteur | T01",
                "hauteur: 22 | T01",
                "hauteur >= 27 | T02,T03",
                "hauteur > 26.5 | T02,T03",
                "hauteur != 22 and hauteur != 31 and hauteur > 20 | T03,T07",
                "id = 'T01' or id = 'T02' and hauteur > 100 | T01",
                "(id = 'T01' or id = 'T02') and hauteur > 30 | T02",
                "NOT NOT id = 'T01' | T01",
                "not (commune = 'Ixelles' or not protege) | T01,T02,T03,T06,T07",
                "commune != 'Bruxelles' and essence='Tilleul' | T04,T05",
                "commune = null | ",
                "not commune = null and id='T01' | T01",
                "hauteur in [27..31] | T02,T03",
                "hauteur: [27 TO 31[ | T03",
                "hauteur in ]27..31] | T02",
                "id in ('T01', 'T02', 'nope') | T01,T02",
                "'ancien' in tags | T01,T03,T07",
                "tags in ('malade', 'jeune') | T03,T05,T10,T11",
                "tags != 'alignement' and not protege | T11",
                "tags > 'r' | T01,T02,T06,T07",
                "tags is null | T09",
                "localisation is null | T09",
                "emprise is not null | T01,T02,T06,T07",
                "protege is true and hauteur > 25 | T02,T03",
                "protege is not true and hauteur > 15 | T10",
                "plante = date'1888-04-01' | T03",
                "plante: '1888-04-01' | T03",
                "plante < date'1880' | T07",
                "plante in ('1888-04-01', date'1875') | T03,T07",
                "plante < date'1888-04-01T12:00:00Z' and plante >= date'1888-04-01T00:00:00Z' | T03",
                "releve = date'2026-01-10 08:30' | T01",
                "releve in [date'2026-01-10T08:30:00Z'..date'2026-01-10T23:30:00Z'] | T01,T02",
                "releve > plante and hauteur=22 | T01",
                "plante > now() | ",
                "length(nom) > 33 | T03",
                "lower(commune) = 'uccle' | T09,T10",
                "hauteur * 2 + 1 > 60 | T02",
                "year(plante) - 1900 = 2 | T02",
                "nom = essence | ",
                "\"CHENE\" | T01,T11",
                "'chê*' | T01,T11",
                "\"chê\" | ",
                "'tilleul' or 'pin' | T04,T05,T06,T12",
                "not 'feuillu' | T06,T07",
                "'remarquable bruxelles' | T01,T02",
                "nom like 'avenue louise' | T08",
                "nom like 'aven*' | T08,T10",
                "search(nom, 'erable') | T08",
                "search('chene') | T01,T11",
                "search(*, 'platane brugm') | T10",
                "search(nom, commune, 'tileul ixeles') | T04,T05",
                "search(nom, 'supercalifragilisticexpialidocious') | ",
                "not search(nom, 'supercalifragilisticexpialidocious') and id='T01' | T01",
                "suggest(nom, 'gra pla') | T01",
                "suggest('consp') | ",
                "startswith(essence, nom, 'Pla') | T02,T10",
                "startswith(tags, 'mala') | T03,T10",
                "within_distance(emprise, geom'POINT(4.3525 50.8467)', 10m) | T01",
                "within_distance(localisation, geom'POINT(4.3525 50.8467)', 0.62mi) | T01,T02",
                "within_distance(localisation, geom'POINT(4.3525 50.8467)', 1 km) | T01,T02",
                "intersects(emprise, geom'POINT(4.3525 50.8467)') | T01",
                "within(emprise, geom'POLYGON((4.34 50.84,4.353 50.84,4.353 50.85,4.34 50.85,4.34 50.84))') | T01",
                "disjoint(emprise, geom'POINT(4.3525 50.8467)') | T02,T06,T07",
                "geometry(localisation, geom'POINT(4.3525 50.8467)') | T01",
                "polygon(localisation, geom'POLYGON((4.3 50.8, 4.33 50.8, 4.33 50.9, 4.3 50.9, 4.3 50.8))') | T11,T12",
                "intersects(localisation, geom'POLYGON((4.3 50.8, 4.33 50.9, 4.33 50.8, 4.3 50.8))') | T11",
                "bbox(localisation, geom'POINT(4.3 50.8)', geom'POINT(4.33 50.82)') | T11",
                "in_bbox(localisation, 50.82, 4.33, 50.8, 4.3) | T11",
                "in_bbox(emprise, 50.84, 4.35, 50.85, 4.36) | T01",
                "distance(localisation, geom'POINT(4.3525 50.8467)') < 100 | T01",
                "geometry_type(emprise) = 'Polygon' and hauteur > 30 | T02",
                "recordid = 'nope' | ",
                "true and id='T01' | T01",
                "false or id='T01' | T01",
                "`id` = \"T01\" | T01",
                "id='T01'and(protege)and not(hauteur<3) | T01",
            })
    void a_condition_chooses_rows(String where, @Nullable String expected) {
        assertThat(trees.ids(where)).isEqualTo(expected == null ? List.of() : List.of(expected.split(",")));
    }

    @Test
    void conditions_of_several_parameters_are_all_needed() {
        assertThat(trees.ids("protege", "hauteur > 25", "  ")).containsExactly("T02", "T03");
    }

    @Test
    void dates_without_zone_are_those_of_the_zone_asked_for() {
        var question = ALL.where("releve >= date'2026-01-11' and releve < date'2026-01-12'");
        assertThat(trees.ids(question)).isEmpty();
        assertThat(trees.ids(question.in(Locale.FRENCH, BRUSSELS))).containsExactly("T02");
        assertThat(trees.ids(question.in(Locale.FRENCH, ZoneId.of("+01:00")))).containsExactly("T02");
    }

    @ParameterizedTest
    @CsvSource({"+05:30,05:00", "UTC-03:00,20:30", "GMT+1,00:30", "Asia/Kolkata,05:00", "Z,23:30"})
    void any_zone_of_java_will_do(String zone, String expected) {
        var question = ALL.select("date_format(releve, 'HH:mm') as v").where("id='T02'");
        assertThat(column(question.in(Locale.FRENCH, ZoneId.of(zone)), "v")).containsExactly(expected);
        assertThat(trees.ask(question.groupBy("range(releve, 1h)").select(null).in(Locale.FRENCH, ZoneId.of(zone))))
                .hasSize(1);
    }

    // order_by

    @Test
    void records_without_a_value_come_last_whichever_way_they_are_sorted() {
        assertThat(trees.ids(ALL.orderBy("hauteur"))).startsWith("T11", "T05").endsWith("T09");
        assertThat(trees.ids(ALL.orderBy("hauteur desc")))
                .startsWith("T02", "T03")
                .endsWith("T09");
        assertThat(trees.ids(ALL.orderBy("-hauteur"))).startsWith("T02", "T03").endsWith("T09");
        assertThat(trees.ids(ALL.orderBy("-id").page(2, 0))).containsExactly("T12", "T11");
        assertThat(trees.ids(ALL.orderBy("length(nom) desc, id").page(1, 0))).containsExactly("T03");
        assertThat(trees.ids(ALL.orderBy("essence, count(*), id").page(2, 0))).containsExactly("T09", "T01");
    }

    @Test
    void pages_of_equal_rows_do_not_overlap() {
        var pages = new java.util.TreeSet<String>();
        for (int page = 0; page < 6; page++)
            pages.addAll(trees.ids(ALL.orderBy("protege").page(2, 2 * page)));
        assertThat(pages).hasSize(12);
    }

    @Test
    void a_label_can_be_sorted_by_even_when_it_is_a_reserved_word() {
        var question = ALL.select("id, hauteur*-1 as year").orderBy("year").page(1, 0);
        assertThat(column(question, "id")).containsExactly("T02");
        assertThatThrownBy(() -> trees.ask(ALL.orderBy("year"))).isInstanceOf(OdsqlException.class);
        assertThatThrownBy(() -> trees.ask(ALL.orderBy("localisation")))
                .hasMessageContaining("Field localisation is not allowed in the current clause");
    }

    @Test
    void chance_is_the_same_for_the_same_seed() {
        assertThat(trees.ids(ALL.orderBy("random(1)"))).isEqualTo(trees.ids(ALL.orderBy("random(1)")));
        assertThat(trees.ids(ALL.orderBy("random(1)"))).isNotEqualTo(trees.ids(ALL.orderBy("random(2)")));
    }

    // refine and exclude

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "commune:Uccle, essence:Platane | T10",
                "commune:Uccle,essence:Platane | T10",
                "note:pas du json | T03",
                "`year`:2014 | T05,T08,T12",
                "protege:true | T01,T02,T03,T06,T07",
                "plante:2014-12 | T05,T12",
                "plante:2014/3 | T08",
                "plante:2014/12/05 | T05",
                "tags:malade | T03,T10",
                "essence:\"Chê\\u006ee\" | T01,T11",
                "nom:Arbre AND lampadaire | T12",
                "essence:Chêne,Pin | ",
            })
    void a_chosen_value_narrows(String refine, @Nullable String expected) {
        assertThat(trees.ids(ALL.refine(refine)))
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(",")));
    }

    @Test
    void an_excluded_value_leaves_rows_without_value() {
        assertThat(trees.ids(ALL.exclude("plante:2014", "tags:alignement")))
                .containsExactly("T01", "T02", "T03", "T06", "T07", "T09", "T11");
    }

    // record ids

    @Test
    void a_record_is_found_by_its_id() {
        Object id = trees.value("recordid", "id='T05'");
        assertThat(id).asString().matches("[0-9a-f]{40}");
        var question = RecordIds.questionFor(String.valueOf(id), ALL);
        assertThat(trees.ids(question)).containsExactly("T05");
        assertThatThrownBy(() -> RecordIds.questionFor("x' or '1'='1", ALL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(column(ALL.select("recordid as r"), "r")).doesNotHaveDuplicates();
        assertThat((Long) trees.value("record_size", "id='T05'")).isGreaterThan(20);
    }

    @Test
    void distances_are_those_on_the_earth() {
        Object metres = trees.value("distance(localisation, geom'POINT(4.3525 50.8467)')", "id='T02'");
        assertThat((Double) metres).isCloseTo(850.4, within(2.0));
        assertThat(trees.value("distance(localisation, geom'POINT(4.3525 50.8467)')", "id='T09'"))
                .as("of what has no place")
                .isNull();
    }

    @Test
    void a_question_with_the_present_in_it_is_known() {
        View all = View.of(Trees.SCHEMA);
        assertThat(Odsql.bind(ALL.where("releve > now()"), all, Trees.NOW).readsClock())
                .isTrue();
        assertThat(Odsql.bind(ALL.where("releve > date'2020'"), all, Trees.NOW).readsClock())
                .isFalse();
        assertThat(Odsql.bind(ALL.groupBy("commune").orderBy("count(*)"), all, Trees.NOW)
                        .ordersByAggregate())
                .isTrue();
    }
}
