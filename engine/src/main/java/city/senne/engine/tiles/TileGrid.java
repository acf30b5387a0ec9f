package city.senne.engine.tiles;

import city.senne.engine.geo.Lambert2008;
import city.senne.engine.tiles.TileAddress.Window;
import java.util.Arrays;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/// A square of a projection that is cut into tiles: at zoom 0 it is one tile, at each further zoom every tile is four.
/// Places lie in it by their shares of its sides, from the west and from the north.
public enum TileGrid {
    /// The map of the web: the whole world but its poles.
    WEB_MERCATOR(
            "WebMercatorQuad",
            3857,
            new Envelope(-Equator.HALF, Equator.HALF, -Equator.HALF, Equator.HALF),
            18,
            0,
            360) {
        @Override
        public void place(double longitude, double latitude, double[] into, int at) {
            into[at] = Mercator.x(longitude);
            into[at + 1] = Mercator.y(latitude);
        }

        @Override
        double longitude(double x, double y) {
            return Mercator.longitude(x);
        }

        @Override
        double latitude(double x, double y) {
            return Mercator.latitude(y);
        }
    },

    /// Belgium with a margin, in Lambert 2008: a square of 2^19 metres around the middle of the country, so that a
    /// pixel is 2 kilometres (2048 m) at zoom 0 and half a metre at zoom 12.
    BELGIAN_LAMBERT("BelgianLambert2008Quad", 3812, new Envelope(396_000, 920_288, 370_712, 895_000), 12, 6, 7.45) {
        @Override
        public void place(double longitude, double latitude, double[] into, int at) {
            Lambert2008.project(longitude, latitude, into, at);
            into[at] = (into[at] - extent().getMinX()) / extent().getWidth();
            into[at + 1] = (extent().getMaxY() - into[at + 1]) / extent().getHeight();
        }

        @Override
        double longitude(double x, double y) {
            return Lambert2008.longitude(easting(x), northing(y));
        }

        @Override
        double latitude(double x, double y) {
            return Lambert2008.latitude(easting(x), northing(y));
        }

        private double easting(double x) {
            return extent().getMinX() + x * extent().getWidth();
        }

        private double northing(double y) {
            return extent().getMaxY() - y * extent().getHeight();
        }
    };

    /// The middle one of Belgium's projection, in metres; that of the web's has none that differs from others.
    private static final double MERIDIAN = Lambert2008.EASTING;

    private final String id;
    private final int srid;
    private final Envelope extent;
    private final int deepest;
    private final int offset;
    private final double degrees;

    TileGrid(String id, int srid, Envelope extent, int deepest, int offset, double degrees) {
        this.id = id;
        this.srid = srid;
        this.extent = extent;
        this.deepest = deepest;
        this.offset = offset;
        this.degrees = degrees;
    }

    /// The grid of a name, as OGC's standards name it.
    public static Optional<TileGrid> find(String id) {
        return Arrays.stream(values()).filter(grid -> grid.id.equals(id)).findFirst();
    }

    public String id() {
        return id;
    }

    /// The number of its reference system in the register EPSG.
    public int srid() {
        return srid;
    }

    /// The square, in the units of its reference system.
    public Envelope extent() {
        return extent;
    }

    /// The last zoom. Deeper tiles are a few metres wide; maps enlarge those of this zoom.
    public int deepest() {
        return deepest;
    }

    /// About how many zooms further in the map of the web shows as much on a tile.
    int offset() {
        return offset;
    }

    /// About how many degrees of longitude the square is wide, where the map of the web would show it as large.
    double degrees() {
        return degrees;
    }

    /// Puts the shares of a place at `at` and behind it. Beyond the square they are less than 0 or more than 1.
    public abstract void place(double longitude, double latitude, double[] into, int at);

    abstract double longitude(double x, double y);

    abstract double latitude(double x, double y);

    /// The smallest box around a window, as shares of the square's sides, y from the north; none when the window lies
    /// beyond the square. Meridians are straight; circles of latitude lie lowest at the middle meridian.
    public Optional<Envelope> shares(Window window) {
        Window all = window(0, 1, 1, 0);
        double west = Math.max(window.west(), all.west());
        double east = Math.min(window.east(), all.east());
        double south = Math.max(window.south(), all.south());
        double north = Math.min(window.north(), all.north());
        if (!(west <= east && south <= north)) return Optional.empty();
        Envelope shares = new Envelope();
        double[] at = new double[2];
        double middle = Math.clamp(Math.toDegrees(Lambert2008.MERIDIAN), west, east);
        for (double longitude : new double[] {west, middle, east}) {
            for (double latitude : new double[] {south, north}) {
                place(longitude, latitude, at, 0);
                shares.expandToInclude(at[0], at[1]);
            }
        }
        Envelope seen = shares.intersection(new Envelope(0, 1, 0, 1));
        return seen.isNull() ? Optional.empty() : Optional.of(seen);
    }

    /// The smallest window around a part of the square, which is given by shares of its sides. Circles of latitude are
    /// straight, or bend upwards to both sides of the middle meridian.
    Window window(double west, double south, double east, double north) {
        double middle = Math.clamp((MERIDIAN - extent.getMinX()) / extent.getWidth(), west, east);
        return new Window(
                Math.min(longitude(west, north), longitude(west, south)),
                Math.min(latitude(west, south), latitude(east, south)),
                Math.max(longitude(east, north), longitude(east, south)),
                latitude(middle, north));
    }

    private static final class Equator {
        /// In metres.
        static final double HALF = Math.PI * 6_378_137;
    }
}
