package city.senne.data.explore.export;

import static city.senne.data.explore.export.GivenRows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.engine.geo.Crs;
import city.senne.engine.odsql.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

class RowWriterTest {
    private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
    private static final JsonValues JSON = new JsonValues(ZoneOffset.UTC);
    private static final Rows.Place PARK = new Rows.Place(4.364, 50.8443);

    @Test
    void a_point_is_an_object_in_json_and_latitude_first_in_csv() throws IOException {
        assertThat(rows().column("p", ValueType.POINT).row(PARK).written(new JsonExport(JSON)))
                .isEqualTo("[{\"p\":{\"lon\":4.364,\"lat\":50.8443}}]");
        assertThat(rows().column("p", ValueType.POINT).row(PARK).written(csv())).isEqualTo("p\r\n50.8443, 4.364\r\n");
    }

    @Test
    void a_shape_is_a_feature_in_json_and_a_bare_geometry_in_csv() throws Exception {
        byte[] line = wkb("LINESTRING (4 50, 5 51)");
        assertThat(rows().column("s", ValueType.SHAPE).row((Object) line).written(new JsonLinesExport(JSON)))
                .isEqualTo("{\"s\":{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":"
                        + "[[4.0,50.0],[5.0,51.0]]},\"properties\":{}}}\n");
        assertThat(rows().column("s", ValueType.SHAPE).row((Object) line).written(csv()))
                .isEqualTo(
                        "s\r\n\"{\"\"type\"\":\"\"LineString\"\",\"\"coordinates\"\":[[4.0,50.0],[5.0,51.0]]}\"\r\n");
    }

    @Test
    void every_kind_of_geometry_has_its_geojson() throws Exception {
        assertThat(geoJson("POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1))"))
                .contains("[[[0.0,0.0],[4.0,0.0],[4.0,4.0],[0.0,0.0]],[[1.0,1.0],[2.0,1.0],[2.0,2.0],[1.0,1.0]]]");
        assertThat(geoJson("MULTIPOINT ((0 0), (1 1))"))
                .contains("\"MultiPoint\",\"coordinates\":[[0.0,0.0],[1.0,1.0]]");
        assertThat(geoJson("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))")).contains("[[[[0.0,0.0]");
        assertThat(geoJson("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))"))
                .contains("\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1.0,2.0]}");
    }

    @Test
    void dates_show_no_more_than_they_know_and_instants_show_the_asked_zone() throws IOException {
        GivenRows rows = rows().column("d", ValueType.DATE)
                .column("m", ValueType.DATE, "m", "month")
                .column("y", ValueType.DATE, "y", "year")
                .column("t", ValueType.DATETIME)
                .row(
                        LocalDate.of(1988, 4, 1),
                        LocalDate.of(1988, 4, 1),
                        LocalDate.of(1988, 4, 1),
                        OffsetDateTime.parse("2026-01-10T23:30:00Z"));
        assertThat(rows.written(new JsonExport(new JsonValues(BRUSSELS))))
                .isEqualTo("[{\"d\":\"1988-04-01\",\"m\":\"1988-04\",\"y\":\"1988\","
                        + "\"t\":\"2026-01-11T00:30:00+01:00\"}]");
    }

    @Test
    void in_utc_the_offset_is_written_in_digits() {
        assertThat(Times.text(OffsetDateTime.parse("2026-01-10T08:30:00Z"), ZoneOffset.UTC))
                .isEqualTo("2026-01-10T08:30:00+00:00");
    }

    @Test
    void numbers_are_written_without_exponents_and_without_zeros_nobody_gave() throws IOException {
        GivenRows rows = rows().column("a", ValueType.DECIMAL)
                .column("b", ValueType.NUMBER)
                .column("c", ValueType.INTEGER)
                .column("d", ValueType.NUMBER)
                .row(new BigDecimal("1200.5000"), 1.5e10, new BigInteger("99999999999999999999"), Double.NaN);
        assertThat(rows.written(csv())).isEqualTo("a;b;c;d\r\n1200.5;15000000000;99999999999999999999;\r\n");
    }

    @Test
    void json_stays_json_and_what_is_none_stays_text() throws IOException {
        GivenRows rows = rows().column("a", ValueType.JSON)
                .column("b", ValueType.JSON)
                .row("{\"etat\": \"bon\"}", "pas du json");
        assertThat(rows.written(new JsonExport(JSON))).isEqualTo("[{\"a\":{\"etat\":\"bon\"},\"b\":\"pas du json\"}]");
    }

    @Test
    void csv_has_the_delimiter_the_separator_and_the_quotes_that_are_asked_for() throws IOException {
        GivenRows rows = rows().column("id", ValueType.TEXT, "Identifiant", null)
                .column("tags", ValueType.TEXTS)
                .row("T01", List.of("remarquable", "ancien"))
                .row(null, null);
        var writer = new CsvExport(new TextValues(ZoneOffset.UTC, "|"), ',', true, true, true);
        assertThat(rows.written(writer))
                .isEqualTo("\ufeff\"Identifiant\",\"tags\"\r\n\"T01\",\"remarquable|ancien\"\r\n\"\",\"\"\r\n");
    }

