package city.senne.data.explore.api;

import city.senne.data.catalog.DatasetId;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.explore.export.RowWriter;
import city.senne.data.explore.export.Rows;
import city.senne.data.explore.export.Shapes;
import city.senne.data.explore.export.Times;
import city.senne.engine.odsql.Facets;
import city.senne.engine.odsql.OutputColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Records and facets as the first version of the API tells them: without what is empty, places as latitude
/// and longitude, shapes as bare geometries.
record FirstJson(DatasetId dataset, Instant landed, JsonValues values) implements RowWriter {
    @Override
    public void write(Rows rows, OutputStream out) throws IOException {
        JsonStream.write(out, json -> {
            json.writeStartArray();
            while (rows.next()) record(json, rows);
            json.writeEndArray();
        });
    }

    void record(JsonGenerator json, Rows rows) {
        List<OutputColumn> columns = rows.columns();
        json.writeStartObject();
        json.writeStringProperty("datasetid", dataset.value());
        String id = rows.id();
        if (id != null) json.writeStringProperty("recordid", id);
        json.writeObjectPropertyStart("fields");
        Rows.Place point = null;
        byte[] shape = null;
        for (int i = 0; i < columns.size(); i++) {
            Object value = rows.value(i);
            if (value == null) continue;
            json.writeName(columns.get(i).name());
            switch (value) {
                case Rows.Place place -> {
                    if (point == null) point = place;
                    json.writeStartArray();
                    json.writeNumber(place.latitude());
                    json.writeNumber(place.longitude());
                    json.writeEndArray();
                }
                case byte[] wkb -> {
                    if (shape == null) shape = wkb;
                    Shapes.write(json, Shapes.read(wkb));
                }
                default -> values.value(json, columns.get(i), value);
            }
        }
        json.writeEndObject();
        geometry(json, point, shape);
        json.writeStringProperty("record_timestamp", Times.text(landed, values.zone()));
        json.writeEndObject();
    }

    private static void geometry(JsonGenerator json, Rows.@Nullable Place point, byte @Nullable [] shape) {
        if (point == null && shape == null) return;
        json.writeName("geometry");
        Shapes.write(json, point != null ? Shapes.point(point) : Shapes.read(Objects.requireNonNull(shape)));
    }

    /// What was asked, as it was understood.
    ///
    /// @param dataset null when the catalogue was asked
    static void parameters(JsonGenerator json, FirstParameters asked, @Nullable DatasetId dataset) {
        json.writeObjectPropertyStart("parameters");
        if (dataset != null) json.writeStringProperty("dataset", dataset.value());
        json.writeNumberProperty("rows", asked.rows());
        json.writeNumberProperty("start", asked.start());
        asked.given().values().forEach((name, values) -> {
            if (List.of("dataset", "rows", "start", "apikey", "purpose", "format", "timezone")
                    .contains(name)) return;
            json.writePOJOProperty(name, values.size() == 1 && !name.equals("facet") ? values.getFirst() : values);
        });
        json.writeStringProperty("format", "json");
        json.writeStringProperty("timezone", asked.given().timezone().getId());
        json.writeEndObject();
    }

    static void facets(JsonGenerator json, List<Facets.Facet> facets) {
        json.writeArrayPropertyStart("facet_groups");
        for (Facets.Facet facet : facets) {
            json.writeStartObject();
            json.writeStringProperty("name", facet.name());
            values(json, facet.values());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void values(JsonGenerator json, List<Facets.Value> values) {
        json.writeArrayPropertyStart("facets");
        for (Facets.Value value : values) {
            json.writeStartObject();
            json.writeStringProperty("name", value.name());
            json.writeStringProperty("path", value.path());
            if (value.count() != null) json.writeNumberProperty("count", value.count());
            json.writeStringProperty("state", value.state().name().toLowerCase(Locale.ROOT));
            if (!value.values().isEmpty()) values(json, value.values());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
