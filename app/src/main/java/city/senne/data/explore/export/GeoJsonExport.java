package city.senne.data.explore.export;

import city.senne.engine.geo.Crs;
import city.senne.engine.odsql.OutputColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.core.JsonGenerator;

/// One FeatureCollection: a geometry from one column, all other columns as properties.
///
/// @param mainField the column of the geometry; null for the first shape, or else the first point
/// @param crs of the coordinates
public record GeoJsonExport(JsonValues values, @Nullable String mainField, Crs crs) implements RowWriter {
    @Override
    public void write(Rows rows, OutputStream out) throws IOException {
        List<OutputColumn> columns = rows.columns();
        MainPlace main = MainPlace.of(columns, mainField);
        JsonStream.write(out, json -> {
            json.writeStartObject();
            json.writeStringProperty("type", "FeatureCollection");
            if (crs.srid() != Crs.WGS84) writeCrs(json);
            json.writeArrayPropertyStart("features");
            while (rows.next()) writeFeature(json, rows, columns, main);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void writeFeature(JsonGenerator json, Rows rows, List<OutputColumn> columns, MainPlace main) {
        json.writeStartObject();
        json.writeStringProperty("type", "Feature");
        json.writeName("geometry");
        Geometry place = main.geometry(rows, crs);
        if (place == null) json.writeNull();
        else Shapes.write(json, place);
        json.writeObjectPropertyStart("properties");
        for (int i = 0; i < columns.size(); i++) {
            if (i == main.column()) continue;
            json.writeName(columns.get(i).name());
            values.value(json, columns.get(i), rows.value(i));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /// GeoJSON of today knows only WGS 84; the member of 2008 is what readers of other systems look for.
    private void writeCrs(JsonGenerator json) {
        json.writeObjectPropertyStart("crs");
        json.writeStringProperty("type", "name");
        json.writeObjectPropertyStart("properties");
        json.writeStringProperty("name", "urn:ogc:def:crs:EPSG::" + crs.srid());
        json.writeEndObject();
        json.writeEndObject();
    }
}
