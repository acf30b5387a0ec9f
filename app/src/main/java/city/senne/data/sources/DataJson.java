package city.senne.data.sources;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A catalogue as `data.json`, Project Open Data's metadata 1.1: the same statements as DCAT, in words of its own.
final class DataJson {
    private static final String DCT = "http://purl.org/dc/terms/";
    private static final String DCAT = "http://www.w3.org/ns/dcat#";
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("Catalog", DCAT + "Catalog"),
            Map.entry("Dataset", DCAT + "Dataset"),
            Map.entry("Distribution", DCAT + "Distribution"),
            Map.entry("dataset", DCAT + "dataset"),
            Map.entry("distribution", DCAT + "distribution"),
            Map.entry("identifier", DCT + "identifier"),
            Map.entry("title", DCT + "title"),
            Map.entry("description", DCT + "description"),
            Map.entry("keyword", DCAT + "keyword"),
            Map.entry("theme", DCAT + "theme"),
            Map.entry("publisher", DCT + "publisher"),
            Map.entry("name", "http://xmlns.com/foaf/0.1/name"),
            Map.entry("contactPoint", DCAT + "contactPoint"),
            Map.entry("fn", "http://www.w3.org/2006/vcard/ns#fn"),
            Map.entry("hasEmail", "http://www.w3.org/2006/vcard/ns#hasEmail"),
            Map.entry("license", DCT + "license"),
            Map.entry("accrualPeriodicity", DCT + "accrualPeriodicity"),
            Map.entry("spatial", DCT + "spatial"),
            Map.entry("temporal", DCT + "temporal"),
            Map.entry("language", DCT + "language"),
            Map.entry("downloadURL", DCAT + "downloadURL"),
            Map.entry("accessURL", DCAT + "accessURL"),
            Map.entry("mediaType", DCAT + "mediaType"),
            Map.entry("format", DCT + "format"),
            Map.entry("landingPage", DCAT + "landingPage"));

    private DataJson() {}

    static boolean isOne(JsonNode read) {
        boolean says =
                read.path("conformsTo").asString("").contains("project-open-data.cio.gov") || !read.has("@context");
        return read.path("dataset").isArray() && says;
    }

    /// As JSON-LD with a context of its own, so that nobody's is needed.
    static byte[] asJsonLd(JsonNode read) {
        ObjectNode catalogue = (ObjectNode) said(read);
        ObjectNode context = catalogue.objectNode();
        WORDS.forEach(context::put);
        catalogue.set("@context", context);
        catalogue.put("@type", "Catalog");
        catalogue.path("dataset").forEach(dataset -> {
            if (!(dataset instanceof ObjectNode each)) return;
            each.put("@type", "Dataset");
            each.path("distribution").forEach(file -> {
                if (file instanceof ObjectNode one) one.put("@type", "Distribution");
            });
        });
        return catalogue.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Only the words that have a meaning here: other ones, and contexts, would be guessed at.
    private static JsonNode said(JsonNode node) {
        if (node.isArray()) {
            ArrayNode all = tools.jackson.databind.json.JsonMapper.shared().createArrayNode();
            node.forEach(each -> all.add(said(each)));
            return all;
        }
        if (!(node instanceof ObjectNode object)) return node;
        ObjectNode kept = object.objectNode();
        for (Map.Entry<String, JsonNode> word : object.properties()) {
            if (WORDS.containsKey(word.getKey())) kept.set(word.getKey(), said(word.getValue()));
        }
        return kept;
    }
}
