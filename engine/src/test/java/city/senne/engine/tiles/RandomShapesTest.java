package city.senne.engine.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.GeometryFixer;

/// Shapes that nobody would think of, drawn at every zoom and read by somebody else's library.
class RandomShapesTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void every_area_is_valid_after_it_was_drawn(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 150; i++) {
            TileAddress address = somewhere(random);
            Geometry shape = shape(random, address);
            for (ForeignReader.Feature feature : drawn(shape, address)) {
                assertThat(feature.geometry().isValid())
                        .as("%s of %s is %s", address, shape, feature.geometry())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void what_is_drawn_covers_what_is_there(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            TileAddress address = somewhere(random);
            Geometry shape = GeometryFixer.fix(shape(random, address));
            Geometry seen =
                    inUnits(shape, address).intersection(GEOMETRIES.toGeometry(new Envelope(-64, 4160, -64, 4160)));
            if (seen.getArea() == 0) continue;
            double drawn = drawn(shape, address).stream()
                    .mapToDouble(feature -> feature.geometry().getArea())
                    .sum();
            // Two units of simplifying and one of rounding along every border, and a pixel for specks.
            assertThat(Math.abs(drawn - seen.getArea()))
                    .as("%s of %s", address, shape)
                    .isLessThan(3 * seen.getLength() + 64);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nonsense_draws_nothing_and_breaks_nothing(TileGrid grid) {
        Draftsman draftsman = new Draftsman(new TileAddress(grid, 3, 4, 2));
        for (double strange : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300, -1e300}) {
            assertThat(draftsman.draw(GEOMETRIES.createPoint(new Coordinate(strange, strange))))
                    .isEmpty();
            Coordinate[] ring = {
                new Coordinate(4, 50), new Coordinate(strange, 50), new Coordinate(4, strange), new Coordinate(4, 50)
            };
            draftsman.draw(GEOMETRIES.createPolygon(ring));
            draftsman.draw(GEOMETRIES.createLineString(ring));
        }
    }

    private static List<ForeignReader.Feature> drawn(Geometry shape, TileAddress address) throws Exception {
        VectorTile tile = new VectorTile();
        VectorTile.Layer layer = tile.layer("rows", List.of());
        new Draftsman(address).draw(shape).forEach(layer::add);
        return ForeignReader.read(tile.toBytes(), "rows");
    }

    private static TileAddress somewhere(Random random) {
        TileGrid grid = TileGrid.values()[random.nextInt(2)];
        int z = random.nextInt(grid.deepest() + 1);
        return new TileAddress(grid, z, random.nextInt(1 << z), random.nextInt(1 << z));
    }

    /// Rings that may cross themselves, stars, many parts, holes, from far smaller than a pixel to far larger than the
    /// tile.
    private static Geometry shape(Random random, TileAddress address) {
        List<Polygon> parts = new ArrayList<>();
        int count = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1;
        for (int i = 0; i < count; i++) parts.add(polygon(random, address));
        return count == 1 ? parts.getFirst() : GEOMETRIES.createMultiPolygon(parts.toArray(Polygon[]::new));
    }

    private static Polygon polygon(Random random, TileAddress address) {
        double size = Math.pow(10, random.nextDouble() * 5 - 3);
        double x = random.nextDouble(-0.2, 1.2);
        double y = random.nextDouble(-0.2, 1.2);
        LinearRing outer = ring(random, address, x, y, size, 3 + random.nextInt(random.nextBoolean() ? 8 : 200));
        if (random.nextInt(3) > 0) return GEOMETRIES.createPolygon(outer);
        return GEOMETRIES.createPolygon(outer, new LinearRing[] {ring(random, address, x, y, size / 3, 5)});
    }

    private static LinearRing ring(Random random, TileAddress address, double x, double y, double size, int corners) {
        // Lines drawn at random cross each other thousands of times when there are many of them.
        boolean star = corners > 12 || random.nextInt(3) > 0;
        Coordinate[] ring = new Coordinate[corners + 1];
        for (int i = 0; i < corners; i++) {
            double angle = star ? 2 * Math.PI * i / corners : random.nextDouble() * 2 * Math.PI;
            double far = size * random.nextDouble(0.2, 1);
            double across = (address.x() + x + far * Math.cos(angle)) / address.across();
            double down = (address.y() + y + far * Math.sin(angle)) / address.across();
            ring[i] = new Coordinate(
                    address.grid().longitude(across, down), address.grid().latitude(across, down));
        }
        ring[corners] = ring[0].copy();
        return GEOMETRIES.createLinearRing(ring);
    }

    private static Geometry inUnits(Geometry shape, TileAddress address) {
        Geometry projected = shape.copy();
        double[] shares = new double[2];
        projected.apply((Coordinate at) -> {
            address.grid().place(at.x, at.y, shares, 0);
            at.setCoordinate(new Coordinate(shares[0], shares[1]));
        });
        projected.geometryChanged();
        double scale = (double) address.across() * TileAddress.EXTENT;
        Geometry units = new AffineTransformation()
                .scale(scale, scale)
                .translate(-(double) address.x() * TileAddress.EXTENT, -(double) address.y() * TileAddress.EXTENT)
                .transform(projected);
        return GeometryFixer.fix(units);
    }
}
