package city.senne.data.sources;

import city.senne.data.catalog.DescriptionMistake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A portal that speaks the Explore API v2.1: those of Opendatasoft, and Senne.
final class OpendatasoftPortal implements PagedPortal {
    private static final Set<String> LANGUAGES = Set.of("fr", "nl", "en", "de");
    private static final Set<String> TYPES = Set.of(
            "text", "int", "double", "decimal", "boolean", "date", "datetime", "geo_point_2d", "geo_shape", "file");

    private final PortalWeb web;
    private final String datasets;

    /// @param address of the portal, with or without the path of its API
    OpendatasoftPortal(PortalWeb web, String address) {
        this.web = web;
        this.datasets = datasets(address);
    }

    /// Where such a portal lists its datasets.
    static String datasets(String address) {
        return address.replaceFirst("(/api/explore/v2\\.[01].*)?/*$", "") + "/api/explore/v2.1/catalog/datasets";
    }

    @Override
    public int most() {
        return 10_000;
    }

    @Override
    public Page page(int offset) throws InterruptedException {
        String address = datasets + "?limit=" + PAGE + "&offset=" + offset + "&order_by=dataset_id&include_links=false";
        JsonNode page = web.json(address);
        if (!page.path("results").isArray() || !page.path("total_count").isInt()) {
            throw new PortalFailure(Note.of("not-opendatasoft", address));
        }
        Map<String, Map<String, JsonNode>> translated = translated(address, page);
        return new Page(
                page.path("total_count").asInt(),
                page.path("results")
                        .valueStream()
                        .map(dataset -> remote(dataset, translated))
                        .toList());
    }

    /// The same page in each language in which any of its datasets is described, by language and dataset.
    private Map<String, Map<String, JsonNode>> translated(String address, JsonNode page) throws InterruptedException {
        Map<String, Map<String, JsonNode>> all = new TreeMap<>();
        for (JsonNode dataset : page.path("results")) {
            List<String> languages = languages(dataset);
            if (languages.size() < 2) continue;
            for (String language : languages) {
                if (!LANGUAGES.contains(language) || all.containsKey(language)) continue;
                Map<String, JsonNode> datasets = new HashMap<>();
                for (JsonNode other : web.json(address + "&lang=" + language).path("results")) {
                    datasets.put(other.path("dataset_id").asString(""), other);
                }
                all.put(language, datasets);
            }
        }
        return all;
    }

    private static List<String> languages(JsonNode dataset) {
        return texts(dataset.path("metas").path("default").path("metadata_languages"));
    }

    private Remote remote(JsonNode dataset, Map<String, Map<String, JsonNode>> translated) {
        String id = dataset.path("dataset_id").asString("");
        JsonNode metas = dataset.path("metas").path("default");
        String title = metas.path("title").asString(id);
        if (!id.matches("[\\w@.~-]{1,200}")) return new Remote.Unusable(id, id, title, Note.of("no-id"));
        if (!dataset.path("has_records").asBoolean(false)) {
            return new Remote.Unusable(
                    id,
                    id,
                    title,
                    Note.of("no-rows", dataset.path("attachments").size()));
        }
        if (!dataset.path("data_visible").asBoolean(true)) {
            return new Remote.Unusable(id, id, title, Note.of("rows-closed"));
        }
        List<Note> left = new ArrayList<>();
        ObjectNode told = told(id, dataset, inLanguages(dataset, translated), left);
        String processed = metas.path("data_processed").asString("");
        String stamp = processed.isEmpty() ? metas.path("modified").asString("") : processed;
        return new Remote.Dataset(id, id, title, told, stamp, datasets + "/" + id + "/exports/jsonl", left);
    }

    /// The dataset as each of its languages tells it; under no language where that is not known.
    private static Map<String, JsonNode> inLanguages(JsonNode dataset, Map<String, Map<String, JsonNode>> translated) {
        List<String> languages = languages(dataset);
        if (languages.size() == 1) return Map.of(languages.getFirst(), dataset);
        Map<String, JsonNode> said = new TreeMap<>();
        for (String language : languages) {
            JsonNode other = translated
                    .getOrDefault(language, Map.of())
                    .get(dataset.path("dataset_id").asString(""));
            if (other != null) said.put(language, other);
        }
        String usual = dataset.path("metas").path("default").path("language").asString("");
        return said.isEmpty() ? Map.of(usual, dataset) : said;
    }

