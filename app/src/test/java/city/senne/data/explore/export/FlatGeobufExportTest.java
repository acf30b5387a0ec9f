package city.senne.data.explore.export;

import static city.senne.data.explore.export.GivenPlaces.wkb;
import static city.senne.data.explore.export.GivenRows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.senne.engine.geo.Crs;
import city.senne.engine.odsql.ValueType;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// FlatGeobuf, as GDAL and the format's own library for browsers read it.
class FlatGeobufExportTest {
    @TempDir
    private Path folder;

    @Test
    void every_kind_of_place_comes_in_lambert_72() throws Exception {
        String said = OtherReaders.ogrinfo(file(GivenPlaces.shapes(), Crs.LAMBERT_72));
        assertThat(said)
                .contains("Layer name: Layer1", "Feature Count: 4", "ID[\"EPSG\",31370]")
                .contains("nom (String) = Étang & <lac>", "count(*) (Integer64) = 2", "nom (String) = Nulle part")
                .contains("MULTIPOLYGON (((", "LINESTRING (", "POINT (159")
                .doesNotContain("forme");
    }

    @Test
    void values_keep_their_types_and_what_is_not_there_stays_away() throws Exception {
        String said = OtherReaders.ogrinfo(file(GivenPlaces.values(), Crs.WGS84));
        assertThat(said)
                .contains("Geometry: Point", "POINT (4.35 50.85)", "ID[\"EPSG\",4326]")
                .contains("entier (Integer64) = 9007199254740993", "mesure (Real) = 1.5e-10", "montant (Real) = 12.5")
                .contains("vrai (Integer(Boolean)) = 1", "jour (String) = 1988-04-01", "mois (String) = 1988-04")
                .contains("instant (String) = 2026-01-10T23:30:00+00:00", "mots (String) = a,b");
        assertThat(said.substring(said.indexOf("OGRFeature(Layer1):1"))).doesNotContain("=");
    }

    /// It stops at rows without a place, in files of GDAL too.
    @Test
    void a_browser_reads_it_too() throws Exception {
        GivenRows rows = rows().column("nom", ValueType.TEXT)
                .column("objet", ValueType.JSON)
                .column("forme", ValueType.SHAPE)
                .row("Étang", "{\"etat\": \"bon\"}", wkb("""
                        MULTIPOLYGON (((4 50, 5 50, 5 51, 4 50), (4.6 50.2, 4.8 50.2, 4.8 50.4, 4.6 50.2)),
                        ((6 50, 7 50, 7 51, 6 50)))"""))
                .row("Borne", null, wkb("POINT (4.35 50.85)"))
                .row("Chemin", null, wkb("MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))"));
        JsonNode read = OtherReaders.node("fgb", file(rows, Crs.WGS84));
        assertThat(read.get("crs").asInt()).isEqualTo(4326);
        assertThat(read.get("columns").toString()).isEqualTo("[\"nom\",\"objet\"]");
        assertThat(read.get("rows").get(0).get("objet").get("etat").asString()).isEqualTo("bon");
        assertThat(read.get("shapes").toString())
                .isEqualTo("[{\"type\":\"MultiPolygon\",\"coordinates\":"
                        + "[[[[4,50],[5,50],[5,51],[4,50]],[[4.6,50.2],[4.8,50.2],[4.8,50.4],[4.6,50.2]]],"
                        + "[[[6,50],[7,50],[7,51],[6,50]]]]},"
                        + "{\"type\":\"Point\",\"coordinates\":[4.35,50.85]},"
                        + "{\"type\":\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]],[[5,6],[7,8]]]}]");
    }

    @Test
    void a_collection_loses_none_of_its_parts() throws Exception {
        GivenRows rows = rows().column("s", ValueType.SHAPE)
                .row((Object) wkb("GEOMETRYCOLLECTION (MULTIPOINT ((1 2), (3 4)), LINESTRING (0 0, 1 1))"));
        assertThat(OtherReaders.ogrinfo(file(rows, Crs.WGS84)))
                .contains("GEOMETRYCOLLECTION (MULTIPOINT ((1 2),(3 4)),LINESTRING (0 0,1 1))");
    }

    @Test
    void no_rows_are_a_file_with_no_features() throws Exception {
        GivenRows none = rows().column("nom", ValueType.TEXT).column("lieu", ValueType.POINT);
        assertThat(OtherReaders.ogrinfo(file(none, Crs.WGS84))).contains("Feature Count: 0", "nom: String");
    }

    @Test
    void a_number_beyond_the_format_breaks_the_file_off() {
        GivenRows rows = rows().column("sum(n)", ValueType.INTEGER)
                .column("lieu", ValueType.POINT)
                .row(new BigInteger("99999999999999999999"), new Rows.Place(4, 50));
        assertThatThrownBy(() -> file(rows, Crs.WGS84)).isInstanceOf(ArithmeticException.class);
    }

    private Path file(GivenRows rows, int srid) throws Exception {
        var export = new FlatGeobufExport(new TextValues(ZoneOffset.UTC, ","), "Lieux", null, Crs.of(srid));
        return Files.write(folder.resolve("lieux.fgb"), rows.bytes(export));
    }
}
