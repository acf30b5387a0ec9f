package city.senne.engine.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;

class VectorTileTest {
    /// The square around the Grand-Place.
    private static final TileAddress BRUSSELS = new TileAddress(14, 8390, 5495);

    @Test
    void values_keep_their_types() throws Exception {
        VectorTile tile = new VectorTile();
        VectorTile.Layer layer =
                tile.layer("rows", List.of("text", "whole", "negative", "half", "exact", "yes", "day", "nothing"));
        Drawing point = new Draftsman(BRUSSELS).at(2048, 1024).orElseThrow();
        layer.add(
                point,
                "Tilleul argenté",
                17L,
                -3_000_000_000L,
                0.5,
                new BigDecimal("0.1000"),
                true,
                LocalDate.of(1998, 3, 12),
                null);

        assertThat(ForeignReader.read(tile.toBytes(), "rows")).singleElement().satisfies(feature -> {
            assertThat(feature.geometry().toText()).isEqualTo("POINT (2048 1024)");
            assertThat(feature.values())
                    .isEqualTo(Map.of(
                            "text",
                            "Tilleul argenté",
                            "whole",
                            17L,
                            "negative",
                            -3_000_000_000L,
                            "half",
                            0.5f,
                            "exact",
                            0.1,
                            "yes",
                            true,
                            "day",
                            "1998-03-12"));
        });
    }

    @Test
    void a_value_that_occurs_often_is_written_once() {
        assertThat(tileOfThousand("the same long text in each of them").length)
                .isLessThan(tileOfThousand(null).length + 4500);
    }

    private static byte[] tileOfThousand(@Nullable String text) {
        VectorTile tile = new VectorTile();
        VectorTile.Layer layer = tile.layer("rows", List.of("text"));
        for (int i = 0; i < 1000; i++)
            layer.add(new Draftsman(BRUSSELS).at(i, i).orElseThrow(), text);
        return tile.toBytes();
    }

    @Test
    void the_same_number_as_whole_and_as_fraction_stays_two_values() throws Exception {
        VectorTile tile = new VectorTile();
        VectorTile.Layer layer = tile.layer("rows", List.of("a", "b"));
        layer.add(new Draftsman(BRUSSELS).at(1, 1).orElseThrow(), 1L, 1.0);

        assertThat(ForeignReader.read(tile.toBytes(), "rows").getFirst().values())
                .isEqualTo(Map.of("a", 1L, "b", 1.0f));
    }

    @Test
    void a_layer_without_features_is_left_out() {
        VectorTile tile = new VectorTile();
        tile.layer("rows", List.of("a"));

        assertThat(tile.toBytes()).isEmpty();
    }

    @Test
    void an_outline_runs_clockwise_on_the_screen_and_its_hole_the_other_way_whatever_way_they_were_given()
            throws Exception {
        for (String wkt : List.of(
                "POLYGON((4.354 50.851, 4.370 50.851, 4.370 50.860, 4.354 50.860, 4.354 50.851),"
                        + "(4.358 50.853, 4.358 50.857, 4.364 50.857, 4.364 50.853, 4.358 50.853))",
                "POLYGON((4.354 50.851, 4.354 50.860, 4.370 50.860, 4.370 50.851, 4.354 50.851),"
                        + "(4.358 50.853, 4.364 50.853, 4.364 50.857, 4.358 50.857, 4.358 50.853))")) {
            Geometry drawn = drawn(wkt, BRUSSELS);

            assertThat(drawn.isValid()).isTrue();
            assertThat(drawn.getNumGeometries()).isEqualTo(1);
            assertThat(((org.locationtech.jts.geom.Polygon) drawn).getNumInteriorRing())
                    .isEqualTo(1);
        }
    }

    @Test
    void what_reaches_over_the_edge_ends_in_the_margin() throws Exception {
        Geometry drawn = drawn("POLYGON((4 50, 5 50, 5 51.5, 4 51.5, 4 50))", BRUSSELS);

        assertThat(drawn.getEnvelopeInternal().toString()).isEqualTo("Env[-64.0 : 4160.0, -64.0 : 4160.0]");
    }

    @Test
    void a_line_that_leaves_and_comes_back_is_drawn_in_parts() throws Exception {
        Geometry drawn = drawn("LINESTRING(4.354 50.855, 4.354 50.9, 4.358 50.9, 4.358 50.855)", BRUSSELS);

        assertThat(drawn.getGeometryType()).isEqualTo("MultiLineString");
        assertThat(drawn.getNumGeometries()).isEqualTo(2);
    }

    @Test
    void an_area_smaller_than_a_pixel_is_drawn_a_pixel_large() throws Exception {
        Geometry drawn = drawn(
                "POLYGON((4.36 50.855, 4.360001 50.855, 4.360001 50.855001, 4.36 50.855))",
                new TileAddress(9, 8390 >> 5, 5495 >> 5));

        assertThat(drawn.getArea()).isEqualTo(64);
    }

    @Test
    void a_point_lies_in_one_tile_of_each_zoom() {
        int found = 0;
        for (int x = 8389; x <= 8391; x++) {
            for (int y = 5494; y <= 5496; y++) {
                // On the very edge between two tiles.
                if (new Draftsman(new TileAddress(14, x, y))
                        .point(BRUSSELS.window(0).west(), 50.855)
                        .isPresent()) found++;
            }
        }

        assertThat(found).isEqualTo(1);
    }

    @Test
    void there_are_no_tiles_outside_the_world() {
        assertThat(TileAddress.find(TileGrid.WEB_MERCATOR, 0, 0, 0)).isPresent();
        assertThat(TileAddress.find(TileGrid.WEB_MERCATOR, 1, 2, 0)).isEmpty();
        assertThat(TileAddress.find(TileGrid.WEB_MERCATOR, 3, -1, 0)).isEmpty();
        assertThat(TileAddress.find(TileGrid.WEB_MERCATOR, -1, 0, 0)).isEmpty();
        assertThat(TileAddress.find(TileGrid.WEB_MERCATOR, 40, 1, 1)).isEmpty();
    }

    @Test
    void a_window_holds_what_its_tile_holds() {
        TileAddress.Window window = BRUSSELS.window(0);

        assertThat(new Draftsman(BRUSSELS).point((window.west() + window.east()) / 2, 50.855))
                .isNotNull();
        assertThat(window.west()).isLessThan(4.36).isGreaterThan(4.34);
        assertThat(window.south()).isLessThan(window.north());
    }

    static Geometry drawn(String wkt, TileAddress address) throws Exception {
        VectorTile tile = new VectorTile();
        VectorTile.Layer layer = tile.layer("rows", List.of());
        new Draftsman(address).draw(new WKTReader().read(wkt)).forEach(layer::add);
        return ForeignReader.read(tile.toBytes(), "rows").getFirst().geometry();
    }
}
