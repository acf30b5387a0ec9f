package city.senne.data.tiles;

import city.senne.engine.tiles.TileAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Counted cells of one tile, taken together where their circles would cover each other.
final class Clusters {
    /// Fine cells across a tile: 16 pixels each.
    static final int CELLS = 32;

    /// Circles are drawn up to so far apart, in units of the tile: 56 pixels.
    private static final double APART = 56.0 / 512 * TileAddress.EXTENT;

    private Clusters() {}

    /// So many rows have their middle in one cell; their mean position is in units of the tile.
    record Cell(long count, long large, double x, double y) {}

    /// Every row is counted in one cluster, largest first.
    static List<Cell> of(List<Cell> cells) {
        List<Cell> open = new ArrayList<>(cells);
        open.sort(Comparator.comparingLong(Cell::count)
                .reversed()
                .thenComparingDouble(Cell::y)
                .thenComparingDouble(Cell::x));
        List<Cell> clusters = new ArrayList<>();
        boolean[] taken = new boolean[open.size()];
        for (int i = 0; i < taken.length; i++) {
            if (taken[i]) continue;
            Cell first = open.get(i);
            long count = 0;
            double x = 0;
            double y = 0;
            for (int j = i; j < taken.length; j++) {
                Cell other = open.get(j);
                if (taken[j] || Math.hypot(other.x() - first.x(), other.y() - first.y()) > APART) continue;
                taken[j] = true;
                count += other.count();
                x += other.x() * other.count();
                y += other.y() * other.count();
            }
            clusters.add(new Cell(count, 0, x / count, y / count));
        }
        return clusters;
    }
}
