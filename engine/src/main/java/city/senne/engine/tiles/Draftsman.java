package city.senne.engine.tiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Draws geometries of EPSG:4326 in one tile: cut to the tile and a margin, simplified below what an eye can see, in
/// whole units. What it draws of areas is valid, whatever rounding does to them: outlines do not cross themselves,
/// holes lie inside. An area smaller than a pixel is drawn a pixel large, in the tile where its middle lies.
public final class Draftsman {
    /// Areas and lines reach this far over the edge, so that their borders are not seen there. In units, as all here.
    public static final int MARGIN = 64;

    /// Maps show a tile on 512 pixels.
    static final int PIXEL = TileAddress.EXTENT / 512;

    private static final double TOLERANCE = PIXEL / 4.0;
    private static final double FROM = -MARGIN;
    private static final double TO = TileAddress.EXTENT + MARGIN;

    /// Up to here it is quicker to hold each side against each than to build an index.
    private static final int SHORT_RING = 48;

    private final TileAddress tile;

    public Draftsman(TileAddress tile) {
        this.tile = tile;
    }

    /// A point, if it lies in this very tile: each lies in one tile of each zoom.
    public Optional<Drawing> point(double longitude, double latitude) {
        double[] at = inUnits(longitude, latitude);
        return at(at[0], at[1]);
    }

    /// Where a position lies in units of the tile: x to the east, y to the south.
    public double[] inUnits(double longitude, double latitude) {
        double scale = (double) tile.across() * TileAddress.EXTENT;
        return new double[] {
            Mercator.x(longitude) * scale - (double) tile.x() * TileAddress.EXTENT,
            Mercator.y(latitude) * scale - (double) tile.y() * TileAddress.EXTENT
        };
    }

    /// A point in the tile's own units.
    public Optional<Drawing> at(double x, double y) {
        if (!isHere(x, y)) return Optional.empty();
        Drawing drawing = new Drawing(Drawing.Kind.POINT);
        drawing.points(new int[] {(int) x, (int) y});
        return Optional.of(drawing);
    }

    private static boolean isHere(double x, double y) {
        return x >= 0 && y >= 0 && x < TileAddress.EXTENT && y < TileAddress.EXTENT;
    }

    /// What of the geometry is seen in this tile: at most one drawing of points, one of lines, one of areas.
    public List<Drawing> draw(Geometry geometry) {
        Parts parts = new Parts();
        collect(geometry, parts);
        List<Drawing> drawings = new ArrayList<>(1);
        if (!parts.points.isEmpty()) {
            Drawing drawing = new Drawing(Drawing.Kind.POINT);
            drawing.points(parts.points.stream().mapToInt(Integer::intValue).toArray());
            drawings.add(drawing);
        }
        if (!parts.lines.isEmpty()) lines(parts.lines, drawings);
        if (!parts.polygons.isEmpty()) polygons(parts.polygons, drawings);
        return drawings;
    }

    private static final class Parts {
        final List<Integer> points = new ArrayList<>(0);
        final List<Path> lines = new ArrayList<>(0);
        final List<Polygon> polygons = new ArrayList<>(1);
    }

    private void collect(Geometry geometry, Parts parts) {
        if (geometry.isEmpty()) return;
        switch (geometry) {
            case Point point -> {
                Path path = Path.projected(point.getCoordinateSequence(), 1, tile);
                if (isHere(path.x(0), path.y(0))) {
                    parts.points.add((int) path.x(0));
                    parts.points.add((int) path.y(0));
                }
            }
            case LineString line -> {
                Path path = Path.projected(line.getCoordinateSequence(), line.getNumPoints(), tile);
                if (!path.isOutside(FROM, TO)) path.linesWithin(FROM, TO, parts.lines);
            }
            case Polygon polygon -> parts.polygons.add(polygon);
            case GeometryCollection many -> {
                for (int i = 0; i < many.getNumGeometries(); i++) collect(many.getGeometryN(i), parts);
            }
            default -> throw new IllegalArgumentException("Nobody can draw a " + geometry.getGeometryType());
        }
    }

