package city.senne.data.explore.export;

import city.senne.engine.geo.Crs;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.proj4j.Proj4jException;

/// The geometry that a file of places shows of each row.
///
/// @param column where it stands; negative when no column has places
record MainPlace(int column) {
    /// Of a unit of the reference system: less than a millimetre everywhere.
    private static final double PRECISION = 1e8;

    /// The column of that name, else the first shape, else the first point.
    static MainPlace of(List<OutputColumn> columns, @Nullable String name) {
        int first = -1;
        for (int i = 0; i < columns.size(); i++) {
            OutputColumn column = columns.get(i);
            if (column.type() != ValueType.SHAPE && column.type() != ValueType.POINT) continue;
            if (column.name().equals(name)) return new MainPlace(i);
            boolean better = first < 0
                    || (column.type() == ValueType.SHAPE && columns.get(first).type() == ValueType.POINT);
            if (better) first = i;
        }
        return new MainPlace(first);
    }

    /// In degrees of WGS 84; null where the row has none.
    @Nullable
    Geometry geometry(Rows rows) {
        Object place = column < 0 ? null : rows.value(column);
        return switch (place) {
            case null -> null;
            case byte[] wkb -> Shapes.read(wkb);
            default -> Shapes.point((Rows.Place) place);
        };
    }

    /// The same in another reference system; null also where it lies outside of what that system can show.
    @Nullable
    Geometry geometry(Rows rows, Crs crs) {
        Geometry place = geometry(rows);
        if (place == null || crs.srid() == Crs.WGS84) return place;
        Geometry moved;
        try {
            moved = crs.fromWgs84(place);
        } catch (Proj4jException impossible) {
            return null;
        }
        boolean[] lost = {false};
        moved.apply((Coordinate position) -> {
            lost[0] |= !Double.isFinite(position.x) || !Double.isFinite(position.y);
            position.x = Math.round(position.x * PRECISION) / PRECISION;
            position.y = Math.round(position.y * PRECISION) / PRECISION;
        });
        moved.geometryChanged();
        return lost[0] ? null : moved;
    }
}
