package city.senne.engine.tiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

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

    /// The same for a position that is placed in the grid.
    Optional<Drawing> projected(double x, double y) {
        double[] at = placed(x, y);
        return at(at[0], at[1]);
    }

    /// Where a position lies in units of the tile: x to the east, y to the south.
    public double[] inUnits(double longitude, double latitude) {
        double[] shares = new double[2];
        tile.grid().place(longitude, latitude, shares, 0);
        return placed(shares[0], shares[1]);
    }

    /// The same for a position that is placed in the grid: its shares of the map from the west and from the north.
    public double[] placed(double x, double y) {
        double scale = (double) tile.across() * TileAddress.EXTENT;
        return new double[] {
            x * scale - (double) tile.x() * TileAddress.EXTENT, y * scale - (double) tile.y() * TileAddress.EXTENT
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
        Shapes one = new Shapes(tile.grid());
        one.add(geometry);
        return draw(one, 0);
    }

    /// The same for one of many.
    List<Drawing> draw(Shapes shapes, int shape) {
        List<Integer> points = new ArrayList<>(0);
        List<Path> lines = new ArrayList<>(0);
        List<Drawing> drawings = new ArrayList<>(1);
        boolean areas = false;
        for (int i = shapes.firstPath(shape); i < shapes.endOfPaths(shape); i++) {
            switch (shapes.kind(i)) {
                case POINT -> {
                    Path path = shapes.path(i, tile);
                    if (isHere(path.x(0), path.y(0))) {
                        points.add((int) path.x(0));
                        points.add((int) path.y(0));
                    }
                }
                case LINE -> {
                    Path path = shapes.path(i, tile);
                    if (!path.isOutside(FROM, TO)) path.linesWithin(FROM, TO, lines);
                }
                case OUTLINE, HOLE -> areas = true;
            }
        }
        if (!points.isEmpty()) {
            Drawing drawing = new Drawing(Drawing.Kind.POINT);
            drawing.points(points.stream().mapToInt(Integer::intValue).toArray());
            drawings.add(drawing);
        }
        if (!lines.isEmpty()) lines(lines, drawings);
        if (areas) polygons(shapes, shape, drawings);
        return drawings;
    }

    private static void lines(List<Path> lines, List<Drawing> drawings) {
        Drawing drawing = new Drawing(Drawing.Kind.LINE);
        for (Path line : lines) {
            int[] xy = line.simplified(TOLERANCE, false).snapped();
            if (xy.length >= 4) drawing.line(xy);
        }
        if (!drawing.isEmpty()) drawings.add(drawing);
    }

    private void polygons(Shapes shapes, int shape, List<Drawing> drawings) {
        List<int[][]> drawn = new ArrayList<>(1);
        Path widest = null;
        for (int i = shapes.firstPath(shape); i < shapes.endOfPaths(shape); i++) {
            if (shapes.kind(i) != Shapes.Kind.OUTLINE) continue;
            Path outline = shapes.path(i, tile);
            if (outline.isOutside(FROM, TO)) continue;
            if (widest == null || outline.width() + outline.height() > widest.width() + widest.height()) {
                widest = outline;
            }
            if (isSpeck(outline)) continue;
            int[][] rings = rings(outline, shapes, i + 1, shapes.endOfHoles(shape, i));
            if (rings.length > 0) drawn.add(rings);
        }
        if (widest == null) return;
        if (drawn.isEmpty()) {
            speck(widest, drawings);
            return;
        }
        if (!isSound(drawn)) drawn = new Mending(tile).mended(shapes, shape);
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

    /// The outline and the holes that can be seen; none when the outline cannot.
    private int[][] rings(Path outline, Shapes shapes, int firstHole, int endOfHoles) {
        int[] outer = visible(outline);
        if (outer.length == 0) return new int[0][];
        List<int[]> rings = new ArrayList<>(1 + endOfHoles - firstHole);
        rings.add(outer);
        for (int i = firstHole; i < endOfHoles; i++) {
            Path hole = shapes.path(i, tile);
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
