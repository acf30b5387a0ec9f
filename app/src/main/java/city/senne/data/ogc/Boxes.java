package city.senne.data.ogc;

import city.senne.engine.geo.NamedCrs;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/// Boxes that features are asked for in, as geometries of longitude and latitude.
final class Boxes {
    private static final String EXPECTED = "minx,miny,maxx,maxy";
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private Boxes() {}

    /// None when it lies outside of where its system may be used; two across the date line.
    static List<Geometry> read(String text, NamedCrs crs) {
        double[] sides;
        try {
            sides = Arrays.stream(text.split(",", -1))
                    .mapToDouble(side -> Double.parseDouble(side.strip()))
                    .toArray();
        } catch (NumberFormatException noNumber) {
            throw Asked.refused("bbox", text, EXPECTED);
        }
        boolean finite = Arrays.stream(sides).allMatch(Double::isFinite);
        if (!finite || (sides.length != 4 && sides.length != 6)) throw Asked.refused("bbox", text, EXPECTED);
        int half = sides.length / 2;
        Coordinate low = new Coordinate(sides[0], sides[1]);
        Coordinate high = new Coordinate(sides[half], sides[half + 1]);
        if (crs.latitudeFirst()) {
            low = new Coordinate(low.y, low.x);
            high = new Coordinate(high.y, high.x);
        }
        boolean degrees = crs.crs().srid() == NamedCrs.CRS84.crs().srid() || crs.latitudeFirst();
        if (low.y > high.y || (low.x > high.x && !degrees)) throw Asked.refused("bbox", text, EXPECTED);
        if (degrees) {
            if (low.x <= high.x) return List.of(box(low, high));
            return List.of(box(low, new Coordinate(180, high.y)), box(new Coordinate(-180, low.y), high));
        }
        Geometry box = crs.crs().boxToWgs84(new Envelope(low, high));
        return box.isEmpty() ? List.of() : List.of(box);
    }

    private static Geometry box(Coordinate low, Coordinate high) {
        return GEOMETRIES.toGeometry(new Envelope(low, high));
    }
}
