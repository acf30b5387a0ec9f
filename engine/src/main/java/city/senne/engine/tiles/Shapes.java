package city.senne.engine.tiles;

import java.util.Arrays;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Geometries in a grid's projection, one after another in a few arrays: a fraction of what they take as objects.
/// Each is a row of paths: points, lines, outlines with the holes that follow them.
final class Shapes {
    enum Kind {
        POINT,
        LINE,
        OUTLINE,
        HOLE;

        private static final Kind[] ALL = values();
    }

    private final TileGrid grid;
    private double[] xy = new double[16];
    private int used;
    private byte[] kinds = new byte[4];
    private int[] pathEnds = new int[4];
    private int paths;
    private int[] ends = new int[2];
    private double[] boxes = new double[8];
    private int count;

    Shapes(TileGrid grid) {
        this.grid = grid;
    }

    /// Takes up one more, of EPSG:4326. Its corners are projected; what lies between them stays straight.
    void add(Geometry geometry) {
        int first = used;
        take(geometry);
        if (count == ends.length) ends = Arrays.copyOf(ends, 2 * count);
        if (4 * count == boxes.length) boxes = Arrays.copyOf(boxes, 8 * count);
        ends[count] = paths;
        frame(first);
        count++;
    }

    private void take(Geometry geometry) {
        if (geometry.isEmpty()) return;
        switch (geometry) {
            case Point point -> path(Kind.POINT, point.getCoordinateSequence(), 1);
            case LineString line -> path(Kind.LINE, line.getCoordinateSequence(), line.getNumPoints());
            case Polygon polygon -> {
                ring(Kind.OUTLINE, polygon.getExteriorRing());
                for (int i = 0; i < polygon.getNumInteriorRing(); i++) ring(Kind.HOLE, polygon.getInteriorRingN(i));
            }
            case GeometryCollection many -> {
                for (int i = 0; i < many.getNumGeometries(); i++) take(many.getGeometryN(i));
            }
            default -> throw new IllegalArgumentException("Nobody can draw a " + geometry.getGeometryType());
        }
    }

    private void ring(Kind kind, LinearRing ring) {
        path(kind, ring.getCoordinateSequence(), Math.max(0, ring.getNumPoints() - 1));
    }

    /// @param until how many positions are taken: a ring is taken without its end
    private void path(Kind kind, CoordinateSequence positions, int until) {
        if (used + 2 * until > xy.length) xy = Arrays.copyOf(xy, Math.max(2 * xy.length, used + 2 * until));
        for (int i = 0; i < until; i++) {
            grid.place(positions.getX(i), positions.getY(i), xy, used);
            used += 2;
        }
        if (paths == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * paths);
            pathEnds = Arrays.copyOf(pathEnds, 2 * paths);
        }
        kinds[paths] = (byte) kind.ordinal();
        pathEnds[paths++] = used;
    }

    private void frame(int first) {
        double west = Double.POSITIVE_INFINITY;
        double north = Double.POSITIVE_INFINITY;
        double east = Double.NEGATIVE_INFINITY;
        double south = Double.NEGATIVE_INFINITY;
        for (int i = first; i < used; i += 2) {
            if (xy[i] < west) west = xy[i];
            if (xy[i] > east) east = xy[i];
            if (xy[i + 1] < north) north = xy[i + 1];
            if (xy[i + 1] > south) south = xy[i + 1];
        }
        boxes[4 * count] = west;
        boxes[4 * count + 1] = north;
        boxes[4 * count + 2] = east;
        boxes[4 * count + 3] = south;
    }

    /// Whether the smallest box around a shape touches another box, in the same projection.
    boolean touches(int shape, double west, double north, double east, double south) {
        int at = 4 * shape;
        return boxes[at] <= east && boxes[at + 2] >= west && boxes[at + 1] <= south && boxes[at + 3] >= north;
    }

    int firstPath(int shape) {
        return shape == 0 ? 0 : ends[shape - 1];
    }

    int endOfPaths(int shape) {
        return ends[shape];
    }

    /// Behind the last hole of an outline.
    int endOfHoles(int shape, int outline) {
        int path = outline + 1;
        while (path < ends[shape] && kind(path) == Kind.HOLE) path++;
        return path;
    }

    Kind kind(int path) {
        return Kind.ALL[kinds[path]];
    }

    /// In units of a tile.
    Path path(int path, TileAddress tile) {
        return Path.placed(xy, path == 0 ? 0 : pathEnds[path - 1], pathEnds[path], tile);
    }

    void trim() {
        xy = Arrays.copyOf(xy, used);
        kinds = Arrays.copyOf(kinds, paths);
        pathEnds = Arrays.copyOf(pathEnds, paths);
        ends = Arrays.copyOf(ends, count);
        boxes = Arrays.copyOf(boxes, 4 * count);
    }

    long bytes() {
        return 8L * (used + 4L * count) + 5L * paths + 4L * count;
    }
}
