package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.UnreadableDelivery;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// XML inside a spreadsheet, as events. No document type is accepted: that is where entities live, which can point
/// at other files and multiply themselves.
final class Xml implements Closeable {
    private static final XMLInputFactory FACTORY = factory();

    private final InputStream in;
    private final String part;
    private final int longestText;
    private final int deepest;
    private final XMLStreamReader reader;
    private int depth;

    /// @param part the name of what is read, for refusals
    Xml(InputStream in, String part, Limits limits) {
        this.in = in;
        this.part = part;
        longestText = limits.cellCharacters();
        deepest = limits.nesting();
        try {
            reader = FACTORY.createXMLStreamReader(in);
        } catch (XMLStreamException broken) {
            throw refusal(broken);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /// Goes to the next beginning or end of an element; false at the end of the document.
    boolean next() {
        try {
            while (reader.hasNext()) {
                int event = reader.next();
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (++depth > deepest) throw Refusal.of("xml-too-deep", part);
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return true;
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw Refusal.of("xml-doctype", part);
                    default -> {}
                }
            }
            return false;
        } catch (XMLStreamException broken) {
            throw refusal(broken);
        }
    }

    boolean isStart() {
        return reader.getEventType() == XMLStreamConstants.START_ELEMENT;
    }

    boolean isStart(String name) {
        return isStart() && reader.getLocalName().equals(name);
    }

    boolean isEnd(String name) {
        return !isStart() && reader.getLocalName().equals(name);
    }

    /// The element's name without its prefix.
    String name() {
        return reader.getLocalName();
    }

    /// An attribute by its name without prefix.
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) return reader.getAttributeValue(i);
        }
        return null;
    }

    String attribute(String name, String otherwise) {
        String value = attribute(name);
        return value == null ? otherwise : value;
    }

    int attribute(String name, int otherwise) {
        String value = attribute(name);
        try {
            return value == null ? otherwise : Integer.parseInt(value.strip());
        } catch (NumberFormatException noNumber) {
            return otherwise;
        }
    }

    /// All text up to the end of the current element, that of elements inside it included.
    String text() {
        try {
            StringBuilder text = new StringBuilder();
            for (int inside = 1; inside > 0; ) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (++depth > deepest) throw Refusal.of("xml-too-deep", part);
                        inside++;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        inside--;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                        if (text.length() > longestText) throw Refusal.of("text-too-long", longestText);
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw Refusal.of("xml-doctype", part);
                    case XMLStreamConstants.END_DOCUMENT -> inside = 0;
                    default -> {}
                }
            }
            return text.toString();
        } catch (XMLStreamException broken) {
            throw refusal(broken);
        }
    }

    /// Goes to the end of the element that has just begun.
    void skip() {
        int target = depth - 1;
        while (depth > target && next()) {}
    }

    UnreadableDelivery refusal(XMLStreamException broken) {
        int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNumber();
        return Refusal.of(broken, "xml-broken", part, line);
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } catch (XMLStreamException ignored) {
            // Nothing is lost: only buffers were to be freed.
        }
        in.close();
    }
}
