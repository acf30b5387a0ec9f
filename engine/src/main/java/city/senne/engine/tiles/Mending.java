package city.senne.engine.tiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNG;

/// The careful way for the few areas that quick cutting and rounding would leave crossing themselves: an overlay with
/// the tile's square on the grid of whole units.
final class Mending {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final PrecisionModel WHOLE_UNITS = new PrecisionModel(1);
    private static final Geometry SQUARE = GEOMETRIES.toGeometry(new Envelope(
            -Draftsman.MARGIN,
            TileAddress.EXTENT + Draftsman.MARGIN,
            -Draftsman.MARGIN,
            TileAddress.EXTENT + Draftsman.MARGIN));

    private final TileAddress tile;

    Mending(TileAddress tile) {
        this.tile = tile;
    }

    /// Valid rings of what is in the square, outline first; none where nothing can be made of it.
    List<int[][]> mended(Shapes shapes, int shape) {
        Geometry whole = areas(shapes, shape);
        Geometry seen;
        try {
            seen = within(whole);
        } catch (RuntimeException crossing) {
            try {
                seen = within(GeometryFixer.fix(whole));
            } catch (RuntimeException hopeless) {
                return List.of();
            }
        }
        List<int[][]> rings = rings(seen);
        // Sides that were taken together on the grid may still touch where corners were dropped.
        return rings.isEmpty() || geometry(rings).isValid() ? rings : List.of();
    }

    private Geometry areas(Shapes shapes, int shape) {
        List<Polygon> polygons = new ArrayList<>(1);
        for (int i = shapes.firstPath(shape); i < shapes.endOfPaths(shape); i++) {
            if (shapes.kind(i) != Shapes.Kind.OUTLINE) continue;
            LinearRing[] holes = new LinearRing[shapes.endOfHoles(shape, i) - i - 1];
            for (int j = 0; j < holes.length; j++) holes[j] = ring(shapes, i + 1 + j);
            polygons.add(GEOMETRIES.createPolygon(ring(shapes, i), holes));
        }
        return GEOMETRIES.createMultiPolygon(polygons.toArray(Polygon[]::new));
    }

    private LinearRing ring(Shapes shapes, int path) {
        return GEOMETRIES.createLinearRing(shapes.path(path, tile).closed());
    }

    private static Geometry within(Geometry whole) {
        return OverlayNG.overlay(whole, SQUARE, OverlayNG.INTERSECTION, WHOLE_UNITS);
    }

    private static List<int[][]> rings(Geometry seen) {
        List<int[][]> polygons = new ArrayList<>();
        for (Object found : PolygonExtracter.getPolygons(seen)) {
            Polygon polygon = (Polygon) found;
            if (polygon.isEmpty()) continue;
            List<int[]> rings = new ArrayList<>();
            add(polygon.getExteriorRing(), rings);
            if (rings.isEmpty()) continue;
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) add(polygon.getInteriorRingN(i), rings);
            polygons.add(rings.toArray(int[][]::new));
        }
        return polygons;
    }

    private static void add(LinearRing ring, List<int[]> rings) {
        Coordinate[] positions = ring.getCoordinates();
        int[] xy = new int[2 * positions.length - 2];
        for (int i = 0; i < xy.length; i += 2) {
            xy[i] = (int) Math.round(positions[i / 2].x);
            xy[i + 1] = (int) Math.round(positions[i / 2].y);
        }
        int[] cleaned = Rings.cleaned(xy);
        if (cleaned.length > 0) rings.add(cleaned);
    }

    /// The same as a geometry, to be judged.
    static Geometry geometry(List<int[][]> polygons) {
        Polygon[] built = new Polygon[polygons.size()];
        for (int i = 0; i < built.length; i++) {
            LinearRing[] rings = Arrays.stream(polygons.get(i))
                    .map(ring -> GEOMETRIES.createLinearRing(Draftsman.closed(ring)))
                    .toArray(LinearRing[]::new);
            built[i] = GEOMETRIES.createPolygon(rings[0], Arrays.copyOfRange(rings, 1, rings.length));
        }
        return built.length == 1 ? built[0] : GEOMETRIES.createMultiPolygon(built);
    }
}
