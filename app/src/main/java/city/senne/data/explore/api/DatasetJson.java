package city.senne.data.explore.api;

import city.senne.data.attachments.Attachment;
import city.senne.data.catalog.Coverage;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Frequency;
import city.senne.data.catalog.Version;
import city.senne.data.explore.dcat.ListedDataset;
import city.senne.data.explore.export.Times;
import city.senne.data.usage.UsageTotals;
import city.senne.engine.table.Annotations;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import city.senne.trust.access.Level;
import city.senne.trust.access.Stage;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/// A dataset as the API describes it.
///
/// @param language of titles and descriptions
/// @param zone whose offset times show
record DatasetJson(Locale language, ZoneId zone) {
    /// What the template `dcat` has a place for and nobody can say so far.
    static final List<String> UNSAID_DCAT = List.of("creator", "contributor", "temporal", "granularity", "dataquality");

    private static final Parser MARKDOWN = Parser.builder().build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    /// The whole description.
    ///
    /// @param used how often it was asked; null to leave out what the portal adds to what publishers say
    /// @param links addresses of the API
    /// @param linked whether to list the dataset's own
    Map<String, @Nullable Object> json(
            ListedDataset listed, UsageTotals.@Nullable Total used, Links links, boolean linked) {
        Dataset dataset = listed.dataset();
        TableSchema visible = listed.visible();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (linked) json.put("_links", links.ofDataset(dataset.id()));
        json.put("visibility", visibility(dataset));
        json.put("dataset_id", dataset.id().value());
        json.put("dataset_uid", dataset.uid());
        json.put("has_records", true);
        json.put("data_visible", listed.dataVisible());
        json.put("features", features(visible));
        json.put("attachments", attachments(listed.attachments(), links));
        json.put("alternative_exports", List.of());
        json.put("fields", fields(visible));
        Map<String, Object> metas = new LinkedHashMap<>();
        metas.put("dcat", dcatMetas(dataset));
        metas.put("default", defaultMetas(dataset, visible));
        metas.put("custom", Map.of());
        if (used != null) {
            metas.put("explore", Map.of("download_count", used.downloads(), "api_call_count", used.calls()));
            metas.put("processing", Map.of("processing_modified", time(dataset.current())));
        }
        json.put("metas", metas);
        return json;
    }

    private static List<Map<String, String>> attachments(List<Attachment> attachments, Links links) {
        List<Map<String, String>> json = new ArrayList<>();
        for (Attachment attachment : attachments) {
            Map<String, String> each = new LinkedHashMap<>();
            each.put("id", attachment.id());
            each.put("mimetype", attachment.fileName().mediaType());
            each.put("title", attachment.title());
            each.put("url", links.attachment(attachment));
            json.add(each);
        }
        return json;
    }

    /// In the API's words.
    static String visibility(Dataset dataset) {
        boolean forAll = dataset.stage() == Stage.PUBLISHED && dataset.subject().level() == Level.OPEN;
        return forAll ? "domain" : "restricted";
    }

    static List<String> features(TableSchema schema) {
        return Stream.of(
                        schema.fields().isEmpty() ? "" : "analyze",
                        has(schema, FieldType.DATE) || has(schema, FieldType.DATETIME) ? "timeserie" : "",
                        has(schema, FieldType.GEO_POINT) || has(schema, FieldType.GEO_SHAPE) ? "geo" : "",
                        has(schema, FieldType.FILE) ? "image" : "")
                .filter(feature -> !feature.isEmpty())
                .toList();
    }

    private static boolean has(TableSchema schema, FieldType type) {
        return schema.fields().stream().anyMatch(field -> field.type() == type);
    }

    static List<Map<String, @Nullable Object>> fields(TableSchema visible) {
        return visible.fields().stream().map(DatasetJson::field).toList();
    }

