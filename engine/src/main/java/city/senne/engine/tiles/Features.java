package city.senne.engine.tiles;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// Rows with their places and values, kept to be drawn in many tiles: positions are projected and values written as
/// tiles carry them once for all, in a few large arrays. Filled by one thread; once trimmed it stays as it is and is
/// for several.
public final class Features {
    private final TileGrid grid;
    private final List<String> keys;
    private final @Nullable Shapes shapes;
    private final Values values = new Values();
    private int[] indexes;
    private double[] middles = new double[32];
    private double[] sizes;
    private int count;

    /// @param grid of the tiles
    /// @param keys what the values of its rows are called
    /// @param shapes whether places are shapes; else they are points
    public Features(TileGrid grid, List<String> keys, boolean shapes) {
        this.grid = grid;
        this.keys = List.copyOf(keys);
        this.shapes = shapes ? new Shapes(grid) : null;
        this.indexes = new int[16 * keys.size()];
        this.sizes = new double[shapes ? 16 : 0];
    }

    /// @param longitude,latitude of a point, or of the middle of a shape
    /// @param size of a shape, in what unit ever
    /// @param shape of EPSG:4326; for points none. A row of a shape without one is not taken up
    /// @param row one value per key, as [VectorTile.Layer#add] takes them
    public void add(double longitude, double latitude, double size, @Nullable Geometry shape, @Nullable Object[] row) {
        if (2 * count == middles.length) {
            indexes = Arrays.copyOf(indexes, 2 * indexes.length);
            middles = Arrays.copyOf(middles, 2 * middles.length);
            sizes = Arrays.copyOf(sizes, 2 * sizes.length);
        }
        if (shapes != null) {
            if (shape == null) return;
            sizes[count] = size;
            shapes.add(shape);
        }
        for (int i = 0; i < keys.size(); i++) indexes[count * keys.size() + i] = values.index(row[i]);
        grid.place(longitude, latitude, middles, 2 * count);
        count++;
    }

    /// Gives back the room that is not used; nothing is added any more.
    public void trim() {
        indexes = Arrays.copyOf(indexes, count * keys.size());
        middles = Arrays.copyOf(middles, 2 * count);
        if (shapes != null) {
            sizes = Arrays.copyOf(sizes, count);
            shapes.trim();
        }
        values.trim();
    }

    /// How much memory it takes, about, once it is trimmed.
    public long bytes() {
        long places = shapes == null ? 16L * count : 24L * count + shapes.bytes();
        return places + 4L * count * keys.size() + values.bytes();
    }

    public List<String> keys() {
        return keys;
    }

    public int count() {
        return count;
    }

    /// As it was given; points have none.
    public double size(int row) {
        return shapes == null ? 0 : sizes[row];
    }

    /// The middle's share of the map, from the west.
    public double x(int row) {
        return middles[2 * row];
    }

    /// The middle's share of the map, from the north.
    public double y(int row) {
        return middles[2 * row + 1];
    }

    /// The first row from here on whose place may be seen in a tile; [#count] when there is none. They come in the
    /// order in which they were added.
    ///
    /// @param margin around the tile, in its units
    public int next(int row, TileAddress tile, double margin) {
        double share = margin / TileAddress.EXTENT;
        double west = (tile.x() - share) / tile.across();
        double north = (tile.y() - share) / tile.across();
        double east = (tile.x() + 1 + share) / tile.across();
        double south = (tile.y() + 1 + share) / tile.across();
        for (int i = row; i < count; i++) {
            boolean seen = shapes == null
                    ? x(i) >= west && x(i) <= east && y(i) >= north && y(i) <= south
                    : shapes.touches(i, west, north, east, south);
            if (seen) return i;
        }
        return count;
    }

    /// What of a row is seen in the draftsman's tile.
    public List<Drawing> draw(int row, Draftsman draftsman) {
        if (shapes != null) return draftsman.draw(shapes, row);
        Optional<Drawing> point = draftsman.projected(x(row), y(row));
        return point.stream().toList();
    }

    Values values() {
        return values;
    }

    int index(int row, int key) {
        return indexes[row * keys.size() + key];
    }
}
