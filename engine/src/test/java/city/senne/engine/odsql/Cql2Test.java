package city.senne.engine.odsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import city.senne.engine.geo.NamedCrs;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Filters in CQL2 find the trees that the standard says, worked out by hand from the twelve of them.
class Cql2Test {
    private static final NamedCrs WGS84 = NamedCrs.CRS84;
    private static Trees trees;

    @BeforeAll
    static void plant() {
        trees = Trees.planted();
    }

    @AfterAll
    static void fell() {
        trees.close();
    }

    private static String found(Filter filter) {
        return found(filter, View.of(Trees.SCHEMA));
    }

    private static String found(Filter filter, View view) {
        return trees.ask(Question.EVERYTHING.select("id").filter(filter), view).stream()
                .map(row -> String.valueOf(row.get("id")).substring(1))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '\0',
            value = {
                "commune = 'Ixelles'|04 05 08",
                "commune <> 'Ixelles'|01 02 03 06 07 09 10 11",
                "NOT commune = 'Ixelles'|01 02 03 06 07 09 10 11",
                "NOT (commune = 'Ixelles' OR commune = 'Uccle')|01 02 03 06 07 11",
                "NOT (commune = 'Ixelles' AND hauteur > 9)|01 02 03 05 06 07 09 10 11",
                "\"commune\" = 'Forest'|11",
                "nom = 'Érable de l''avenue Louise'|08",
                "hauteur > 22|02 03 07",
                "NOT hauteur > 9|05 11",
                "hauteur >= 10 AND hauteur <= 12|04 08 12",
                "hauteur BETWEEN 10 AND 12|04 08 12",
                "hauteur NOT BETWEEN 8 AND 27|02 11",
                "hauteur * 2 > 50|02 03",
                "hauteur + 1 = 9|05",
                "hauteur > -1 AND hauteur < 7|11",
                "diametre > hauteur * 5|07",
                "commune IN ('Laeken', 'Forest')|07 11",
                "commune NOT IN ('Laeken', 'Forest', 'Bruxelles', 'Ixelles')|06 09 10",
                "commune IS NULL|12",
                "hauteur IS NOT NULL AND diametre IS NULL|08",
                "nom LIKE 'Tilleul%'|04 05",
                "nom LIKE '%avenue%'|08 10",
                "nom NOT LIKE '% %'|-",
                "CASEI(nom) LIKE CASEI('CHÊNE%')|01 11",
                "essence LIKE 'P_n'|06",
                "nom LIKE '100\\%'|-",
                "CASEI(commune) = CASEI('iXELLES')|04 05 08",
                "protege = TRUE AND commune = 'Bruxelles'|01 02 03",
                "protege AND hauteur > 23|02 03 07",
                "NOT protege|04 05 08 10 11",
                "protege IS NULL|09 12",
                "plante > DATE('2014-03-01')|05 11 12",
                "plante < '1900-01-01'|03 07",
                "releve > TIMESTAMP('2026-04-01T09:00:00Z')|11 12",
                "T_AFTER(plante, DATE('2014-03-01'))|05 11 12",
                "T_BEFORE(plante, DATE('1888-04-01'))|07",
                "T_DURING(plante, INTERVAL('2014-03-01', '2014-12-31'))|05",
                "T_INTERSECTS(plante, INTERVAL('2014-03-01', '2014-12-31'))|05 08 12",
                "T_INTERSECTS(plante, INTERVAL('2014-12-31', '..'))|11 12",
                "T_DISJOINT(plante, INTERVAL('1888-01-01', '2014-06-01'))|05 07 11 12",
                "NOT T_INTERSECTS(plante, INTERVAL('1888-01-01', '2014-06-01'))|05 07 11 12",
                "T_EQUALS(plante, DATE('1960-02-29'))|10",
                "S_INTERSECTS(localisation, BBOX(4.37, 50.82, 4.38, 50.84))|04 05",
                "S_INTERSECTS(localisation, POLYGON((4.37 50.82, 4.38 50.82, 4.38 50.84, 4.37 50.84, 4.37 50.82)))|04 05",
                "S_INTERSECTS(localisation, POINT(4.348 50.813))|10",
                "S_EQUALS(localisation, POINT(4.348 50.813))|10",
                "S_WITHIN(localisation, BBOX(4.348, 50.80, 4.37, 50.82))|-",
                "S_TOUCHES(localisation, BBOX(4.348, 50.80, 4.37, 50.82))|10",
                "S_DISJOINT(localisation, BBOX(4.31, 50.8, 4.4, 50.85))|07",
                "NOT S_INTERSECTS(localisation, BBOX(4.31, 50.8, 4.4, 50.85))|07",
                "S_INTERSECTS(emprise, LINESTRING(4.34 50.8949, 4.3645 50.8441))|02",
                "S_CROSSES(emprise, LINESTRING(4.34 50.8949, 4.345 50.8949))|07",
                "S_CONTAINS(emprise, POINT(4.3525 50.8467))|01",
                "S_WITHIN(POINT(4.3525 50.8467), emprise)|01",
                "S_WITHIN(emprise, BBOX(4.35, 50.84, 4.37, 50.85))|01 02",
                "S_OVERLAPS(emprise, BBOX(4.3525, 50.84, 4.36, 50.85))|01",
                "S_TOUCHES(emprise, BBOX(4.353, 50.84, 4.36, 50.85))|01",
                "S_EQUALS(emprise, BBOX(4.341, 50.8944, 4.342, 50.8954))|07",
                "TRUE|01 02 03 04 05 06 07 08 09 10 11 12",
                "NOT TRUE|-",
                "1 = 1 AND year = 2014|05 08 12",
            })
    void a_filter_as_text(String text, String ids) {
        assertThat(found(Filter.cql2Text(text, WGS84))).isEqualTo(ids == null ? "" : ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '\0',
            value = {
                "{\"op\":\"=\",\"args\":[{\"property\":\"commune\"},\"Ixelles\"]}|04 05 08",
                "{\"op\":\"not\",\"args\":[{\"op\":\">\",\"args\":[{\"property\":\"hauteur\"},9]}]}|05 11",
                "{\"op\":\"and\",\"args\":[{\"op\":\"<\",\"args\":[{\"property\":\"hauteur\"},10]},{\"op\":\"=\",\"args\":[{\"property\":\"protege\"},false]}]}|05 11",
                "{\"op\":\"in\",\"args\":[{\"property\":\"commune\"},[\"Laeken\",\"Forest\"]]}|07 11",
                "{\"op\":\"between\",\"args\":[{\"property\":\"hauteur\"},10,12]}|04 08 12",
                "{\"op\":\"isNull\",\"args\":[{\"property\":\"commune\"}]}|12",
                "{\"op\":\"like\",\"args\":[{\"op\":\"casei\",\"args\":[{\"property\":\"nom\"}]},{\"op\":\"casei\",\"args\":[\"CHÊNE%\"]}]}|01 11",
                "{\"op\":\">\",\"args\":[{\"property\":\"plante\"},{\"date\":\"2014-03-01\"}]}|05 11 12",
                "{\"op\":\"t_during\",\"args\":[{\"property\":\"plante\"},{\"interval\":[\"2014-03-01\",\"2014-12-31\"]}]}|05",
                "{\"op\":\"t_intersects\",\"args\":[{\"property\":\"plante\"},{\"interval\":[\"2014-12-31\",\"..\"]}]}|11 12",
                "{\"op\":\"s_intersects\",\"args\":[{\"property\":\"localisation\"},{\"bbox\":[4.37,50.82,4.38,50.84]}]}|04 05",
                "{\"op\":\"s_intersects\",\"args\":[{\"property\":\"localisation\"},{\"type\":\"Point\",\"coordinates\":[4.348,50.813]}]}|10",
                "{\"op\":\">\",\"args\":[{\"op\":\"*\",\"args\":[{\"property\":\"hauteur\"},2]},50]}|02 03",
            })
    void a_filter_as_json(String json, String ids) {
        assertThat(found(Filter.cql2Json(json, WGS84))).isEqualTo(ids == null ? "" : ids);
    }

    @Test
    void coordinates_may_be_in_another_system_and_order() {
        assertThat(found(Filter.cql2Text(
                        "S_INTERSECTS(localisation, BBOX(148000, 170000, 150000, 171500))", NamedCrs.epsg(31370))))
                .isEqualTo(found(Filter.cql2Text(
                        "S_INTERSECTS(localisation, BBOX(647950, 670020, 649950, 671520))", NamedCrs.epsg(3812))))
                .isNotEmpty();
        assertThat(found(Filter.cql2Text("S_INTERSECTS(localisation, POINT(50.813 4.348))", NamedCrs.epsg(4326))))
                .isEqualTo("10");
    }

    @Test
    void hidden_fields_and_rows_do_not_exist() {
        View part = View.of(Trees.SCHEMA).hide("hauteur").onlyRows("commune = \"Ixelles\"");
        assertThat(found(Filter.cql2Text("essence = 'Tilleul'", WGS84), part)).isEqualTo("04 05");
        assertThatExceptionOfType(OdsqlException.class)
                .isThrownBy(() -> found(Filter.cql2Text("hauteur > 3", WGS84), part))
                .withMessageContaining("Unknown field: hauteur");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "commune =",
                "commune = 'Ixelles",
                "commune = 'x' AND",
                "commune LIKE hauteur",
                "commune LIKE 'a\\'",
                "nothing = 1",
                "FOO(commune)",
                "S_INTERSECTS(commune, POINT(4 50))",
                "S_INTERSECTS(localisation, commune)",
                "S_INTERSECTS(localisation, BBOX(1, 2, 3))",
                "S_INTERSECTS(localisation, POLYGON((1 2, 3)))",
                "hauteur > 'high'",
                "hauteur > 1e999999",
                "plante > DATE('yesterday')",
                "T_DURING(plante)",
                "commune; DROP TABLE trees",
                "commune = 'x' -- y",
                "commune IN ()",
                "1",
            })
    void what_is_no_filter_is_refused(String text) {
        assertThatExceptionOfType(OdsqlException.class).isThrownBy(() -> found(Filter.cql2Text(text, WGS84)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "null",
                "{\"op\":\"=\"}",
                "{\"op\":\"=\",\"args\":[]}",
                "{\"op\":7,\"args\":[1,2]}",
                "{\"op\":\"foo\",\"args\":[1,2]}",
                "{\"op\":\"in\",\"args\":[{\"property\":\"commune\"},\"x\"]}",
                "{\"op\":\"s_intersects\",\"args\":[{\"property\":\"localisation\"},{\"type\":\"Point\"}]}",
                "{\"op\":\"s_intersects\",\"args\":[{\"property\":\"localisation\"},{\"bbox\":[\"a\",1,2,3]}]}",
                "{\"op\":\"t_during\",\"args\":[{\"property\":\"plante\"},{\"interval\":[\"..\"]}]}",
            })
    void what_is_no_filter_in_json_is_refused(String json) {
        assertThatExceptionOfType(OdsqlException.class).isThrownBy(() -> found(Filter.cql2Json(json, WGS84)));
    }

    @Test
    void what_would_hurt_is_refused_before_it_is_read() {
        String deep = "(".repeat(5_000) + "TRUE" + ")".repeat(5_000);
        String json = "{\"op\":\"not\",\"args\":[".repeat(500) + "true" + "]}".repeat(500);
        for (String large : List.of(deep, "a".repeat(200_000), "1+".repeat(5_000) + "1 = 1")) {
            assertThatExceptionOfType(OdsqlException.class).isThrownBy(() -> Filter.cql2Text(large, WGS84));
        }
        assertThatExceptionOfType(OdsqlException.class).isThrownBy(() -> Filter.cql2Json(json, WGS84));
        assertThat(found(Filter.cql2Text("NOT ".repeat(4_000) + "commune = 'Forest'", WGS84)))
                .isEqualTo("11");
    }
}
