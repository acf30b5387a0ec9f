package city.senne.engine.odsql;

import city.senne.engine.odsql.Bound.Spatial.Relation;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.util.GeometryFixer;

/// What a question may compare places with. Lines that cross themselves cross in as many points as the square of their
/// number, and each of these is worked out before the first row is read, or anew for each row: no limit of time
/// interrupts that, and it takes more memory than there is.
final class AskedGeometry {
    private static final int MOST_CROSSING = 500;

    private AskedGeometry() {}

    /// Without crossings of its rings.
    static Geometry mended(Geometry geometry) {
        if (geometry.isValid()) return geometry;
        refuseMany(geometry);
        return GeometryFixer.fix(geometry);
    }

    /// Throws OdsqlException for one that cannot be compared so.
    static void refuseUnrelated(Relation relation, Geometry geometry) {
        if (relation == Relation.INTERSECTS || relation == Relation.DISJOINT) return;
        if (geometry.getClass() == GeometryCollection.class) {
            throw OdsqlException.malformed("A collection of geometries can only be intersected");
        }
        if (geometry.getDimension() == 1 && geometry.getNumPoints() > MOST_CROSSING && !geometry.isSimple()) {
            refuseMany(geometry);
        }
    }

    private static void refuseMany(Geometry geometry) {
        if (geometry.getNumPoints() > MOST_CROSSING) {
            throw OdsqlException.malformed("A geometry of more than " + MOST_CROSSING + " points crosses itself");
        }
    }
}
