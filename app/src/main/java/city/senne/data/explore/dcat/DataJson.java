package city.senne.data.explore.dcat;

import city.senne.data.catalog.Coverage;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Frequency;
import city.senne.data.explore.export.JsonStream;
import city.senne.platform.web.Prose;
import city.senne.trust.access.Level;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The catalogue as `data.json`: Project Open Data, schema 1.1.
public record DataJson(Portal portal) {
    private static final String SCHEMA = "https://project-open-data.cio.gov/v1.1/schema";

    /// @param datasets gives each to the consumer
    public void write(OutputStream out, Consumer<Consumer<ListedDataset>> datasets) throws IOException {
        JsonStream.write(out, json -> {
            json.writeStartObject();
            json.writeStringProperty("@context", SCHEMA + "/catalog.jsonld");
            json.writeStringProperty("@id", portal.catalogue());
            json.writeStringProperty("@type", "dcat:Catalog");
            json.writeStringProperty("conformsTo", SCHEMA);
            json.writeStringProperty("describedBy", SCHEMA + "/catalog.json");
            json.writeArrayPropertyStart("dataset");
            datasets.accept(listed -> json.writePOJO(dataset(listed)));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Map<String, Object> dataset(ListedDataset listed) {
        String language = portal.language();
        Dataset dataset = listed.dataset();
        Dataset.Description said = dataset.description();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("@type", "dcat:Dataset");
        json.put("identifier", portal.page(dataset));
        json.put("title", dataset.title(language));
        json.put("description", Prose.plain(said.text().in(language)));
        json.put(
                "keyword",
                Stream.concat(said.keywords().in(language).stream(), dataset.themes(language).stream())
                        .distinct()
                        .toList());
        json.put("theme", dataset.themes(language));
        json.put("modified", dataset.modified().toString());
        if (dataset.published() != null) json.put("issued", dataset.published().toString());
        String publisher = said.publisher().in(language);
        json.put(
                "publisher",
                Map.of("@type", "org:Organization", "name", publisher.isEmpty() ? portal.name() : publisher));
        json.put("contactPoint", contact(said.contact()));
        json.put("accessLevel", accessLevel(dataset.subject().level()));
        put(json, "license", said.licenceUrl().isEmpty() ? said.licence() : said.licenceUrl());
        put(json, "spatial", said.coverage().territory().in(language));
        put(json, "temporal", period(said.coverage()));
        if (said.frequency() != Frequency.UNKNOWN) {
            json.put("accrualPeriodicity", said.frequency().uri());
        }
        json.put("language", List.of(language));
        json.put("landingPage", portal.page(dataset));
        json.put(
                "distribution",
                portal.downloads(listed).stream().map(DataJson::distribution).toList());
        return json;
    }

    private static String accessLevel(Level level) {
        return switch (level) {
            case OPEN -> "public";
            case SIGNED_IN, RESTRICTED -> "restricted public";
            case HIDDEN -> "non-public";
        };
    }

    private static Map<String, Object> contact(Dataset.Contact said) {
        Map<String, Object> contact = new LinkedHashMap<>();
        contact.put("@type", "vcard:Contact");
        put(contact, "fn", said.name());
        if (!said.email().isEmpty()) contact.put("hasEmail", "mailto:" + said.email());
        return contact;
    }

    private static Map<String, Object> distribution(Portal.Download download) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("@type", "dcat:Distribution");
        json.put("title", download.format().key());
        json.put("format", download.format().key());
        json.put("mediaType", download.mediaType());
        json.put("downloadURL", download.address());
        return json;
    }

    private static String period(Coverage coverage) {
        return coverage.hasPeriod()
                ? Stream.of(coverage.from(), coverage.until())
                        .map(day -> day.isEmpty() ? ".." : day)
                        .collect(Collectors.joining("/"))
                : "";
    }

    private static void put(Map<String, Object> json, String name, String text) {
        if (!text.isEmpty()) json.put(name, text);
    }
}
