package city.senne.data.sources;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A Web Feature Service 2.0: each feature type a dataset, walked page after page as GeoJSON in CRS84.
final class WfsPortal implements Portal {
    static final int MOST_BYTES = 16 << 20;
    private static final int MOST = 10_000;
    private static final int A_PAGE = 1_000;
    private static final String CRS84 = "urn:ogc:def:crs:OGC:1.3:CRS84";
    /// What services call GeoJSON, the plainest first.
    private static final List<String> FORMATS =
            List.of("application/geo+json", "application/json", "geojson", "json", "application/json; subtype=geojson");

    private final PortalWeb web;
    private final String address;
    private final long mostBytes;

    WfsPortal(PortalWeb web, String address, long mostBytes) {
        this.web = web;
        this.address = address;
        this.mostBytes = mostBytes;
    }

    /// @param formats in which features are given out, in small letters
    record Capabilities(List<Type> types, Set<String> formats) {}

    private record Type(String name, String title, String text, List<String> keywords) {}

    private static String service(String address) {
        return address.replaceFirst("[?#].*$", "") + "?service=WFS&version=2.0.0&request=";
    }

    static String capabilities(String address) {
        return service(address) + "GetCapabilities";
    }

    @Override
    public List<Remote> list(IntConsumer announced) throws InterruptedException {
        String asked = capabilities(address);
        Capabilities said = parse(web.text(asked, "application/xml, text/xml;q=0.9", MOST_BYTES)
                        .content())
                .orElseThrow(() -> new PortalFailure(Note.of("not-wfs", asked)));
        announced.accept(said.types().size());
        if (said.types().size() > MOST)
            throw new PortalFailure(Note.of("too-many", MOST, said.types().size()));
        String format =
                FORMATS.stream().filter(said.formats()::contains).findFirst().orElse("");
        List<Remote> all = new ArrayList<>();
        for (Type type : said.types()) all.add(remote(type, format, said.formats()));
        return all;
    }

    private Remote remote(Type type, String format, Set<String> formats) {
        String id = type.name();
        String name = id.substring(id.indexOf(':') + 1);
        String title = type.title().isBlank() ? name : type.title();
        if (id.isBlank() || id.length() > 200) return new Remote.Unusable(id + title, name, title, Note.of("no-id"));
        if (format.isEmpty()) {
            return new Remote.Unusable(id, name, title, Note.of("no-file", String.join(", ", formats)));
        }
        Told told = new Told()
                .id(name)
                .line("title", "", title)
                .text("description", "", PlainMarkdown.of(type.text()))
                .list("keywords", type.keywords());
        String data = service(address) + "GetFeature&typeNames=" + encoded(id) + "&outputFormat=" + encoded(format)
                + "&srsName=" + encoded(CRS84) + "&count=" + A_PAGE + "&startIndex=";
        return new Remote.Dataset(id, name, title, told.words(), "", data, List.of());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public Optional<Brought> bring(Remote.Dataset remote, Path work) throws IOException, InterruptedException {
        Path file = work.resolve("features.geojson");
        new GatherFeatures(file, mostBytes).gather(web, remote.data() + 0, (page, read) -> {
            long total = page.path("numberMatched").asLong(-1);
            boolean isLast = page.path("features").isEmpty() || (total >= 0 && read >= total);
            return isLast ? "" : remote.data() + read;
        });
        return Optional.of(new Brought(remote.name() + ".geojson", Files.size(file), Files.newInputStream(file)));
    }

    /// Empty for what are no capabilities of such a service. Entities are not resolved.
    static Optional<Capabilities> parse(byte[] content) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            xml.nextTag();
            return xml.getLocalName().equals("WFS_Capabilities") ? Optional.of(read(xml)) : Optional.empty();
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static Capabilities read(XMLStreamReader xml) throws XMLStreamException {
        List<Type> types = new ArrayList<>();
        Set<String> formats = new TreeSet<>();
        boolean isFormat = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("Parameter")) isFormat = false;
            if (event != XMLStreamReader.START_ELEMENT) continue;
            switch (xml.getLocalName()) {
                case "Parameter" -> isFormat = "outputFormat".equals(xml.getAttributeValue(null, "name"));
                case "Value" -> {
                    if (isFormat) formats.add(xml.getElementText().strip().toLowerCase(java.util.Locale.ROOT));
                }
                case "FeatureType" -> types.add(type(xml, formats));
                default -> {}
            }
        }
        return new Capabilities(types, formats);
    }

    private static Type type(XMLStreamReader xml, Set<String> formats) throws XMLStreamException {
        String name = "";
        String title = "";
        String text = "";
        List<String> keywords = new ArrayList<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("FeatureType")) break;
            if (event != XMLStreamReader.START_ELEMENT) continue;
            switch (xml.getLocalName()) {
                case "Name" -> name = xml.getElementText().strip();
                case "Title" -> title = xml.getElementText().strip();
                case "Abstract" -> text = xml.getElementText().strip();
                case "Keyword" -> keywords.add(xml.getElementText().strip());
                case "Format" -> formats.add(xml.getElementText().strip().toLowerCase(java.util.Locale.ROOT));
                default -> {}
            }
        }
        return new Type(name, title, text, keywords);
    }
}
