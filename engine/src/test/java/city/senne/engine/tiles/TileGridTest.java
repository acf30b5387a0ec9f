package city.senne.engine.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.senne.engine.geo.Crs;
import city.senne.engine.geo.Lambert2008;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/// Places in grids of tiles, there and back, held against somebody else's projections.
class TileGridTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @ParameterizedTest
    @EnumSource
    void places_lie_where_the_register_puts_them(TileGrid grid) {
        Crs crs = Crs.find(grid.srid()).orElseThrow();
        Random random = new Random(grid.srid());
        double[] shares = new double[2];
        for (int i = 0; i < 2_000; i++) {
            double longitude = random.nextDouble(2.4, 6.5);
            double latitude = random.nextDouble(49.4, 51.6);
            Geometry there = crs.fromWgs84(GEOMETRIES.createPoint(new Coordinate(longitude, latitude)));
            grid.place(longitude, latitude, shares, 0);

            double x = grid.extent().getMinX() + shares[0] * grid.extent().getWidth();
            double y = grid.extent().getMaxY() - shares[1] * grid.extent().getHeight();
            assertThat(x).isCloseTo(there.getCoordinate().x, within(0.001));
            assertThat(y).isCloseTo(there.getCoordinate().y, within(0.001));
            assertThat(grid.longitude(shares[0], shares[1])).isCloseTo(longitude, within(1e-10));
            assertThat(grid.latitude(shares[0], shares[1])).isCloseTo(latitude, within(1e-10));
        }
    }

    /// Otherwise a row in its corner would not be asked for.
    @ParameterizedTest
    @EnumSource
    void the_window_of_a_tile_holds_all_that_lies_in_it(TileGrid grid) {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            int z = random.nextInt(grid.deepest() + 1);
            TileAddress tile = new TileAddress(grid, z, random.nextInt(1 << z), random.nextInt(1 << z));
            double x = (tile.x() + edge(random)) / tile.across();
            double y = (tile.y() + edge(random)) / tile.across();
            TileAddress.Window window = tile.window(1);
            assertThat(grid.longitude(x, y)).isBetween(window.west(), window.east());
            assertThat(grid.latitude(x, y)).isBetween(window.south(), window.north());
        }
    }

    /// Mostly on an edge or in a corner.
    private static double edge(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> random.nextDouble();
        };
    }

    /// The country's outermost places.
    @ParameterizedTest
    @CsvSource({"2.54,51.09", "6.41,50.33", "4.76,51.51", "5.47,49.49", "5.76,50.83"})
    void belgium_lies_in_its_grid(double longitude, double latitude) {
        double[] shares = new double[2];
        TileGrid.BELGIAN_LAMBERT.place(longitude, latitude, shares, 0);
        for (double share : shares) assertThat(share).isBetween(0.2, 0.8);
    }

    @Test
    void a_pixel_is_a_power_of_two() {
        TileGrid grid = TileGrid.BELGIAN_LAMBERT;
        assertThat(grid.extent().getWidth())
                .isEqualTo(256 * 2048)
                .isEqualTo(grid.extent().getHeight());
        assertThat(TileGrid.find("BelgianLambert2008Quad")).hasValue(grid);
        assertThat(new TileAddress(grid, 3, 1, 2)).hasToString("BelgianLambert2008Quad/3/1/2");
        assertThat(new TileAddress(grid, 12, 0, 0).depth()).isEqualTo(TileGrid.WEB_MERCATOR.deepest());
    }

    @Test
    void the_origin_is_where_the_register_says() {
        double[] at = new double[2];
        Lambert2008.project(4.359_215_833_333_33, 50.797_815, at, 0);
        assertThat(at[0]).isCloseTo(649_328, within(1e-6));
        assertThat(at[1]).isCloseTo(665_262, within(1e-6));
    }
}
