package city.senne.data.explore.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes XML as it comes, in UTF-8. Characters that XML cannot hold are left out.
public final class XmlStream {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();
    private static final Pattern UNWRITABLE =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final XMLStreamWriter xml;

    private XmlStream(XMLStreamWriter xml) {
        this.xml = xml;
    }

    public interface Content {
        void write(XmlStream xml) throws XMLStreamException;
    }

    /// @param namespace of the root and all below it
    static void write(OutputStream out, String root, String namespace, Content content) throws IOException {
        write(out, writer -> {
            writer.writeStartElement(root);
            writer.writeDefaultNamespace(namespace);
            content.write(new XmlStream(writer));
            writer.writeEndElement();
        });
    }

    /// Without a namespace.
    public static void write(OutputStream out, String root, Content content) throws IOException {
        write(out, writer -> {
            writer.writeStartElement(root);
            content.write(new XmlStream(writer));
            writer.writeEndElement();
        });
    }

    /// @param prefix of the root
    public static void write(OutputStream out, String prefix, String namespace, String root, Content content)
            throws IOException {
        write(out, writer -> {
            writer.writeStartElement(prefix, root, namespace);
            writer.writeNamespace(prefix, namespace);
            content.write(new XmlStream(writer));
            writer.writeEndElement();
        });
    }

    private interface Document {
        void write(XMLStreamWriter writer) throws XMLStreamException;
    }

    private static void write(OutputStream out, Document document) throws IOException {
        try {
            XMLStreamWriter writer = FACTORY.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            document.write(writer);
            writer.writeEndDocument();
            writer.flush();
        } catch (XMLStreamException e) {
            throw asIo(e);
        }
    }

    public static IOException asIo(XMLStreamException e) {
        return e.getNestedException() instanceof IOException broken ? broken : new IOException(e);
    }

    public XmlStream attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, writable(value));
        return this;
    }

    public void attribute(String prefix, String namespace, String name, String value) throws XMLStreamException {
        xml.writeAttribute(prefix, namespace, name, writable(value));
    }

    /// Before any element of it.
    public void prefix(String prefix, String namespace) throws XMLStreamException {
        xml.writeNamespace(prefix, namespace);
    }

    void element(String prefix, String namespace, String name, String text) throws XMLStreamException {
        element(prefix, namespace, name, inner -> inner.text(text));
    }

    public void element(String prefix, String namespace, String name, Content content) throws XMLStreamException {
        xml.writeStartElement(prefix, name, namespace);
        content.write(this);
        xml.writeEndElement();
    }

    public void element(String name, Content content) throws XMLStreamException {
        xml.writeStartElement(name);
        content.write(this);
        xml.writeEndElement();
    }

    public void element(String name, String text) throws XMLStreamException {
        element(name, inner -> inner.text(text));
    }

    public void text(String text) throws XMLStreamException {
        xml.writeCharacters(writable(text));
    }

    private static String writable(String text) {
        return UNWRITABLE.matcher(text).replaceAll("");
    }
}
