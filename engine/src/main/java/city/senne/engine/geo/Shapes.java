package city.senne.engine.geo;

import city.senne.engine.delivery.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Builds geometries of raw positions, whatever the format they come from. What had to be mended on the way stands as
/// a Reason in the geometry's user data, where Repair finds it.
public final class Shapes {
    public static final GeometryFactory FACTORY = new GeometryFactory();
    static final Reason RING_CLOSED = Reason.of("geo.ring-closed");

    private Shapes() {}

    public static Point point(double x, double y) {
        return FACTORY.createPoint(new Coordinate(x, y));
    }

    public static LineString line(Coordinate[] positions) throws GeometryProblem {
        if (positions.length == 1) throw GeometryProblem.of("line-too-short");
        return FACTORY.createLineString(positions);
    }

    /// A polygon of its outer ring and its holes. Rings that do not end where they begin are closed.
    public static Polygon polygon(List<Coordinate[]> rings) throws GeometryProblem {
        if (rings.isEmpty()) return FACTORY.createPolygon();
        boolean closed = false;
        LinearRing[] built = new LinearRing[rings.size()];
        for (int i = 0; i < built.length; i++) {
            Coordinate[] ring = rings.get(i);
            if (ring.length > 0 && !ring[0].equals2D(ring[ring.length - 1])) {
                ring = Arrays.copyOf(ring, ring.length + 1);
                ring[ring.length - 1] = ring[0].copy();
                closed = true;
            }
            if (ring.length > 0 && ring.length < 4) throw GeometryProblem.of("ring-too-short", ring.length);
            built[i] = FACTORY.createLinearRing(ring);
        }
        Polygon polygon = FACTORY.createPolygon(built[0], Arrays.copyOfRange(built, 1, built.length));
        if (closed) polygon.setUserData(RING_CLOSED);
        return polygon;
    }

    /// One or several polygons of rings in any order, as shapefiles keep them: clockwise rings are outer ones, the
    /// others are holes of the smallest outer ring around them.
    public static Geometry polygons(List<Coordinate[]> rings) throws GeometryProblem {
        List<List<Coordinate[]>> found = new ArrayList<>();
        List<Coordinate[]> holes = new ArrayList<>();
        for (Coordinate[] ring : rings) {
            if (ring.length >= 4 && Orientation.isCCW(ring)) holes.add(ring);
            else found.add(started(ring));
        }
        if (found.isEmpty()) {
            for (Coordinate[] ring : holes) found.add(started(ring));
            holes.clear();
        }
        List<Polygon> outer = new ArrayList<>();
        for (List<Coordinate[]> one : found) outer.add(polygon(one));
        for (Coordinate[] hole : holes) {
            int around = around(outer, hole);
            if (around >= 0) found.get(around).add(hole);
            else found.add(started(hole));
        }
        List<Polygon> polygons = new ArrayList<>();
        for (List<Coordinate[]> one : found) polygons.add(polygon(one));
        if (polygons.size() == 1) return polygons.getFirst();
        return withRemarks(FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new)), polygons);
    }

    private static List<Coordinate[]> started(Coordinate[] ring) {
        List<Coordinate[]> rings = new ArrayList<>();
        rings.add(ring);
        return rings;
    }

    private static int around(List<Polygon> outer, Coordinate[] hole) {
        if (outer.size() == 1) return 0;
        int found = -1;
        for (int i = 0; i < outer.size(); i++) {
            Polygon candidate = outer.get(i);
            if (!candidate.getEnvelopeInternal().contains(hole[0])) continue;
            boolean inside = org.locationtech.jts.algorithm.PointLocation.isInRing(
                    hole[0], candidate.getExteriorRing().getCoordinates());
            if (inside && (found < 0 || candidate.getArea() < outer.get(found).getArea())) found = i;
        }
        return found;
    }

    /// The whole remembers what was mended in its parts.
    static Geometry withRemarks(Geometry whole, List<? extends Geometry> parts) {
        for (Geometry part : parts) {
            if (part.getUserData() instanceof Reason remark) whole.setUserData(remark);
        }
        return whole;
    }
}
