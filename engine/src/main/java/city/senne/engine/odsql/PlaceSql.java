package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.of;
import static city.senne.engine.odsql.SqlText.parameter;
import static city.senne.engine.odsql.SqlText.text;

import java.util.Base64;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;

/// Conditions and measures of places as SQL: the envelope first, which lets whole files be skipped, then arithmetic
/// for points and [GeoFunctions] for shapes.
final class PlaceSql {
    /// Mean radius of the Earth in metres; distances are those on a sphere, as clients of the API know them.
    private static final double RADIUS = 6_371_008.7714;

    private PlaceSql() {}

    static SqlText distance(ValueSql values, Bound.Distance distance) {
        return distance(values, distance.place(), distance.longitude(), distance.latitude());
    }

    private static SqlText distance(ValueSql values, Bound.Column place, double longitude, double latitude) {
        SqlText lon = parameter(longitude);
        SqlText lat = parameter(latitude);
        if (place.type() == ValueType.SHAPE) {
            return of(
                    GeoFunctions.DISTANCE + "(to_base64({}), CAST({} AS DOUBLE), CAST({} AS DOUBLE))",
                    values.render(place),
                    lon,
                    lat);
        }
        // Of a row without a place there is no distance: least() passes over what is not there.
        return of(
                """
                CASE WHEN {} IS NULL THEN NULL ELSE \
                (2 * CAST({} AS DOUBLE) * asin(sqrt(least(1.0, \
                pow(sin(radians({} - CAST({} AS DOUBLE)) / 2), 2) \
                + cos(radians({})) * cos(radians(CAST({} AS DOUBLE))) * pow(sin(radians({} - CAST({} AS DOUBLE)) / 2), 2))))) END""",
                values.latitude(place),
                parameter(RADIUS),
                values.latitude(place),
                lat,
                values.latitude(place),
                lat,
                values.longitude(place),
                lon);
    }

    static SqlText near(ValueSql values, Bound.Near near) {
        Envelope reach = reach(near);
        SqlText measured = of(
                "{} <= CAST({} AS DOUBLE)",
                distance(values, near.place(), near.longitude(), near.latitude()),
                parameter(near.metres()));
        return of("({} AND {})", overlaps(values, near.place(), reach), measured);
    }

    /// All places within the distance, and a little more; the whole Earth across the poles and the date line.
    private static Envelope reach(Bound.Near near) {
        double angle = Math.toDegrees(near.metres() / RADIUS) * 1.000001 + 1e-9;
        double south = near.latitude() - angle;
        double north = near.latitude() + angle;
        if (south <= -90 || north >= 90) return new Envelope(-360, 360, Math.max(south, -90), Math.min(north, 90));
        double width = Math.toDegrees(
                Math.asin(Math.min(1, Math.sin(Math.toRadians(angle)) / Math.cos(Math.toRadians(near.latitude())))));
        width = width * 1.000001 + 1e-9;
        double west = near.longitude() - width;
        double east = near.longitude() + width;
        return west < -180 || east > 180
                ? new Envelope(-360, 360, south, north)
                : new Envelope(west, east, south, north);
    }

    static SqlText spatial(ValueSql values, Bound.Spatial spatial) {
        Bound.Column place = spatial.place();
        Geometry geometry = spatial.geometry();
        if (geometry.isEmpty()) {
            return spatial.relation() == Bound.Spatial.Relation.DISJOINT ? present(values, place) : of("false");
        }
        return switch (spatial.relation()) {
            case INTERSECTS, WITHIN, CONTAINS, TOUCHES, CROSSES, OVERLAPS, EQUALS ->
                meets(values, place, geometry, spatial.relation().name());
            case DISJOINT ->
                of(
                        "({} AND NOT coalesce({}, false))",
                        present(values, place),
                        meets(values, place, geometry, "INTERSECTS"));
        };
    }

    private static SqlText present(ValueSql values, Bound.Column place) {
        return place.type() == ValueType.POINT
                ? of("({} IS NOT NULL)", values.longitude(place))
                : of("({} IS NOT NULL)", side(values, place, "__xmin"));
    }

    private static SqlText meets(ValueSql values, Bound.Column place, Geometry geometry, String relation) {
        Envelope envelope = geometry.getEnvelopeInternal();
        if (place.type() == ValueType.POINT) {
            SqlText near = overlaps(values, place, envelope);
            if (geometry.isRectangle()) return near;
            return of(
                    "({} AND " + GeoFunctions.POINT_IN + "({}, {}, {}))",
                    near,
                    wkb(geometry),
                    values.longitude(place),
                    values.latitude(place));
        }
        SqlText near =
                relation.equals("WITHIN") ? contained(values, place, envelope) : overlaps(values, place, envelope);
        return of(
                "({} AND " + GeoFunctions.SHAPE_MEETS + "({}, {}, to_base64({})))",
                near,
                text(relation),
                wkb(geometry),
                values.render(place));
    }

    private static SqlText wkb(Geometry geometry) {
        return text(Base64.getEncoder().encodeToString(new WKBWriter().write(geometry)));
    }

    private static SqlText overlaps(ValueSql values, Bound.Column place, Envelope envelope) {
        boolean point = place.type() == ValueType.POINT;
        return of(
                "({} >= {} AND {} <= {} AND {} >= {} AND {} <= {})",
                point ? values.longitude(place) : side(values, place, "__xmax"),
                number(envelope.getMinX()),
                point ? values.longitude(place) : side(values, place, "__xmin"),
                number(envelope.getMaxX()),
                point ? values.latitude(place) : side(values, place, "__ymax"),
                number(envelope.getMinY()),
                point ? values.latitude(place) : side(values, place, "__ymin"),
                number(envelope.getMaxY()));
    }

    private static SqlText contained(ValueSql values, Bound.Column place, Envelope envelope) {
        return of(
                "({} >= {} AND {} <= {} AND {} >= {} AND {} <= {})",
                side(values, place, "__xmin"),
                number(envelope.getMinX()),
                side(values, place, "__xmax"),
                number(envelope.getMaxX()),
                side(values, place, "__ymin"),
                number(envelope.getMinY()),
                side(values, place, "__ymax"),
                number(envelope.getMaxY()));
    }

    private static SqlText number(double value) {
        return of("CAST({} AS DOUBLE)", parameter(value));
    }

    static SqlText side(ValueSql values, Bound.Column place, String side) {
        return values.column(place.field().name() + side);
    }

    static SqlText geometryType(ValueSql values, Bound.Column place) {
        return place.type() == ValueType.POINT
                ? of("CASE WHEN {} IS NOT NULL THEN 'Point' END", values.longitude(place))
                : of(GeoFunctions.GEOMETRY_TYPE + "(to_base64({}))", values.render(place));
    }

    static SqlText words(ValueSql values, Bound.Column place) {
        return place.type() == ValueType.POINT
                ? of(
                        "(CAST({} AS VARCHAR) || ' ' || CAST({} AS VARCHAR))",
                        values.longitude(place),
                        values.latitude(place))
                : of("to_base64({})", values.render(place));
    }
}
