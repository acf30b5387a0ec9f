package city.senne.data.explore.api;

import city.senne.engine.odsql.Facets;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// Facets with their values and counts.
final class FacetsJson {
    private FacetsJson() {}

    static void write(JsonGenerator json, List<Links.Link> links, List<Facets.Facet> facets) {
        json.writeStartObject();
        json.writeArrayPropertyStart("links");
        links.forEach(link -> link.write(json));
        json.writeEndArray();
        json.writeArrayPropertyStart("facets");
        for (Facets.Facet facet : facets) {
            json.writeStartObject();
            json.writeStringProperty("name", facet.name());
            write(json, facet.values());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, List<Facets.Value> values) {
        json.writeArrayPropertyStart("facets");
        for (Facets.Value value : values) {
            json.writeStartObject();
            json.writeStringProperty("name", value.name());
            if (value.count() != null) json.writeNumberProperty("count", value.count());
            json.writeStringProperty("state", value.state().name().toLowerCase(Locale.ROOT));
            json.writeStringProperty("value", value.path());
            if (!value.values().isEmpty()) write(json, value.values());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
