package city.senne.engine.tiles;

import java.util.Optional;

/// One square of a map: at zoom `z` its grid is 2^z squares wide and high, counted from the north-west.
public record TileAddress(TileGrid grid, int z, int x, int y) {
    /// Units across a tile.
    public static final int EXTENT = 4096;

    public TileAddress {
        if (!exists(grid, z, x, y)) throw new IllegalArgumentException("No tile " + z + "/" + x + "/" + y);
    }

    /// One of the map of the web.
    public TileAddress(int z, int x, int y) {
        this(TileGrid.WEB_MERCATOR, z, x, y);
    }

    /// The tile, if there is one under these numbers.
    public static Optional<TileAddress> find(TileGrid grid, int z, int x, int y) {
        return exists(grid, z, x, y) ? Optional.of(new TileAddress(grid, z, x, y)) : Optional.empty();
    }

    private static boolean exists(TileGrid grid, int z, int x, int y) {
        return z >= 0 && z <= grid.deepest() && x >= 0 && y >= 0 && x < 1 << z && y < 1 << z;
    }

    /// How many tiles lie side by side.
    public int across() {
        return 1 << z;
    }

    /// At which zoom the map of the web shows about as much on a tile.
    public int depth() {
        return z + grid.offset();
    }

    /// About how many degrees of longitude it is wide, where the map of the web would show it as large.
    public double degrees() {
        return grid.degrees() / across();
    }

    /// The square of a zoom above, or of this one, in which it lies.
    public TileAddress within(int zoom) {
        return new TileAddress(grid, zoom, x >> z - zoom, y >> z - zoom);
    }

    /// The part of the Earth that it shows, in degrees, with a margin on each side.
    ///
    /// @param margin in units of the tile
    public Window window(double margin) {
        double share = margin / EXTENT;
        return grid.window(
                (x - share) / across(), (y + 1 + share) / across(), (x + 1 + share) / across(), (y - share) / across());
    }

    /// A box in degrees of longitude and latitude, with its edges.
    public record Window(double west, double south, double east, double north) {}

    /// As maps write it; other grids than the web's say which.
    @Override
    public String toString() {
        return (grid == TileGrid.WEB_MERCATOR ? "" : grid.id() + "/") + z + "/" + x + "/" + y;
    }
}
