package city.senne.data.ogc;

import city.senne.data.catalog.Coverage;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Licence;
import city.senne.data.catalog.Theme;
import city.senne.data.catalog.Version;
import city.senne.data.explore.dcat.ListedDataset;
import city.senne.data.explore.dcat.Portal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A dataset as a record of OGC API – Records: a feature of GeoJSON whose geometry is the box around its places.
final class RecordJson {
    private static final String CORE = "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core";

    /// Languages by the three letters that the EU gives them.
    private static final Map<String, String> TAGS = Arrays.stream(Locale.getISOLanguages())
            .collect(Collectors.toMap(
                    tag -> Locale.of(tag).getISO3Language().toUpperCase(Locale.ROOT),
                    Function.identity(),
                    (one, _) -> one));

    private final Links links;
    private final Portal portal;
    private final String language;

    RecordJson(Links links, Portal portal, Locale language) {
        this.links = links;
        this.portal = portal;
        this.language = language.getLanguage();
    }

    Map<String, @Nullable Object> of(ListedDataset listed) {
        Dataset dataset = listed.dataset();
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("id", dataset.id().value());
        record.put("type", "Feature");
        record.put("conformsTo", List.of(CORE));
        record.put("geometry", Records.extent(listed).map(RecordJson::polygon).orElse(null));
        record.put("time", time(dataset.description().coverage()));
        record.put("properties", properties(listed));
        record.put("links", leading(listed));
        return record;
    }

    private static Map<String, Object> polygon(Version.Extent box) {
        List<List<Double>> ring = List.of(
                List.of(box.west(), box.south()),
                List.of(box.east(), box.south()),
                List.of(box.east(), box.north()),
                List.of(box.west(), box.north()),
                List.of(box.west(), box.south()));
        return Map.of("type", "Polygon", "coordinates", List.of(ring));
    }

    private static @Nullable Map<String, Object> time(Coverage coverage) {
        if (!coverage.hasPeriod()) return null;
        String from = Coverage.firstDay(coverage.from()).map(Object::toString).orElse("..");
        String until = Coverage.lastDay(coverage.until()).map(Object::toString).orElse("..");
        return Map.of("interval", List.of(from, until));
    }

    private Map<String, Object> properties(ListedDataset listed) {
        Dataset dataset = listed.dataset();
        Dataset.Description said = dataset.description();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("type", Records.TYPE);
        properties.put("title", dataset.title(language));
        if (!said.text().isEmpty()) properties.put("description", said.text().in(language));
        put(properties, "keywords", said.keywords().in(language));
        put(properties, "themes", themes(said));
        if (!said.title().isEmpty() && !said.title().isUndetermined()) {
            properties.put("language", Map.of("code", said.title().languageFor(language)));
            put(
                    properties,
                    "languages",
                    codes(said.title().byLanguage().keySet().stream().sorted().toList()));
        }
        put(
                properties,
                "resourceLanguages",
                codes(said.languages().stream()
                        .flatMap(code -> Optional.ofNullable(TAGS.get(code)).stream())
                        .toList()));
        properties.put("externalIds", List.of(Map.of("scheme", Records.SCHEME, "value", dataset.uid())));
        put(
                properties,
                "formats",
                portal.downloads(listed).stream()
                        .map(file -> Map.of("name", file.format().key(), "mediaType", file.mediaType()))
                        .toList());
        put(properties, "contacts", contacts(said));
        if (!said.licence().isEmpty()) properties.put("license", licence(said));
        properties.put("created", dataset.created().toString());
        properties.put("updated", dataset.modified().toString());
        return properties;
    }

    private static void put(Map<String, Object> properties, String name, List<?> values) {
        if (!values.isEmpty()) properties.put(name, values);
    }

    private static List<Map<String, String>> codes(List<String> tags) {
        return tags.stream().map(tag -> Map.of("code", tag)).toList();
    }

    /// Those of the EU, and the publisher's own.
    private List<Map<String, Object>> themes(Dataset.Description said) {
        List<Map<String, Object>> ofTable = new ArrayList<>();
        List<Map<String, Object>> own = new ArrayList<>();
        for (String theme : said.themes()) {
            Optional<Theme> known = Arrays.stream(Theme.values())
                    .filter(each -> each.name().equals(theme))
                    .findFirst();
            known.ifPresentOrElse(
                    each -> ofTable.add(Map.of("id", theme, "title", each.in(language), "url", each.uri())),
                    () -> own.add(Map.of("id", theme, "title", theme)));
        }
        List<Map<String, Object>> themes = new ArrayList<>();
        if (!ofTable.isEmpty()) themes.add(Map.of("concepts", ofTable, "scheme", Theme.TABLE));
        if (!own.isEmpty()) themes.add(Map.of("concepts", own, "scheme", links.datasets()));
        return themes;
    }

    private List<Map<String, Object>> contacts(Dataset.Description said) {
        Map<String, Object> contact = new LinkedHashMap<>();
        if (!said.contact().name().isEmpty()) contact.put("name", said.contact().name());
        if (!said.publisher().isEmpty())
            contact.put("organization", said.publisher().in(language));
        if (!said.contact().email().isEmpty()) {
            contact.putIfAbsent("organization", portal.name());
            contact.put("emails", List.of(Map.of("value", said.contact().email())));
        }
        if (contact.isEmpty()) return List.of();
        contact.put("roles", List.of("publisher"));
        return List.of(contact);
    }

    /// As SPDX names it.
    private static String licence(Dataset.Description said) {
        return Licence.find(said.licence()).flatMap(Licence::spdx).orElse("other");
    }

    private List<Map<String, Object>> leading(ListedDataset listed) {
        Dataset dataset = listed.dataset();
        String title = dataset.title(language);
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(Links.link("self", Links.GEOJSON, title, links.catalogueRecord(dataset.id())));
        all.add(Links.link("collection", Links.JSON, "", links.catalogue()));
        all.add(Links.link("alternate", Links.HTML, title, links.dataset(dataset.id())));
        all.add(Links.profile("ogc-record"));
        boolean places = listed.dataVisible()
                && listed.visible().fields().stream()
                        .anyMatch(field -> field.type().isGeo());
        if (places) {
            all.add(Links.link("item", Links.GEOJSON, title, links.items(dataset.id())));
            all.add(Links.link(Links.OGC + "geodata", Links.JSON, title, links.collection(dataset.id())));
            all.add(Links.link(Links.OGC + "tilesets-vector", Links.JSON, title, links.tiles(dataset.id())));
        }
        portal.downloads(listed)
                .forEach(file -> all.add(Links.link(
                        "enclosure",
                        file.mediaType(),
                        title + " – " + file.format().key(),
                        file.address())));
        String licence = dataset.description().licence();
        Optional.of(dataset.description().licenceUrl())
                .filter(address -> !address.isEmpty())
                .or(() -> Licence.find(licence).map(Licence::url))
                .ifPresent(address -> all.add(Links.link("license", Links.HTML, licence, address)));
        return all;
    }
}