    @Test
    void a_formula_in_the_data_does_not_run_on_anybodys_desk() throws IOException {
        GivenRows rows = rows().column("note", ValueType.TEXT).row("=cmd|' /C calc'!A0");
        assertThat(rows.written(csv())).isEqualTo("note\r\n'=cmd|' /C calc'!A0\r\n");
        String sheet = sheet(
                rows().column("=1+1", ValueType.TEXT).row("=cmd|' /C calc'!A0").bytes(xlsx()));
        assertThat(sheet).doesNotContain("<f>").contains("t=\"inlineStr\"><is><t>=cmd|", "t=\"inlineStr\"><is><t>=1+1");
    }

    @Test
    void a_workbook_holds_numbers_dates_and_truth_values_as_such() throws IOException {
        String sheet = sheet(rows().column("n", ValueType.INTEGER)
                .column("code", ValueType.INTEGER)
                .column("d", ValueType.DATE)
                .column("old", ValueType.DATE)
                .column("t", ValueType.DATETIME)
                .column("b", ValueType.BOOLEAN)
                .row(
                        42L,
                        1234567890123456789L,
                        LocalDate.of(2024, 1, 1),
                        LocalDate.of(1888, 4, 1),
                        OffsetDateTime.parse("2024-01-01T12:00:00Z"),
                        true)
                .bytes(xlsx()));
        assertThat(sheet)
                .contains("<v>42</v>", "<t>1234567890123456789</t>", "<v>45292</v>", "<t>1888-04-01</t>")
                .contains("<v>45292.5</v>", "t=\"b\"");
    }

    @Test
    void a_text_too_long_for_a_cell_says_that_it_was_cut() throws IOException {
        String sheet =
                sheet(rows().column("t", ValueType.TEXT).row("x".repeat(40_000)).bytes(xlsx()));
        assertThat(sheet).contains("(too long for a cell)</t>").hasSizeLessThan(35_000);
    }

    @Test
    void a_feature_takes_its_geometry_from_the_shape_before_the_point() throws Exception {
        GivenRows rows = rows().column("id", ValueType.TEXT)
                .column("p", ValueType.POINT)
                .column("s", ValueType.SHAPE)
                .row("T02", PARK, wkb("POINT (1 2)"));
        assertThat(rows.written(new GeoJsonExport(JSON, null, Crs.of(4326))))
                .isEqualTo("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":"
                        + "{\"type\":\"Point\",\"coordinates\":[1.0,2.0]},\"properties\":"
                        + "{\"id\":\"T02\",\"p\":{\"lon\":4.364,\"lat\":50.8443}}}]}");
    }

    @Test
    void features_can_be_had_in_lambert_72() throws Exception {
        String json = rows().column("p", ValueType.POINT)
                .row(new Rows.Place(4.3525, 50.8467))
                .row((Object) null)
                .written(new GeoJsonExport(JSON, "p", Crs.of(31370)));
        assertThat(json)
                .contains("urn:ogc:def:crs:EPSG::31370")
                .containsPattern("\\[14\\d{4}\\.\\d+,17\\d{4}\\.\\d+\\]")
                .contains("\"geometry\":null");
    }

    @Test
    void a_list_that_breaks_off_is_not_closed() {
        var out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> new JsonExport(JSON).write(new Failing(), out)).hasMessage("the engine stopped");
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("]");
    }

    @Test
    void a_workbook_that_breaks_off_cannot_be_opened() {
        var out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> xlsx().write(new Failing(), out)).hasMessage("the engine stopped");
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).doesNotContain("PK\u0005\u0006");
    }

    /// Fails after 5,000 rows.
    private static final class Failing implements Rows {
        private int left = 5_000;

        @Override
        public List<city.senne.engine.odsql.OutputColumn> columns() {
            return rows().column("a", ValueType.TEXT).columns();
        }

        @Override
        public boolean next() {
            if (left-- == 0) throw new IllegalStateException("the engine stopped");
            return true;
        }

        @Override
        public Object value(int column) {
            return "value";
        }
    }

    private static CsvExport csv() {
        return new CsvExport(new TextValues(ZoneOffset.UTC, ","), ';', false, false, false);
    }

    private static XlsxExport xlsx() {
        return new XlsxExport(new TextValues(ZoneOffset.UTC, ","), false);
    }

    private static byte[] wkb(String wkt) throws Exception {
        return new WKBWriter().write(new WKTReader().read(wkt));
    }

    private static String geoJson(String wkt) throws Exception {
        return Shapes.text(new WKTReader().read(wkt));
    }

    private static String sheet(byte[] workbook) throws IOException {
        Path file = Files.createTempFile("senne", ".xlsx");
        try {
            Files.write(file, workbook);
            try (var zip = new ZipFile(file.toFile())) {
                ZipEntry sheet = zip.getEntry("xl/worksheets/sheet1.xml");
                return new String(zip.getInputStream(sheet).readAllBytes(), StandardCharsets.UTF_8);
            }
        } finally {
            Files.delete(file);
        }
    }
}