    private static Map<String, @Nullable Object> field(Field field) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", field.name());
        json.put("label", field.label());
        // Clients know no exact numbers.
        json.put("type", (field.type() == FieldType.DECIMAL ? FieldType.DOUBLE : field.type()).apiName());
        json.put("description", field.description().isEmpty() ? null : field.description());
        json.put("annotations", annotations(field.annotations()));
        return json;
    }

    private static Map<String, Object> annotations(Annotations known) {
        Map<String, Object> json = new LinkedHashMap<>();
        flag(json, "id", known.id());
        flag(json, "facet", known.facet());
        flag(json, "disjunctive", known.disjunctive());
        flag(json, "sortable", known.sortable());
        text(json, "hierarchical", known.hierarchical());
        text(json, "multivalued", known.multivalued());
        text(json, "facetsort", known.facetSort());
        text(json, "unit", known.unit());
        text(json, "timeserie_precision", known.precision());
        return json;
    }

    private static void flag(Map<String, Object> json, String name, boolean set) {
        if (set) json.put(name, true);
    }

    private static void text(Map<String, Object> json, String name, @Nullable String value) {
        if (value != null) json.put(name, value);
    }

    /// The metadata that every client reads.
    Map<String, @Nullable Object> defaultMetas(Dataset dataset, TableSchema visible) {
        Dataset.Description said = dataset.description();
        String text = said.text().in(language.getLanguage());
        Map<String, @Nullable Object> metas = new LinkedHashMap<>();
        metas.put("title", dataset.title(language.getLanguage()));
        metas.put("description", text.isEmpty() ? null : HTML.render(MARKDOWN.parse(text)));
        metas.put("theme", orNull(dataset.themes(language.getLanguage())));
        metas.put("keyword", orNull(said.keywords().in(language.getLanguage())));
        metas.put("license", orNull(said.licence()));
        metas.put("license_url", orNull(said.licenceUrl()));
        metas.put("language", language.getLanguage());
        metas.put("metadata_languages", languages(said));
        metas.put("timezone", null);
        metas.put("modified", Times.text(dataset.modified(), zone));
        metas.put("modified_updates_on_metadata_change", true);
        metas.put("modified_updates_on_data_change", true);
        metas.put("data_processed", time(dataset.current()));
        metas.put("metadata_processed", Times.text(dataset.modified(), zone));
        metas.put("geographic_reference", null);
        metas.put("geographic_reference_auto", null);
        String territory = said.coverage().territory().in(language.getLanguage());
        metas.put("territory", territory.isEmpty() ? null : List.of(territory));
        metas.put("geometry_types", has(visible, FieldType.GEO_POINT) ? List.of("Point") : null);
        metas.put("bbox", box(dataset.current().extent(), visible));
        metas.put("publisher", orNull(said.publisher().in(language.getLanguage())));
        metas.put("references", null);
        metas.put(
                "records_count",
                dataset.current().tellsFigures() ? dataset.current().rows() : null);
        metas.put("attributions", null);
        metas.put("source_domain", null);
        metas.put("source_domain_title", null);
        metas.put("source_domain_address", null);
        metas.put("source_dataset", null);
        metas.put("shared_catalog", null);
        metas.put("federated", false);
        metas.put("parent_domain", null);
        metas.put("update_frequency", frequency(said));
        return metas;
    }

    Map<String, @Nullable Object> dcatMetas(Dataset dataset) {
        Map<String, @Nullable Object> metas = new LinkedHashMap<>();
        String created = Times.text(dataset.created(), zone);
        metas.put("created", created);
        metas.put("issued", dataset.published() == null ? null : Times.text(dataset.published(), zone));
        metas.put("contact_name", orNull(dataset.description().contact().name()));
        metas.put("contact_email", orNull(dataset.description().contact().email()));
        metas.put("accrualperiodicity", frequency(dataset.description()));
        Coverage coverage = dataset.description().coverage();
        metas.put("spatial", orNull(coverage.territory().in(language.getLanguage())));
        metas.put("temporal_coverage_start", orNull(coverage.from()));
        metas.put("temporal_coverage_end", orNull(coverage.until()));
        for (String unsaid : UNSAID_DCAT) {
            metas.put(unsaid, null);
        }
        return metas;
    }

    /// The address by which the EU's list names it.
    private static @Nullable String frequency(Dataset.Description said) {
        return said.frequency() == Frequency.UNKNOWN ? null : said.frequency().uri();
    }

    private String time(Version version) {
        return Times.text(version.landed(), zone);
    }

    private static List<String> languages(Dataset.Description said) {
        TreeSet<String> languages = new TreeSet<>(said.title().byLanguage().keySet());
        languages.addAll(said.text().byLanguage().keySet());
        languages.remove("und");
        return new ArrayList<>(languages);
    }

    private record Polygon(String type, List<List<List<Double>>> coordinates) {}

    private static @Nullable Map<String, Object> box(Version.@Nullable Extent extent, TableSchema visible) {
        if (extent == null || (!has(visible, FieldType.GEO_POINT) && !has(visible, FieldType.GEO_SHAPE))) return null;
        List<List<Double>> ring = List.of(
                List.of(extent.west(), extent.south()),
                List.of(extent.east(), extent.south()),
                List.of(extent.east(), extent.north()),
                List.of(extent.west(), extent.north()),
                List.of(extent.west(), extent.south()));
        Map<String, Object> box = new LinkedHashMap<>();
        box.put("type", "Feature");
        box.put("geometry", new Polygon("Polygon", List.of(ring)));
        box.put("properties", Map.of());
        return box;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable List<String> orNull(List<String> texts) {
        return texts.isEmpty() ? null : texts;
    }
}
