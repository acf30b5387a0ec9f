package city.senne.data.explore.export.rdf;

import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.rdf.RdfSyntax.Resources;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// JSON-LD: a graph of all resources.
record JsonLdStream(JsonGenerator json) {

    static void write(OutputStream out, List<Vocabulary> vocabularies, Resources resources) throws IOException {
        try {
            JsonStream.write(out, json -> {
                json.writeStartObject();
                json.writeObjectPropertyStart("@context");
                for (Vocabulary each : vocabularies) json.writeStringProperty(each.prefix(), each.namespace());
                json.writeEndObject();
                json.writeArrayPropertyStart("@graph");
                try {
                    resources.each(new JsonLdStream(json)::resource);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                json.writeEndArray();
                json.writeEndObject();
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void resource(Resource resource) {
        json.writeStartObject();
        json.writeStringProperty("@id", id(resource.subject()));
        if (resource.type() != null) json.writeStringProperty("@type", name(resource.type()));
        resource.statements().forEach((property, objects) -> {
            json.writeName(name(property));
            if (objects.size() > 1) json.writeStartArray();
            objects.forEach(this::object);
            if (objects.size() > 1) json.writeEndArray();
        });
        json.writeEndObject();
    }

    private void object(Term object) {
        if (object instanceof Term.Literal literal) {
            if (literal.datatype() == null && literal.language() == null) {
                json.writeString(literal.text());
                return;
            }
            json.writeStartObject();
            json.writeStringProperty("@value", literal.text());
            if (literal.language() != null) json.writeStringProperty("@language", literal.language());
            if (literal.datatype() != null) json.writeStringProperty("@type", name(literal.datatype()));
            json.writeEndObject();
        } else {
            json.writeStartObject();
            json.writeStringProperty("@id", id(object));
            json.writeEndObject();
        }
    }

    private static String id(Term term) {
        return switch (term) {
            case Term.Iri iri -> iri.iri();
            case Term.Blank blank -> "_:" + blank.label();
            case Term.Literal _ -> throw new IllegalArgumentException("A literal has no name");
        };
    }

    private static String name(Name name) {
        return name.prefix() + ":" + name.local();
    }
}
