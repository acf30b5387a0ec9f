package city.senne.engine.tiles;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/// Positions in units of a tile, one after another, before they are rounded.
final class Path {
    private double[] xy;
    private int size;
    private double minX = Double.POSITIVE_INFINITY;
    private double minY = Double.POSITIVE_INFINITY;
    private double maxX = Double.NEGATIVE_INFINITY;
    private double maxY = Double.NEGATIVE_INFINITY;

    private Path(int positions) {
        xy = new double[Math.max(8, 2 * positions)];
    }

    /// @param xy in the grid's projection, x and y by turns, of which those from `from` to before `until` are meant
    static Path placed(double[] xy, int from, int until, TileAddress tile) {
        Path path = new Path((until - from) / 2);
        double scale = (double) tile.across() * TileAddress.EXTENT;
        double left = (double) tile.x() * TileAddress.EXTENT;
        double top = (double) tile.y() * TileAddress.EXTENT;
        for (int i = from; i < until; i += 2) path.add(xy[i] * scale - left, xy[i + 1] * scale - top);
        return path;
    }

    private void add(double x, double y) {
        if (size == xy.length) xy = Arrays.copyOf(xy, 2 * size);
        xy[size++] = x;
        xy[size++] = y;
        if (x < minX) minX = x;
        if (x > maxX) maxX = x;
        if (y < minY) minY = y;
        if (y > maxY) maxY = y;
    }

    int count() {
        return size / 2;
    }

    double x(int i) {
        return xy[2 * i];
    }

    double y(int i) {
        return xy[2 * i + 1];
    }

    double width() {
        return maxX - minX;
    }

    double height() {
        return maxY - minY;
    }

    double middleX() {
        return (minX + maxX) / 2;
    }

    double middleY() {
        return (minY + maxY) / 2;
    }

    boolean isOutside(double from, double to) {
        return maxX < from || maxY < from || minX > to || minY > to;
    }

    boolean isInside(double from, double to) {
        return minX >= from && minY >= from && maxX <= to && maxY <= to;
    }

    /// The part of a ring in the square, side after side (Sutherland and Hodgman). Where the ring leaves and comes back
    /// it runs along the edge.
    Path ringWithin(double from, double to) {
        if (isInside(from, to)) return this;
        Path path = this;
        for (int side = 0; side < 4 && path.size > 0; side++) path = path.ringBehind(side, side < 2 ? from : to);
        return path;
    }

    /// @param side 0 and 1: x and y not under the limit; 2 and 3: not over it
    private Path ringBehind(int side, double limit) {
        int axis = side % 2;
        double sign = side < 2 ? 1 : -1;
        Path kept = new Path(count() + 8);
        double lastX = xy[size - 2];
        double lastY = xy[size - 1];
        double last = sign * ((axis == 0 ? lastX : lastY) - limit);
        for (int i = 0; i < size; i += 2) {
            double here = sign * (xy[i + axis] - limit);
            if (here >= 0 != last >= 0) {
                double share = last / (last - here);
                double x = axis == 0 ? limit : lastX + share * (xy[i] - lastX);
                double y = axis == 1 ? limit : lastY + share * (xy[i + 1] - lastY);
                kept.add(x, y);
            }
            if (here >= 0) kept.add(xy[i], xy[i + 1]);
            lastX = xy[i];
            lastY = xy[i + 1];
            last = here;
        }
        return kept;
    }

    /// The parts of a line in the square.
    void linesWithin(double from, double to, List<Path> parts) {
        if (isInside(from, to)) {
            parts.add(this);
            return;
        }
        Path part = null;
        for (int i = 1; i < count(); i++) {
            double[] inside = segmentWithin(x(i - 1), y(i - 1), x(i), y(i), from, to);
            if (inside == null) {
                part = null;
                continue;
            }
            boolean goesOn =
                    part != null && part.x(part.count() - 1) == inside[0] && part.y(part.count() - 1) == inside[1];
            if (!goesOn || part == null) {
                part = new Path(8);
                part.add(inside[0], inside[1]);
                parts.add(part);
            }
            part.add(inside[2], inside[3]);
        }
    }

