package city.senne.data.explore.export;

import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// The geometry that a file of places shows of each row.
///
/// @param column where it stands; negative when no column has places
record MainPlace(int column) {

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
}
