package city.senne.engine.geo;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.proj4j.BasicCoordinateTransform;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;

/// A coordinate reference system of the EPSG register, and the way from it to longitude and latitude (EPSG:4326) and
/// back. The horizontal axis always comes first: x, easting or longitude, whatever order the register prescribes,
/// for that is how files hold it. Accurate to a metre for the systems used in Belgium. For several threads.
public final class Crs {
    public static final int WGS84 = 4326;
    public static final int LAMBERT_72 = 31370;
    public static final int LAMBERT_2008 = 3812;

    private static final int PIECES_OF_A_SIDE = 64;
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final CRSFactory FACTORY = new CRSFactory();
    private static final CoordinateReferenceSystem GEOGRAPHIC =
            FACTORY.createFromParameters("EPSG:4326", "+proj=longlat +datum=WGS84 +no_defs");
    private static final Map<Integer, Crs> KNOWN = new ConcurrentHashMap<>();

    /// Where a system may be used, a little wider than the register says.
    private static final Map<Integer, Territory> AREAS = Map.ofEntries(
            Map.entry(LAMBERT_72, new Territory(2.4, 49.4, 6.5, 51.6)),
            Map.entry(LAMBERT_2008, new Territory(2.4, 49.4, 6.5, 51.6)),
            Map.entry(4313, new Territory(2.4, 49.4, 6.5, 51.6)),
            Map.entry(2154, new Territory(-10, 41, 10.6, 51.7)),
            Map.entry(28992, new Territory(3.1, 50.6, 7.4, 53.8)),
            Map.entry(27700, new Territory(-9.1, 49.7, 2.1, 61.1)),
            Map.entry(25831, new Territory(-3, 30, 9, 85)),
            Map.entry(25832, new Territory(3, 30, 15, 85)),
            Map.entry(3857, new Territory(-180, -85.07, 180, 85.07)));
    private static final Territory EARTH = new Territory(-180, -90, 180, 90);

    private final int srid;
    private final CoordinateReferenceSystem system;
    private final boolean identity;
    private final Territory area;
    private final ThreadLocal<BasicCoordinateTransform> toGeographic;
    private final ThreadLocal<BasicCoordinateTransform> fromGeographic;

    private Crs(int srid, CoordinateReferenceSystem system) {
        this.srid = srid;
        this.system = system;
        // ETRS89 and WGS 84 differ by less than a metre.
        identity = srid == WGS84 || srid == 4258;
        area = AREAS.getOrDefault(srid, EARTH);
        toGeographic = ThreadLocal.withInitial(() -> new BasicCoordinateTransform(system, GEOGRAPHIC));
        fromGeographic = ThreadLocal.withInitial(() -> new BasicCoordinateTransform(GEOGRAPHIC, system));
    }

    /// The system of a code, if the register knows it.
    public static Optional<Crs> find(int srid) {
        Crs known = KNOWN.get(srid);
        if (known != null) return Optional.of(known);
        try {
            CoordinateReferenceSystem system = srid == WGS84 ? GEOGRAPHIC : FACTORY.createFromName("EPSG:" + srid);
            Crs found = new Crs(srid, system);
            KNOWN.put(srid, found);
            return Optional.of(found);
        } catch (Proj4jException | IllegalStateException | NullPointerException unknown) {
            return Optional.empty();
        }
    }

    /// The system of a code; throws when there is none.
    public static Crs of(int srid) throws GeometryProblem {
        return find(srid).orElseThrow(() -> GeometryProblem.of("unknown-crs", Integer.toString(srid)));
    }

    public int srid() {
        return srid;
    }

    /// As people call it.
    public String name() {
        return switch (srid) {
            case WGS84 -> "WGS 84";
            case 4258 -> "ETRS89";
            case LAMBERT_72 -> "Lambert 72";
            case LAMBERT_2008 -> "Lambert 2008";
            case 3857 -> "Web Mercator";
            case 2154 -> "Lambert 93";
            case 28992 -> "RD New";
            default -> system.getName();
        };
    }

