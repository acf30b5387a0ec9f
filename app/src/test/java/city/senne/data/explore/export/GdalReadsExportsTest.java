package city.senne.data.explore.export;

import static city.senne.data.explore.export.GivenRows.rows;
import static org.assertj.core.api.Assertions.assertThat;

import city.senne.engine.odsql.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of places, read by the library that most map programs stand on.
class GdalReadsExportsTest {
    private static final TextValues TEXT = new TextValues(ZoneOffset.UTC, ",");

    @TempDir
    private Path folder;

    @Test
    void kml_with_holes_parts_and_rows_without_a_place() throws Exception {
        String said = read("places.kml", GivenPlaces.shapes().bytes(new KmlExport(TEXT, "Tous les lieux", null)));
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
        String said =
                read("shapes.gpx", GivenPlaces.shapes().bytes(new GpxExport(TEXT, null, "count(*)", List.of(), true)));
        assertThat(said)
                .contains("Layer name: tracks", "name (String) = 2", "f_count___ (Integer) = 1")
                .contains("((4 50,5 50,5 51,4 50),(4.6 50.2,4.8 50.2,4.8 50.4,4.6 50.2),(6 50,7 50,7 51,6 50))")
                .contains("desc (String) = nom: Chemin, count(*): 1");
    }

    private String read(String name, byte[] bytes) throws IOException, InterruptedException {
        return OtherReaders.ogrinfo(Files.write(folder.resolve(name), bytes));
    }
}
