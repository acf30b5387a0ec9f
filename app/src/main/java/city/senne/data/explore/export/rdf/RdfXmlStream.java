package city.senne.data.explore.export.rdf;

import static city.senne.data.explore.export.rdf.Vocabulary.RDF;

import city.senne.data.explore.export.XmlStream;
import city.senne.data.explore.export.rdf.RdfSyntax.Resources;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// RDF/XML: one element a resource, called by its class.
record RdfXmlStream(XmlStream xml) {

    static void write(OutputStream out, List<Vocabulary> vocabularies, Resources resources) throws IOException {
        XmlStream.write(out, RDF.prefix(), RDF.namespace(), "RDF", root -> {
            for (Vocabulary each : vocabularies) {
                if (!each.equals(RDF)) root.prefix(each.prefix(), each.namespace());
            }
            var stream = new RdfXmlStream(root);
            try {
                resources.each(stream::resource);
            } catch (IOException e) {
                throw new XMLStreamException(e);
            }
        });
    }

    private void resource(Resource resource) throws IOException {
        Name type = resource.type() == null ? RDF.name("Description") : resource.type();
        try {
            xml.element(type.prefix(), type.namespace(), type.local(), element -> {
                switch (resource.subject()) {
                    case Term.Iri iri -> attribute(element, "about", iri.iri());
                    case Term.Blank blank -> attribute(element, "nodeID", blank.label());
                    case Term.Literal _ -> throw new IllegalArgumentException("A literal is no subject");
                }
                for (Map.Entry<Name, List<Term>> said : resource.statements().entrySet()) {
                    for (Term object : said.getValue()) statement(element, said.getKey(), object);
                }
            });
        } catch (XMLStreamException e) {
            throw XmlStream.asIo(e);
        }
    }

    private static void statement(XmlStream element, Name property, Term object) throws XMLStreamException {
        element.element(property.prefix(), property.namespace(), property.local(), inner -> {
            switch (object) {
                case Term.Iri iri -> attribute(inner, "resource", iri.iri());
                case Term.Blank blank -> attribute(inner, "nodeID", blank.label());
                case Term.Literal literal -> {
                    @Nullable Name datatype = literal.datatype();
                    if (literal.language() != null) {
                        inner.attribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", literal.language());
                    }
                    if (datatype != null)
                        attribute(inner, "datatype", datatype.iri().iri());
                    inner.text(literal.text());
                }
            }
        });
    }

    private static void attribute(XmlStream element, String name, String value) throws XMLStreamException {
        element.attribute(RDF.prefix(), RDF.namespace(), name, value);
    }
}
