package city.senne.data.explore;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.platform.i18n.Language;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.web.AskedAddress;
import city.senne.platform.web.Problem;
import city.senne.platform.web.Prose;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/// What search engines and feed readers ask for. It shows what everybody may see, whoever asks.
@Controller
class FoundByMachines {
    private static final String XML = "application/xml;charset=UTF-8";
    private static final String SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    /// As many as the protocol allows in one file.
    private static final int ADDRESSES_IN_A_FILE = 50_000;
    private static final int AT_ONCE = 1_000;
    private static final int ENTRIES_OF_A_FEED = 50;

    private final Catalog catalog;
    private final CurrentPortal portal;

    FoundByMachines(Catalog catalog, CurrentPortal portal) {
        this.catalog = catalog;
        this.portal = portal;
    }

    @GetMapping(value = "/robots.txt", produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String robots(HttpServletRequest request) {
        // Everything else may be read; pages that mean nothing to a search engine say so themselves.
        return """
                User-agent: *
                Disallow: /api/
                Disallow: /deliveries
                Disallow: /publish
                Disallow: /sign-in

                Sitemap: %s/sitemap.xml
                """.formatted(AskedAddress.origin(request));
    }

    @GetMapping("/sitemap.xml")
    void sitemap(HttpServletRequest request, HttpServletResponse response) throws IOException, XMLStreamException {
        long files = (catalog.count(Viewer.ANONYMOUS) + ADDRESSES_IN_A_FILE) / ADDRESSES_IN_A_FILE;
        String origin = AskedAddress.origin(request);
        XMLStreamWriter xml = begin(response, XML, "sitemapindex", SITEMAP);
        for (long file = 1; file <= files; file++) {
            xml.writeStartElement("sitemap");
            element(xml, "loc", origin + "/sitemap-" + file + ".xml");
            xml.writeEndElement();
        }
        end(xml);
    }

    @GetMapping("/sitemap-{file:[0-9]{1,4}}.xml")
    void addresses(@PathVariable int file, HttpServletRequest request, HttpServletResponse response)
            throws IOException, XMLStreamException {
        int from = (file - 1) * ADDRESSES_IN_A_FILE;
        if (file < 1 || (file > 1 && from >= catalog.count(Viewer.ANONYMOUS))) throw Problem.notFound();
        String origin = AskedAddress.origin(request);
        XMLStreamWriter xml = begin(response, XML, "urlset", SITEMAP);
        if (file == 1) {
            address(xml, origin + "/", null);
            address(xml, origin + CatalogueAddress.PATH, null);
        }
        for (int offset = from; offset < from + ADDRESSES_IN_A_FILE; offset += AT_ONCE) {
            List<Catalog.Changed> some = catalog.listChanged(Viewer.ANONYMOUS, AT_ONCE, offset);
            for (Catalog.Changed each : some) address(xml, origin + "/datasets/" + each.id(), each.modified());
            if (some.size() < AT_ONCE) break;
        }
        end(xml);
    }

    private static void address(XMLStreamWriter xml, String address, @Nullable Instant modified)
            throws XMLStreamException {
        xml.writeStartElement("url");
        element(xml, "loc", address);
        if (modified != null) element(xml, "lastmod", modified.toString());
        xml.writeEndElement();
    }

    /// The datasets that last came or changed, in one language.
    @GetMapping("/feed/{tag}.atom")
    void feed(@PathVariable String tag, HttpServletRequest request, HttpServletResponse response)
            throws IOException, XMLStreamException {
        Language language = Language.find(tag).orElseThrow(Problem::notFound);
        String site = portal.portal().name(language);
        String origin = AskedAddress.origin(request);
        String self = origin + "/feed/" + language.tag() + ".atom";
        List<Dataset> newest = catalog.list(Viewer.ANONYMOUS, ENTRIES_OF_A_FEED, 0);
        XMLStreamWriter xml = begin(response, "application/atom+xml;charset=UTF-8", "feed", ATOM);
        xml.writeAttribute("xml", XMLConstants.XML_NS_URI, "lang", language.tag());
        element(xml, "id", self);
        element(xml, "title", site);
        element(
                xml,
                "updated",
                newest.isEmpty()
                        ? "1970-01-01T00:00:00Z"
                        : newest.getFirst().modified().toString());
        link(xml, "self", self);
        link(xml, "alternate", origin + "/?lang=" + language.tag());
        xml.writeStartElement("author");
        element(xml, "name", site);
        xml.writeEndElement();
        for (Dataset dataset : newest) {
            String address = origin + "/datasets/" + dataset.id();
            xml.writeStartElement("entry");
            element(xml, "id", address);
            element(xml, "title", dataset.title(language.tag()));
            link(xml, "alternate", address + "?lang=" + language.tag());
            if (dataset.published() != null)
                element(xml, "published", dataset.published().toString());
            element(xml, "updated", dataset.modified().toString());
            element(xml, "summary", Prose.plain(dataset.description().text().in(language.tag())));
            for (String theme : dataset.themes(language.tag())) {
                xml.writeEmptyElement("category");
                xml.writeAttribute("term", printable(theme));
            }
            xml.writeEndElement();
        }
        end(xml);
    }

    private static XMLStreamWriter begin(HttpServletResponse response, String type, String root, String namespace)
            throws IOException, XMLStreamException {
        response.setContentType(type);
        response.setHeader("Cache-Control", "public, max-age=300");
        OutputStream out = response.getOutputStream();
        XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement(root);
        xml.writeDefaultNamespace(namespace);
        return xml;
    }

    private static void end(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
    }

    private static void link(XMLStreamWriter xml, String rel, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("href", address);
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(printable(text));
        xml.writeEndElement();
    }

    /// XML has no place for most control characters.
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "");
    }
}