    private static void lines(List<Path> lines, List<Drawing> drawings) {
        Drawing drawing = new Drawing(Drawing.Kind.LINE);
        for (Path line : lines) {
            int[] xy = line.simplified(TOLERANCE, false).snapped();
            if (xy.length >= 4) drawing.line(xy);
        }
        if (!drawing.isEmpty()) drawings.add(drawing);
    }

    private void polygons(List<Polygon> polygons, List<Drawing> drawings) {
        List<int[][]> drawn = new ArrayList<>(polygons.size());
        Path widest = null;
        for (Polygon polygon : polygons) {
            Path outline = ring(polygon.getExteriorRing());
            if (outline.isOutside(FROM, TO)) continue;
            if (widest == null || outline.width() + outline.height() > widest.width() + widest.height()) {
                widest = outline;
            }
            if (isSpeck(outline)) continue;
            int[][] rings = rings(outline, polygon);
            if (rings.length > 0) drawn.add(rings);
        }
        if (widest == null) return;
        if (drawn.isEmpty()) {
            speck(widest, drawings);
            return;
        }
        if (!isSound(drawn)) drawn = new Mending(tile).mended(polygons);
        Drawing drawing = new Drawing(Drawing.Kind.POLYGON);
        for (int[][] rings : drawn) {
            for (int i = 0; i < rings.length; i++) drawing.ring(rings[i], i == 0);
        }
        if (!drawing.isEmpty()) drawings.add(drawing);
    }

    private static boolean isSpeck(Path outline) {
        return outline.width() < PIXEL && outline.height() < PIXEL;
    }

    private static void speck(Path outline, List<Drawing> drawings) {
        double x = outline.middleX();
        double y = outline.middleY();
        // A thin area that reaches out of the tile may have its middle elsewhere: it is drawn there.
        if (!isHere(x, y)) return;
        int left = (int) x - PIXEL / 2;
        int top = (int) y - PIXEL / 2;
        Drawing drawing = new Drawing(Drawing.Kind.POLYGON);
        drawing.ring(new int[] {left, top, left + PIXEL, top, left + PIXEL, top + PIXEL, left, top + PIXEL}, true);
        drawings.add(drawing);
    }

    private Path ring(LinearRing ring) {
        return Path.projected(ring.getCoordinateSequence(), Math.max(0, ring.getNumPoints() - 1), tile);
    }

    /// The outline and the holes that can be seen; none when the outline cannot.
    private int[][] rings(Path outline, Polygon polygon) {
        int[] outer = visible(outline);
        if (outer.length == 0) return new int[0][];
        List<int[]> rings = new ArrayList<>(1 + polygon.getNumInteriorRing());
        rings.add(outer);
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            Path hole = ring(polygon.getInteriorRingN(i));
            if (isSpeck(hole) || hole.isOutside(FROM, TO)) continue;
            int[] inner = visible(hole);
            if (inner.length > 0) rings.add(inner);
        }
        return rings.toArray(int[][]::new);
    }

    private static int[] visible(Path ring) {
        return Rings.cleaned(
                ring.ringWithin(FROM, TO).simplified(TOLERANCE, true).snapped());
    }

    private static boolean isSound(List<int[][]> polygons) {
        if (polygons.size() == 1 && polygons.getFirst().length == 1) {
            int[] ring = polygons.getFirst()[0];
            if (ring.length / 2 <= SHORT_RING) return Rings.isSimple(ring);
        }
        return Mending.geometry(polygons).isValid();
    }

    /// For a geometry of one's own making: positions in units of the tile.
    static Coordinate[] closed(int[] ring) {
        Coordinate[] positions = new Coordinate[ring.length / 2 + 1];
        for (int i = 0; i < ring.length; i += 2) positions[i / 2] = new Coordinate(ring[i], ring[i + 1]);
        positions[positions.length - 1] = positions[0].copy();
        return positions;
    }
}
