package city.senne.data.explore.export;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// The kinds of geometry that a shapefile can be of; all its records are of one.
enum ShapeType {
    NONE(0),
    POINT(1),
    LINE(3),
    POLYGON(5),
    POINTS(8);

    private final int code;

    ShapeType(int code) {
        this.code = code;
    }

    /// In the file.
    int code() {
        return code;
    }

    /// Null for a collection of several kinds, which no shapefile holds.
    static @Nullable ShapeType of(Geometry geometry) {
        return switch (geometry) {
            case Point _ -> POINT;
            case MultiPoint _ -> POINTS;
            case LineString _, MultiLineString _ -> LINE;
            case Polygon _, MultiPolygon _ -> POLYGON;
            default -> null;
        };
    }

    /// Whether a file of this type can hold the geometry.
    boolean holds(Geometry geometry) {
        ShapeType type = of(geometry);
        return type == this
                || (this == POINTS && type == POINT)
                || (this == POINT && type == POINTS && geometry.getNumGeometries() == 1);
    }
}