    /// Liang and Barsky.
    private static double @Nullable [] segmentWithin(
            double x0, double y0, double x1, double y1, double from, double to) {
        double begin = 0;
        double end = 1;
        double[] steps = {x0 - x1, x1 - x0, y0 - y1, y1 - y0};
        double[] rooms = {x0 - from, to - x0, y0 - from, to - y0};
        for (int i = 0; i < 4; i++) {
            if (steps[i] == 0) {
                if (rooms[i] < 0) return null;
                continue;
            }
            double share = rooms[i] / steps[i];
            if (steps[i] < 0) begin = Math.max(begin, share);
            else end = Math.min(end, share);
        }
        if (begin > end) return null;
        return new double[] {
            begin == 0 ? x0 : x0 + begin * (x1 - x0),
            begin == 0 ? y0 : y0 + begin * (y1 - y0),
            end == 1 ? x1 : x0 + end * (x1 - x0),
            end == 1 ? y1 : y0 + end * (y1 - y0)
        };
    }

    /// Without the positions that lie nearer than the tolerance to what remains (Douglas and Peucker).
    ///
    /// @param ring whether the end is joined to the beginning
    Path simplified(double tolerance, boolean ring) {
        int count = count();
        if (count <= (ring ? 8 : 2)) return this;
        boolean[] kept = new boolean[count + 1];
        kept[0] = true;
        if (ring) {
            int farthest = farthestFromStart();
            kept[farthest] = true;
            keep(kept, 0, farthest, tolerance * tolerance);
            keep(kept, farthest, count, tolerance * tolerance);
        } else {
            kept[count - 1] = true;
            keep(kept, 0, count - 1, tolerance * tolerance);
        }
        Path path = new Path(count);
        for (int i = 0; i < count; i++) {
            if (kept[i]) path.add(x(i), y(i));
        }
        return path;
    }

    private int farthestFromStart() {
        int farthest = 1;
        double most = -1;
        for (int i = 1; i < count(); i++) {
            double distance = square(x(i) - x(0)) + square(y(i) - y(0));
            if (distance > most) {
                most = distance;
                farthest = i;
            }
        }
        return farthest;
    }

    private void keep(boolean[] kept, int first, int last, double tolerance) {
        int[] open = new int[64];
        int depth = 0;
        open[depth++] = first;
        open[depth++] = last;
        while (depth > 0) {
            int to = open[--depth];
            int from = open[--depth];
            int farthest = -1;
            double most = tolerance;
            for (int i = from + 1; i < to; i++) {
                double distance = distance(i, from, to % count());
                if (distance > most) {
                    most = distance;
                    farthest = i;
                }
            }
            if (farthest < 0) continue;
            kept[farthest] = true;
            if (depth + 4 > open.length) open = Arrays.copyOf(open, 2 * open.length);
            open[depth++] = from;
            open[depth++] = farthest;
            open[depth++] = farthest;
            open[depth++] = to;
        }
    }

    /// Squared, of a position to a segment.
    private double distance(int i, int from, int to) {
        double dx = x(to) - x(from);
        double dy = y(to) - y(from);
        double length = dx * dx + dy * dy;
        double share = length == 0 ? 0 : ((x(i) - x(from)) * dx + (y(i) - y(from)) * dy) / length;
        double bounded = Math.max(0, Math.min(1, share));
        return square(x(i) - x(from) - bounded * dx) + square(y(i) - y(from) - bounded * dy);
    }

    private static double square(double value) {
        return value * value;
    }

    /// The ring as a geometry takes it, with the first position again at the end.
    Coordinate[] closed() {
        if (size == 0) return new Coordinate[0];
        Coordinate[] positions = new Coordinate[count() + 1];
        for (int i = 0; i < count(); i++) positions[i] = new Coordinate(x(i), y(i));
        positions[count()] = positions[0].copy();
        return positions;
    }

    /// In whole units, without positions that repeat the one before.
    int[] snapped() {
        int[] whole = new int[size];
        int used = 0;
        for (int i = 0; i < size; i += 2) {
            int x = (int) Math.round(xy[i]);
            int y = (int) Math.round(xy[i + 1]);
            if (used > 0 && whole[used - 2] == x && whole[used - 1] == y) continue;
            whole[used++] = x;
            whole[used++] = y;
        }
        return Arrays.copyOf(whole, used);
    }
}
