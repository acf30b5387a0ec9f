package city.senne.engine.geo;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/// A reference system under the name that OGC's standards give it, with its axes in the order that the name stands for:
/// the EPSG register puts latitude before longitude, CRS84 the other way round.
///
/// @param uri such as `http://www.opengis.net/def/crs/EPSG/0/31370`
public record NamedCrs(String uri, Crs crs, boolean latitudeFirst) {
    private static final String EPSG = "http://www.opengis.net/def/crs/EPSG/0/";
    private static final Pattern CODE = Pattern.compile("http://www\\.opengis\\.net/def/crs/EPSG/0/(\\d{4,6})"
            + "|urn:ogc:def:crs:EPSG:[\\d.]*:(\\d{4,6})|\\[EPSG:(\\d{4,6})\\]");

    /// Longitude and latitude of WGS 84.
    public static final NamedCrs CRS84 = new NamedCrs(
            "http://www.opengis.net/def/crs/OGC/1.3/CRS84", Crs.find(Crs.WGS84).orElseThrow(), false);

    /// Those that features are given out in: of the world, of Europe, of Belgium, and of maps in browsers.
    public static final List<NamedCrs> OFFERED =
            List.of(CRS84, epsg(Crs.WGS84), epsg(4258), epsg(Crs.LAMBERT_72), epsg(Crs.LAMBERT_2008), epsg(3857));

    /// One of the register; throws when it is none of ours.
    public static NamedCrs epsg(int srid) {
        return new NamedCrs(EPSG + srid, Crs.find(srid).orElseThrow(), srid == Crs.WGS84 || srid == 4258);
    }

    /// The offered one of a name.
    public static Optional<NamedCrs> find(String name) {
        if (name.equals("urn:ogc:def:crs:OGC:1.3:CRS84") || name.equals("[OGC:CRS84]")) return Optional.of(CRS84);
        Matcher code = CODE.matcher(name);
        String uri = !code.matches()
                ? name
                : EPSG
                        + Optional.ofNullable(code.group(1))
                                .or(() -> Optional.ofNullable(code.group(2)))
                                .orElse(code.group(3));
        return OFFERED.stream().filter(each -> each.uri.equals(uri)).findFirst();
    }

    /// The geometry in EPSG:4326, longitude first. Throws when it lies outside of where the system may be used.
    public Geometry toWgs84(Geometry geometry) throws GeometryProblem {
        return crs.toWgs84(turned(geometry));
    }

    /// The other way. A copy wherever a coordinate changes.
    public Geometry fromWgs84(Geometry geometry) {
        return turned(crs.fromWgs84(geometry));
    }

    private Geometry turned(Geometry geometry) {
        if (!latitudeFirst) return geometry;
        Geometry turned = geometry.copy();
        turned.apply((Coordinate position) -> {
            double first = position.x;
            position.x = position.y;
            position.y = first;
        });
        turned.geometryChanged();
        return turned;
    }
}