    /// Longitude and latitude of a position. Throws when it lies outside of where the system may be used: it is then
    /// meant in another one.
    public Coordinate toWgs84(double x, double y) throws GeometryProblem {
        Coordinate place = unchecked(x, y);
        if (!area.contains(place.x, place.y)) throw outside(x, y);
        return place;
    }

    /// Whether the position makes sense in this system.
    public boolean contains(double x, double y) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) return false;
        Coordinate place = unchecked(x, y);
        return area.contains(place.x, place.y);
    }

    /// The geometry in EPSG:4326, a new one unless it is there already; what it remembers of mending stays with it.
    public Geometry toWgs84(Geometry geometry) throws GeometryProblem {
        Geometry moved = identity ? geometry : geometry.copy();
        Move move = new Move();
        moved.apply(move);
        if (move.strayed != null) throw outside(move.strayed.x, move.strayed.y);
        return moved;
    }

    /// The other way, for exports.
    public Geometry fromWgs84(Geometry geometry) {
        if (identity) return geometry;
        Geometry moved = geometry.copy();
        BasicCoordinateTransform transform = fromGeographic.get();
        ProjCoordinate to = new ProjCoordinate();
        moved.apply((Coordinate position) -> {
            transform.transform(new ProjCoordinate(position.x, position.y), to);
            position.x = to.x;
            position.y = to.y;
        });
        moved.geometryChanged();
        return moved;
    }

    /// A box of this system in EPSG:4326, as far as the system may be used; its sides need not be straight there.
    public Geometry boxToWgs84(Envelope box) {
        Envelope used = identity ? box : box.intersection(reach());
        Geometry border = GEOMETRIES.toGeometry(used);
        double piece = Math.max(used.getWidth(), used.getHeight()) / PIECES_OF_A_SIDE;
        if (identity || border.isEmpty() || piece <= 0) return moved(border);
        return moved(Densifier.densify(border, piece));
    }

    private Geometry moved(Geometry geometry) {
        Geometry moved = geometry.copy();
        moved.apply((Coordinate position) -> position.setCoordinate(unchecked(position.x, position.y)));
        moved.geometryChanged();
        return moved;
    }

    /// The smallest box around where the system may be used, in its own coordinates.
    private Envelope reach() {
        Envelope degrees = new Envelope(area.west(), area.east(), area.south(), area.north());
        return fromWgs84(Densifier.densify(GEOMETRIES.toGeometry(degrees), 0.1)).getEnvelopeInternal();
    }

    private Coordinate unchecked(double x, double y) {
        if (identity) return new Coordinate(x, y);
        ProjCoordinate to = new ProjCoordinate();
        try {
            toGeographic.get().transform(new ProjCoordinate(x, y), to);
        } catch (Proj4jException impossible) {
            return new Coordinate(Double.NaN, Double.NaN);
        }
        return new Coordinate(to.x, to.y);
    }

    private GeometryProblem outside(double x, double y) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) return GeometryProblem.of("not-a-number", x + " " + y);
        return GeometryProblem.of(
                "outside-area", Double.toString(x), Double.toString(y), name(), Integer.toString(srid));
    }

    private final class Move implements CoordinateSequenceFilter {
        private @org.jspecify.annotations.Nullable Coordinate strayed;

        @Override
        public void filter(CoordinateSequence positions, int i) {
            double x = positions.getX(i);
            double y = positions.getY(i);
            Coordinate place =
                    Double.isFinite(x) && Double.isFinite(y) ? unchecked(x, y) : new Coordinate(Double.NaN, Double.NaN);
            if (!area.contains(place.x, place.y)) {
                strayed = new Coordinate(x, y);
                return;
            }
            positions.setOrdinate(i, 0, place.x);
            positions.setOrdinate(i, 1, place.y);
        }

        @Override
        public boolean isDone() {
            return strayed != null;
        }

        @Override
        public boolean isGeometryChanged() {
            return !identity;
        }
    }
}
