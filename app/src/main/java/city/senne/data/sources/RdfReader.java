package city.senne.data.sources;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.loader.DocumentLoaderOptions;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.riot.system.StreamRDFWrapper;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads RDF/XML, Turtle, N-Triples, JSON-LD and `data.json`, whatever whoever wrote it means by it:
/// bounded in bytes, in statements and in depth, and without asking anybody for anything.
final class RdfReader {
    static final int MOST_BYTES = 32 << 20;
    private static final int MOST_STATEMENTS = 1_000_000;
    /// Each context of JSON-LD takes over the words of those around it one by one, an empty one as well.
    private static final long MOST_COPIED_WORDS = 1_000_000;

    private static final Pattern ADDRESS = Pattern.compile("(rdf:(?:resource|about)=\")([^\"<>]{0,4000})\"");

    private RdfReader() {}

    /// Throws PortalFailure for what is no RDF, or too much.
    ///
    /// @param type of the content as it was answered, or null
    static RdfGraph read(byte[] content, @Nullable String type, String address) {
        Lang lang = language(content, type);
        byte[] source = content;
        if (lang.equals(Lang.JSONLD11)) source = json(content, address);
        if (lang.equals(Lang.RDFXML)) source = withoutSpaces(content);
        Graph graph = GraphFactory.createDefaultGraph();
        try {
            RDFParser.create()
                    .source(new ByteArrayInputStream(source))
                    .lang(lang)
                    .base(address)
                    .checking(false)
                    .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                    .set(LangJSONLD11.JSONLD_OPTIONS, options(address))
                    .build()
                    .parse(new Bounded(StreamRDFLib.graph(graph), address));
        } catch (StackOverflowError e) {
            throw new PortalFailure(Note.of("not-rdf", address, "…"));
        } catch (PortalFailure e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PortalFailure(Note.of("not-rdf", address, String.valueOf(e.getMessage())));
        }
        return new RdfGraph(graph);
    }

    /// What the content begins with says more than what servers say of it.
    private static Lang language(byte[] content, @Nullable String type) {
        String start = new String(content, 0, Math.min(content.length, 2_000), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip();
        if (start.startsWith("{") || start.startsWith("[")) return Lang.JSONLD11;
        boolean isXml = start.startsWith("<?xml") || start.startsWith("<rdf:") || start.startsWith("<!");
        if (isXml) return Lang.RDFXML;
        String said = type == null ? "" : type.toLowerCase(Locale.ROOT);
        return said.contains("rdf+xml") ? Lang.RDFXML : Lang.TURTLE;
    }

    /// One address with a space in it must not cost a whole catalogue. Letter by letter, whatever the encoding is.
    private static byte[] withoutSpaces(byte[] xml) {
        return ADDRESS.matcher(new String(xml, StandardCharsets.ISO_8859_1))
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + found.group(2).strip().replaceAll("\\s", "%20") + "\""))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Short in bytes may be long in memory, and deep.
    private static byte[] json(byte[] content, String address) {
        try {
            JsonNode read = PortalWeb.parsed(content);
            if (copiedWords(read) > MOST_COPIED_WORDS) {
                throw new PortalFailure(Note.of("contexts-too-large", address));
            }
            return DataJson.isOne(read) ? DataJson.asJsonLd(read) : content;
        } catch (JacksonException e) {
            throw new PortalFailure(Note.of("not-json", address));
        }
    }

    /// A context within a context may hold for any object that comes later.
    private static long copiedWords(JsonNode read) {
        List<JsonNode> contexts = read.findValues("@context");
        boolean holdsLater = contexts.stream().anyMatch(each -> each.findValue("@context") != null);
        long words = contexts.stream().mapToLong(RdfReader::size).sum();
        return words * (holdsLater ? size(read) : contexts.size());
    }

    private static long size(JsonNode node) {
        long size = 1;
        for (JsonNode each : node) size += size(each);
        return size;
    }

    /// Contexts that lie elsewhere are not fetched: what words mean must not change behind our back.
    private static JsonLdOptions options(String address) {
        JsonLdOptions options = new JsonLdOptions(RdfReader::refuse);
        options.setBase(URI.create(address));
        return options;
    }

    private static Document refuse(URI context, DocumentLoaderOptions wanted) throws JsonLdError {
        throw new PortalFailure(Note.of("context-elsewhere", context.toString()));
    }

    private static final class Bounded extends StreamRDFWrapper {
        private final String address;
        private int statements;

        Bounded(StreamRDF to, String address) {
            super(to);
            this.address = address;
        }

        @Override
        public void triple(Triple triple) {
            if (++statements > MOST_STATEMENTS) {
                throw new PortalFailure(Note.of("too-many-statements", address, MOST_STATEMENTS));
            }
            super.triple(triple);
        }
    }
}
