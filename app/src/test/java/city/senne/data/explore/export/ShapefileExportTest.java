package city.senne.data.explore.export;

import static city.senne.data.explore.export.GivenPlaces.wkb;
import static city.senne.data.explore.export.GivenRows.rows;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.engine.geo.Crs;
import city.senne.engine.odsql.ValueType;
import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Shapefiles, as GDAL and a library for browsers read them.
class ShapefileExportTest {
    private static final Vocabulary WORDS = new Vocabulary(ZoneId.of("Europe/Brussels"));

    @TempDir
    private Path folder;

    @Test
    void a_shapefile_holds_places_of_the_type_it_meets_first() throws Exception {
        Path zip = zip(GivenPlaces.shapes(), Crs.WGS84);
        assertThat(OtherReaders.ogrinfo(zip))
                .contains("Layer name: lieux", "Geometry: Polygon", "Feature Count: 2", "WGS 84")
                .contains("nom (String) = Étang & <lac>", "count___ (Integer) = 2", "nom (String) = Nulle part")
                .contains(
                        "MULTIPOLYGON (((4 50,5 51,5 50,4 50),(4.6 50.2,4.8 50.2,4.8 50.4,4.6 50.2)),((6 50,7 51,7 50,6 50)))")
                .doesNotContain("Borne", "Chemin");
        JsonNode read = OtherReaders.node("shp", zip);
        assertThat(read.get("rows").get(0).get("nom").asString()).startsWith("Étang & <lac>");
        assertThat(read.get("shapes").get(0).get("type").asString()).isEqualTo("MultiPolygon");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void what_it_leaves_out_is_told_in_the_readers_language(Language language) throws Exception {
        String told = told(zip(GivenPlaces.shapes(), Crs.WGS84, language));
        assertThat(told).contains("LineString", "Point", "count___ = count(*)");
        assertThat(told)
                .startsWith(
                        switch (language) {
                            case FR -> "2 enregistrements se trouvent";
                            case NL -> "2 records staan";
                            case EN -> "2 records are";
                        });
    }

    @Test
    void values_keep_their_types_and_unknown_ones_stay_unknown() throws Exception {
        Path zip = zip(GivenPlaces.values(), Crs.LAMBERT_2008);
        assertThat(OtherReaders.ogrinfo(zip))
                .contains("Geometry: Point", "ETRS89 / Belgian Lambert 2008", "POINT (6486")
                .contains("entier (Integer64) = 9007199254740993", "mesure (Real) = 0.00000000015")
                .contains("montant (Real) = 12.5", "jour (Date) = 1988/04/01", "mois (String) = 1988-04")
                .contains("instant (String) = 2026-01-10T23:30:00+00:00", "vrai (String) = T", "objet (String) = {")
                .contains("entier (Integer64) = (null)", "mesure (Real) = (null)", "vrai (String) = ?");
        JsonNode first = OtherReaders.node("shp", zip(GivenPlaces.values(), Crs.WGS84))
                .get("rows")
                .get(0);
        assertThat(first.get("montant").asDouble()).isEqualTo(12.5);
        assertThat(first.get("vrai").asBoolean()).isTrue();
    }

    @Test
    void long_names_stay_apart_and_long_texts_are_cut_between_characters() throws Exception {
        GivenRows rows = rows().column("hauteur_du_tronc", ValueType.TEXT)
                .column("Hauteur_du_toit", ValueType.INTEGER)
                .column("année", ValueType.INTEGER)
                .column("2e", ValueType.INTEGER)
                .column("lieu", ValueType.POINT)
                .row("x" + "é".repeat(200), 1L, 2020L, 3L, new Rows.Place(4, 50));
        Path zip = zip(rows, Crs.WGS84);
        assertThat(OtherReaders.ogrinfo(zip))
                .contains("hauteur_du (String) = x" + "é".repeat(126) + "\n", "Hauteur__1 (Integer) = 1")
                .contains("annee (Integer) = 2020", "f2e (Integer) = 3");
        assertThat(told(zip)).contains("1 text was cut", "Hauteur__1 = Hauteur_du_toit");
    }

    @Test
    void points_lines_and_several_points_have_their_types() throws Exception {
        assertThat(geometry("MULTIPOINT ((1 2), (3 4))")).contains("Geometry: Multi Point", "MULTIPOINT ((1 2),(3 4))");
        assertThat(geometry("MULTIPOINT ((1 2), (3 4))", "POINT (5 6)")).contains("MULTIPOINT ((5 6))");
        assertThat(geometry("POINT (5 6)", "MULTIPOINT ((1 2))")).contains("POINT (1 2)");
        assertThat(geometry("MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))"))
                .contains("Geometry: Line String", "MULTILINESTRING ((1 2,3 4),(5 6,7 8))");
        assertThat(geometry("GEOMETRYCOLLECTION (POINT (1 2))", "POINT (5 6)")).contains("Feature Count: 1");
        assertThat(geometry("POLYGON EMPTY", "POINT (5 6)")).contains("Feature Count: 2", "Geometry: Point");
    }

    @Test
    void no_rows_and_no_fields_are_files_too() throws Exception {
        GivenRows none = rows().column("nom", ValueType.TEXT).column("lieu", ValueType.POINT);
        assertThat(OtherReaders.ogrinfo(zip(none, Crs.WGS84))).contains("Feature Count: 0");
        GivenRows bare = rows().column("lieu", ValueType.POINT).row(new Rows.Place(4, 50));
        assertThat(OtherReaders.ogrinfo(zip(bare, Crs.WGS84))).contains("Feature Count: 1", "POINT (4 50)");
    }

    @Test
    void what_no_shapefile_holds_is_refused_with_the_way_out() {
        GivenRows wide = rows().column("lieu", ValueType.POINT);
        for (int i = 0; i < 256; i++) wide.column("c" + i, ValueType.TEXT);
        assertThatThrownBy(() -> zip(wide, Crs.WGS84))
                .isInstanceOf(UnwritableRows.class)
                .hasMessageContaining("255 fields")
                .hasMessageContaining("select");
        GivenRows many = rows().column("lieu", ValueType.POINT);
        for (int i = 0; i <= ShapefileExport.MOST_RECORDS; i++) many.row(new Rows.Place(4, 50));
        assertThatThrownBy(() -> zip(many, Crs.WGS84)).hasMessageContaining("at most 50000 records");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nothing_is_written_on_when_nobody_reads_any_more() {
        var unwanted = CompletableFuture.completedFuture(null);
        assertThatThrownBy(() -> export(Crs.WGS84, Language.EN)
                        .write(new WantedRows(GivenPlaces.values(), unwanted), folder.resolve("x.zip")))
                .isInstanceOf(CancellationException.class);
        assertThat(folder).isEmptyDirectory();
    }

    private String geometry(String... shapes) throws Exception {
        GivenRows rows = rows().column("s", ValueType.SHAPE);
        for (String wkt : shapes) rows.row((Object) wkb(wkt));
        return OtherReaders.ogrinfo(zip(rows, Crs.WGS84));
    }

    private static String told(Path zip) throws IOException {
        try (var files = new ZipFile(zip.toFile());
                Stream<String> names =
                        Collections.list(files.entries()).stream().map(entry -> entry.getName())) {
            assertThat(names)
                    .containsExactly("lieux.shp", "lieux.shx", "lieux.dbf", "lieux.prj", "lieux.cpg", "lieux.txt");
            return new String(files.getInputStream(files.getEntry("lieux.txt")).readAllBytes(), UTF_8);
        }
    }

    private Path zip(GivenRows rows, int srid) throws Exception {
        return zip(rows, srid, Language.EN);
    }

    private Path zip(GivenRows rows, int srid, Language language) throws Exception {
        Path zip = folder.resolve("lieux.zip");
        Files.deleteIfExists(zip);
        export(srid, language).write(rows, zip);
        return zip;
    }

    private static ShapefileExport export(int srid, Language language) throws Exception {
        return new ShapefileExport(
                new TextValues(ZoneOffset.UTC, ","),
                "lieux",
                null,
                Crs.of(srid),
                LocalDate.of(2026, 11, 22),
                WORDS.in(language));
    }
}
