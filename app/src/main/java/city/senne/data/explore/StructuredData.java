package city.senne.data.explore;

import city.senne.data.catalog.Coverage;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Theme;
import city.senne.data.catalog.Version;
import city.senne.platform.web.Prose;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// A dataset in the words of schema.org, by which search engines know it.
public final class StructuredData {
    private static final Map<String, String> MEDIA_TYPES = new LinkedHashMap<>();

    static {
        MEDIA_TYPES.put("csv", "text/csv");
        MEDIA_TYPES.put("json", "application/json");
        MEDIA_TYPES.put("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        MEDIA_TYPES.put("parquet", "application/vnd.apache.parquet");
        MEDIA_TYPES.put("geojson", "application/geo+json");
    }

    private StructuredData() {}

    /// A block of data in a page. It is no script: the content security policy leaves it alone, and browsers run
    /// nothing
    /// of it.
    ///
    /// @param origin scheme and host of the site
    public static Content of(DatasetHead head, String origin, String site, String language) {
        // `<` could end the block, or begin a comment in it.
        String json = JsonMapper.shared()
                .writeValueAsString(json(head, origin, site, language))
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
        return output -> {
            output.writeContent("<script type=\"application/ld+json\">");
            output.writeContent(json);
            output.writeContent("</script>");
        };
    }

    private static Map<String, Object> json(DatasetHead head, String origin, String site, String language) {
        Dataset dataset = head.dataset();
        Dataset.Description said = dataset.description();
        String address = origin + head.path();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("@context", "https://schema.org");
        json.put("@type", "Dataset");
        json.put("@id", address);
        json.put("url", address);
        json.put("identifier", dataset.id().value());
        json.put("name", dataset.title(language));
        put(json, "description", Prose.plain(said.text().in(language)));
        json.put("inLanguage", language);
        json.put("isAccessibleForFree", true);
        put(json, "license", said.licenceUrl().isEmpty() ? said.licence() : said.licenceUrl());
        json.put("dateCreated", dataset.created().toString());
        json.put("dateModified", dataset.modified().toString());
        if (dataset.published() != null) {
            json.put("datePublished", dataset.published().toString());
        }
        json.put("version", String.valueOf(dataset.current().number()));
        List<String> keywords = Stream.concat(said.keywords().in(language).stream(), dataset.themes(language).stream())
                .distinct()
                .toList();
        if (!keywords.isEmpty()) json.put("keywords", keywords);
        List<String> themes = said.themes().stream()
                .flatMap(theme -> Stream.of(Theme.values())
                        .filter(known -> known.name().equals(theme))
                        .map(Theme::uri))
                .toList();
        if (!themes.isEmpty()) json.put("about", themes);
        String publisher = said.publisher().in(language);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("@type", "Organization");
        body.put("name", publisher.isEmpty() ? site : publisher);
        if (!said.contact().email().isEmpty()) {
            Map<String, Object> contact = new LinkedHashMap<>();
            contact.put("@type", "ContactPoint");
            put(contact, "name", said.contact().name());
            contact.put("email", said.contact().email());
            body.put("contactPoint", contact);
        }
        json.put("creator", body);
        json.put("publisher", body);
        json.put("includedInDataCatalog", Map.of("@type", "DataCatalog", "name", site, "url", origin + "/"));
        Coverage coverage = said.coverage();
        if (coverage.hasPeriod()) {
            json.put(
                    "temporalCoverage",
                    Stream.of(coverage.from(), coverage.until())
                            .map(time -> time.isEmpty() ? ".." : time)
                            .collect(Collectors.joining("/")));
        }
        Version.Extent extent = head.version().extent();
        if (extent != null && head.hasGeometry()) {
            json.put(
                    "spatialCoverage",
                    Map.of(
                            "@type",
                            "Place",
                            "geo",
                            Map.of(
                                    "@type",
                                    "GeoShape",
                                    "box",
                                    "%s %s %s %s"
                                            .formatted(extent.south(), extent.west(), extent.north(), extent.east()))));
        }
        json.put(
                "variableMeasured",
                head.fields().stream()
                        .limit(100)
                        .map(field -> {
                            Map<String, Object> variable = new LinkedHashMap<>();
                            variable.put("@type", "PropertyValue");
                            variable.put("name", field.label());
                            put(variable, "description", field.description());
                            if (field.annotations().unit() != null) {
                                variable.put("unitText", field.annotations().unit());
                            }
                            return variable;
                        })
                        .toList());
        List<Map<String, Object>> downloads = new ArrayList<>();
        MEDIA_TYPES.forEach((format, mediaType) -> {
            if (format.equals("geojson") && !head.hasGeometry()) return;
            Map<String, Object> download = new LinkedHashMap<>();
            download.put("@type", "DataDownload");
            download.put("encodingFormat", mediaType);
            download.put("contentUrl", origin + head.apiPath() + "/exports/" + format);
            downloads.add(download);
        });
        json.put("distribution", downloads);
        return json;
    }

    private static void put(Map<String, Object> json, String name, String text) {
        if (!text.isEmpty()) json.put(name, text);
    }
}
