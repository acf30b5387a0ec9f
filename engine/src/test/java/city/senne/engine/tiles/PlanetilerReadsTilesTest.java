package city.senne.engine.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.onthegomap.planetiler.geo.GeometryException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.WKTReader;

/// Tiles read by a program that makes those of whole planets.
class PlanetilerReadsTilesTest {
    private static final TileAddress BRUSSELS = new TileAddress(14, 8390, 5495);

    @Test
    void layers_types_and_values() {
        VectorTile tile = new VectorTile();
        VectorTile.Layer rows = tile.layer("rows", List.of("name", "height", "share", "open", "nothing"));
        rows.add(new Draftsman(BRUSSELS).at(2048, 1024).orElseThrow(), "Zénith", -12L, 0.25, true, null);
        VectorTile.Layer clusters = tile.layer("clusters", List.of("point_count"));
        clusters.add(new Draftsman(BRUSSELS).at(100, 200).orElseThrow(), 42L);

        var features = com.onthegomap.planetiler.VectorTile.decode(tile.toBytes());

        assertThat(features).extracting(feature -> feature.layer()).containsExactly("rows", "clusters");
        assertThat(features.getFirst().tags())
                .isEqualTo(Map.of("name", "Zénith", "height", -12L, "share", 0.25f, "open", true));
        assertThat(features.getLast().tags()).isEqualTo(Map.of("point_count", 42L));
        assertThat(geometry(features.getFirst()).toText()).isEqualTo("POINT (2048 1024)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MULTIPOINT((4.354 50.851), (4.36 50.855))",
                "LINESTRING(4.354 50.855, 4.354 50.9, 4.358 50.9, 4.358 50.855)",
                "POLYGON((4.354 50.851, 4.370 50.851, 4.370 50.860, 4.354 50.860, 4.354 50.851),"
                        + "(4.358 50.853, 4.358 50.857, 4.364 50.857, 4.364 50.853, 4.358 50.853))",
                "MULTIPOLYGON(((4.354 50.851, 4.355 50.851, 4.355 50.852, 4.354 50.851)),"
                        + "((4.362 50.851, 4.363 50.851, 4.363 50.852, 4.362 50.851)))"
            })
    void shapes_are_what_another_library_reads(String wkt) throws Exception {
        VectorTile tile = new VectorTile();
        VectorTile.Layer rows = tile.layer("rows", List.of());
        new Draftsman(BRUSSELS).draw(new WKTReader().read(wkt)).forEach(rows::add);

        List<Geometry> read = com.onthegomap.planetiler.VectorTile.decode(tile.toBytes()).stream()
                .map(PlanetilerReadsTilesTest::geometry)
                .toList();

        assertThat(read).isNotEmpty().allMatch(Geometry::isValid);
        List<ForeignReader.Feature> others = ForeignReader.read(tile.toBytes(), "rows");
        assertThat(read).hasSameSizeAs(others);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).equalsTopo(others.get(i).geometry()))
                    .as("%s and %s", read.get(i), others.get(i).geometry())
                    .isTrue();
        }
    }

    /// It reads in 256ths of the tile; here in units, of which there are 4096.
    private static Geometry geometry(com.onthegomap.planetiler.VectorTile.Feature feature) {
        try {
            return AffineTransformation.scaleInstance(16, 16)
                    .transform(feature.geometry().decode());
        } catch (GeometryException e) {
            throw new AssertionError(e);
        }
    }
}
