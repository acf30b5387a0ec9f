package city.senne.data.ogc;

import city.senne.data.explore.export.JsonValues;
import city.senne.data.explore.export.Rows;
import city.senne.data.explore.export.Shapes;
import city.senne.engine.geo.NamedCrs;
import city.senne.engine.odsql.OutputColumn;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.proj4j.Proj4jException;
import tools.jackson.core.JsonGenerator;

/// Rows as features of GeoJSON, in any of the offered reference systems.
final class FeatureJson {
    /// The column that holds each feature's id.
    static final String ID = "@id";

    /// A tenth of a millimetre.
    private static final double PER_METRE = 1e4;

    private final Rows rows;
    private final NamedCrs crs;
    private final List<OutputColumn> columns;
    private final int place;
    private final int id;
    private final JsonValues values = new JsonValues(ZoneOffset.UTC);

    /// @param place the name of the column of the geometry
    FeatureJson(Rows rows, String place, NamedCrs crs) {
        this.rows = rows;
        this.crs = crs;
        this.columns = rows.columns();
        List<String> names = columns.stream().map(OutputColumn::name).toList();
        this.place = names.indexOf(place);
        this.id = names.indexOf(ID);
    }

    /// The current row, and into the open object; the caller closes it.
    void begin(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type", "Feature");
        json.writeStringProperty("id", String.valueOf(rows.value(id)));
        json.writeName("geometry");
        Geometry geometry = geometry();
        if (geometry == null) json.writeNull();
        else Shapes.write(json, geometry);
        json.writeObjectPropertyStart("properties");
        for (int i = 0; i < columns.size(); i++) {
            if (i == place || i == id) continue;
            json.writeName(columns.get(i).name());
            values.value(json, columns.get(i), rows.value(i));
        }
        json.writeEndObject();
    }

    /// Null where the row has none, or one that the system cannot show, and where an older version had no such field.
    private @Nullable Geometry geometry() {
        if (place < 0) return null;
        Geometry geometry = switch (rows.value(place)) {
            case null -> null;
            case byte[] wkb -> Shapes.read(wkb);
            case Rows.Place point -> Shapes.point(point);
            case Object other -> throw new IllegalStateException("No place: " + other.getClass());
        };
        if (geometry == null || crs.equals(NamedCrs.CRS84)) return geometry;
        try {
            return shown(crs.fromWgs84(geometry));
        } catch (Proj4jException impossible) {
            return null;
        }
    }

    private @Nullable Geometry shown(Geometry moved) {
        if (crs.latitudeFirst()) return moved;
        boolean[] lost = {false};
        moved.apply((Coordinate position) -> {
            lost[0] |= !Double.isFinite(position.x) || !Double.isFinite(position.y);
            position.x = Math.round(position.x * PER_METRE) / PER_METRE;
            position.y = Math.round(position.y * PER_METRE) / PER_METRE;
        });
        moved.geometryChanged();
        return lost[0] ? null : moved;
    }
}