    private static ObjectNode told(String id, JsonNode dataset, Map<String, JsonNode> inLanguages, List<Note> left) {
        JsonNode metas = dataset.path("metas").path("default");
        JsonNode dcat = dataset.path("metas").path("dcat");
        Told told = new Told().id(id);
        inLanguages.forEach((language, said) -> {
            JsonNode words = said.path("metas").path("default");
            told.line("title", language, words.path("title").asString(id))
                    .text(
                            "description",
                            language,
                            PlainMarkdown.of(words.path("description").asString("")))
                    .line("territory", language, String.join(", ", texts(words.path("territory"))));
        });
        told.line("publisher", "", metas.path("publisher").asString(""))
                .licence(
                        metas.path("license").asString(""),
                        metas.path("license_url").asString(""))
                .list("keywords", texts(metas.path("keyword")))
                .list("themes", texts(metas.path("theme")))
                .period(
                        dcat.path("temporal_coverage_start").asString(""),
                        dcat.path("temporal_coverage_end").asString(""))
                .contact(
                        dcat.path("contact_name").asString(""),
                        dcat.path("contact_email").asString(""));
        Stream.of(metas.path("update_frequency"), dcat.path("accrualperiodicity"))
                .map(said -> said.asString(""))
                .filter(said -> !said.isBlank())
                .filter(said -> !told.frequency(said))
                .findFirst()
                .ifPresent(said -> left.add(Note.of("frequency", said)));
        told.words().set("fields", fields(dataset.path("fields"), inLanguages, left));
        if (!dataset.path("attachments").isEmpty()) {
            left.add(Note.of("attachments", dataset.path("attachments").size()));
        }
        return told.words();
    }

    private static ObjectNode fields(JsonNode fields, Map<String, JsonNode> inLanguages, List<Note> left) {
        // By language and name: a dataset may have very many fields.
        Map<String, Map<String, List<JsonNode>>> translated = new TreeMap<>();
        inLanguages.forEach((language, dataset) -> translated.put(
                language,
                dataset.path("fields")
                        .valueStream()
                        .collect(Collectors.groupingBy(
                                other -> other.path("name").asString("")))));
        ObjectNode all = new Told().words();
        for (JsonNode field : fields) {
            String name = field.path("name").asString("");
            String type = field.path("type").asString("").replace("json_blob", "json");
            Told said = new Told();
            if (TYPES.contains(type)) said.value("type", type);
            else left.add(Note.of("field-type", name, type));
            translated.forEach((language, named) -> named.getOrDefault(name, List.of())
                    .forEach(other -> {
                        String label = other.path("label").asString("");
                        if (!label.equals(name)) said.line("label", language, label);
                        said.note(
                                "description",
                                language,
                                other.path("description").asString(""));
                    }));
            JsonNode annotations = field.path("annotations");
            // Such portals write the day that a year or a month begins with as that year or month.
            if (type.equals("date") && annotations.has("timeserie_precision")) said.value("format", "yyyy[-MM[-dd]]");
            annotations(annotations, said.words());
            all.set(name, said.words());
        }
        return all;
    }

    /// Those that a description file knows too; the others say how a widget draws the field.
    private static void annotations(JsonNode said, ObjectNode field) {
        ArrayNode marks = field.arrayNode();
        for (String mark : List.of("facet", "disjunctive", "id", "sortable")) {
            if (said.has(mark) && !argument(said.get(mark)).equals("false")) marks.add(mark);
        }
        for (String mark : List.of("hierarchical", "multivalued", "facetsort", "timeserie_precision")) {
            if (said.has(mark)) marks.add(mark + ":" + argument(said.get(mark)));
        }
        if (!marks.isEmpty()) field.set("annotations", marks);
        String unit = said.has("unit") ? argument(said.get("unit")) : "";
        if (!unit.isBlank() && unit.length() <= DescriptionMistake.LONGEST_UNIT) field.put("unit", unit);
    }

    /// Portals write an annotation's argument by itself or in a list.
    private static String argument(JsonNode value) {
        return (value.isArray() ? value.path(0) : value).asString("");
    }

    private static List<String> texts(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(each -> each.asString("")).toList()
                : value.isString() ? List.of(value.asString()) : List.of();
    }
}
