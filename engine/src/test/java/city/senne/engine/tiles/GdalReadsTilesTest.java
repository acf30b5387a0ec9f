package city.senne.engine.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.io.WKTReader;

/// A tile with everything in it, read by the library that most map programs stand on.
class GdalReadsTilesTest {
    private static final Path OGRINFO = Path.of("/usr/bin/ogrinfo");

    @TempDir
    private Path folder;

    @Test
    void layers_types_values_and_shapes() throws Exception {
        assumeTrue(Files.isExecutable(OGRINFO), "Needs ogrinfo, as Debian's package gdal-bin installs it");
        TileAddress address = new TileAddress(14, 8390, 5495);
        VectorTile tile = new VectorTile();
        VectorTile.Layer rows = tile.layer("rows", List.of("name", "height", "share", "open"));
        Draftsman draftsman = new Draftsman(address);
        for (String wkt : List.of(
                "POLYGON((4.354 50.851, 4.370 50.851, 4.370 50.860, 4.354 50.860, 4.354 50.851),"
                        + "(4.358 50.853, 4.358 50.857, 4.364 50.857, 4.364 50.853, 4.358 50.853))",
                "MULTIPOLYGON(((4.354 50.851, 4.355 50.851, 4.355 50.852, 4.354 50.851)),"
                        + "((4.362 50.851, 4.363 50.851, 4.363 50.852, 4.362 50.851)))")) {
            draftsman.draw(new WKTReader().read(wkt)).forEach(drawing -> rows.add(drawing, "Zénith", -12L, 0.25, true));
        }
        VectorTile.Layer clusters = tile.layer("clusters", List.of("point_count"));
        clusters.add(draftsman.at(100, 200).orElseThrow(), 42L);
        Path file = Files.write(folder.resolve("tile.mvt"), tile.toBytes());

        String said = ogrinfo("-al", file.toString());

        assertThat(said)
                .contains("Layer name: rows", "Geometry: Multi Polygon", "Feature Count: 2")
                .contains(
                        "name (String) = Zénith",
                        "height (Integer) = -12",
                        "share (Real(Float32)) = 0.25",
                        "open (Integer(Boolean)) = 1")
                .contains("Layer name: clusters", "point_count (Integer) = 42", "Feature Count: 1");
    }

    private static String ogrinfo(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(OGRINFO.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
