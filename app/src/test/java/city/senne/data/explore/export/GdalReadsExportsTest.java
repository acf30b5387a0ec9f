package city.senne.data.explore.export;

import static city.senne.data.explore.export.GivenRows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.senne.engine.odsql.ValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

/// Files of places, read by the library that most map programs stand on.
class GdalReadsExportsTest {
    private static final Path OGRINFO = Path.of("/usr/bin/ogrinfo");
    private static final TextValues TEXT = new TextValues(ZoneOffset.UTC, ",");

    @TempDir
    private Path folder;

    @BeforeAll
    static void look() {
        assumeTrue(Files.isExecutable(OGRINFO), "Needs ogrinfo, as Debian's package gdal-bin installs it");
    }

    private static GivenRows shapes() throws ParseException {
        return rows().column("nom", ValueType.TEXT)
                .column("count(*)", ValueType.INTEGER)
                .column("forme", ValueType.SHAPE)
                .row("Étang & <lac>\u0001", 2L, wkb("""
                        MULTIPOLYGON (((4 50, 5 50, 5 51, 4 50), (4.6 50.2, 4.8 50.2, 4.8 50.4, 4.6 50.2)),
                        ((6 50, 7 50, 7 51, 6 50)))"""))
                .row("Chemin", 1L, wkb("LINESTRING (4 50, 5 51, 6 51)"))
                .row("Borne", null, wkb("POINT (4.5 50.5)"))
                .row("Nulle part", 10L, null);
    }

    @Test
    void kml_with_holes_parts_and_rows_without_a_place() throws Exception {
        String said = read("places.kml", shapes().bytes(new KmlExport(TEXT, "Tous les lieux", null)));
        assertThat(said)
                .contains("Layer name: Tous les lieux", "Feature Count: 4")
                .contains("Name (String) = Étang & <lac>", "nom (String) = Étang & <lac>", "count___ (String) = 2")
                .contains(
                        "MULTIPOLYGON (((4 50,5 50,5 51,4 50),(4.6 50.2,4.8 50.2,4.8 50.4,4.6 50.2)),((6 50,7 50,7 51,6 50)))")
                .contains("LINESTRING (4 50,5 51,6 51)", "POINT (4.5 50.5)", "Nulle part");
    }

    @Test
    void gpx_of_points_is_waypoints() throws Exception {
        GivenRows points = rows().column("code", ValueType.INTEGER)
                .column("nom", ValueType.TEXT)
                .column("lieu", ValueType.POINT)
                .row(2L, "Le Nid", new Rows.Place(4.35, 50.85))
                .row(1L, null, new Rows.Place(-0.5, -1e-7))
                .row(10L, "Nulle part", null);
        String said = read("points.gpx", points.bytes(new GpxExport(TEXT, null, null, List.of("code"), true)));
        assertThat(said)
                .contains("Layer name: waypoints", "Feature Count: 2")
                .contains("name (String) = Le Nid", "desc (String) = code: 2", "f_nom (String) = Le Nid")
                .contains("POINT (4.35 50.85)", "POINT (-0.5 -0.0000001)")
                .doesNotContain("Nulle part");
    }

    @Test
    void gpx_of_other_shapes_is_tracks() throws Exception {
        String said = read("shapes.gpx", shapes().bytes(new GpxExport(TEXT, null, "count(*)", List.of(), true)));
        assertThat(said)
                .contains("Layer name: tracks", "name (String) = 2", "f_count___ (Integer) = 1")
                .contains("((4 50,5 50,5 51,4 50),(4.6 50.2,4.8 50.2,4.8 50.4,4.6 50.2),(6 50,7 50,7 51,6 50))")
                .contains("desc (String) = nom: Chemin, count(*): 1");
    }

    private String read(String name, byte[] bytes) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve(name), bytes);
        List<String> command = new ArrayList<>(List.of(OGRINFO.toString(), "-ro", "-al", file.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static byte[] wkb(String wkt) throws ParseException {
        return new WKBWriter().write(new WKTReader().read(wkt));
    }
}
