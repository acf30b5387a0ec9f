package city.senne.engine.odsql;

import city.senne.engine.geo.Crs;
import city.senne.engine.geo.GeoText;
import city.senne.engine.geo.GeometryProblem;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/// The geometry in `geom'…'`: WKT, WKB in hexadecimal, or GeoJSON (a geometry or a feature). Longitude first.
final class GeometryText {
    private GeometryText() {}

    static Geometry read(String text) {
        try {
            GeoText.Placed placed = GeoText.read(text);
            Geometry geometry = placed.geometry();
            boolean elsewhere = placed.srid() != null && placed.srid() != Crs.WGS84;
            if (elsewhere || geometry.isEmpty() || !isFinite(geometry)) throw unreadable();
            return AskedGeometry.mended(geometry);
        } catch (GeometryProblem | IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static boolean isFinite(Geometry geometry) {
        for (Coordinate coordinate : geometry.getCoordinates()) {
            if (!Double.isFinite(coordinate.x) || !Double.isFinite(coordinate.y)) return false;
        }
        return true;
    }

    private static OdsqlException unreadable() {
        return OdsqlException.malformed("Invalid geometry literal");
    }
}
