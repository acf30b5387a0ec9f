package city.senne.engine.tiles;

import java.util.Optional;

/// One square of the web's map: at zoom `z` the world is 2^z squares wide and high, counted from the north-west.
public record TileAddress(int z, int x, int y) {
    /// Deeper ones are a few metres wide; maps enlarge those of this zoom.
    public static final int DEEPEST = 18;

    /// Units across a tile.
    public static final int EXTENT = 4096;

    public TileAddress {
        if (!exists(z, x, y)) throw new IllegalArgumentException("No tile " + z + "/" + x + "/" + y);
    }

    /// The tile, if there is one under these numbers.
    public static Optional<TileAddress> find(int z, int x, int y) {
        return exists(z, x, y) ? Optional.of(new TileAddress(z, x, y)) : Optional.empty();
    }

    private static boolean exists(int z, int x, int y) {
        return z >= 0 && z <= DEEPEST && x >= 0 && y >= 0 && x < 1 << z && y < 1 << z;
    }

    /// How many tiles lie side by side around the world.
    public int across() {
        return 1 << z;
    }

    /// The square of a zoom above, or of this one, in which it lies.
    public TileAddress within(int zoom) {
        return new TileAddress(zoom, x >> z - zoom, y >> z - zoom);
    }

    /// The part of the Earth that it shows, in degrees, with a margin on each side.
    ///
    /// @param margin in units of the tile
    public Window window(double margin) {
        double share = margin / EXTENT;
        return new Window(
                Mercator.longitude((x - share) / across()),
                Mercator.latitude((y + 1 + share) / across()),
                Mercator.longitude((x + 1 + share) / across()),
                Mercator.latitude((y - share) / across()));
    }

    /// A box in degrees of longitude and latitude, with its edges.
    public record Window(double west, double south, double east, double north) {}

    @Override
    public String toString() {
        return z + "/" + x + "/" + y;
    }
}
