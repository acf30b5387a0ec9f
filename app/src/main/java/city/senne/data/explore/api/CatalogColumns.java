package city.senne.data.explore.api;

import city.senne.data.catalog.Dataset;
import city.senne.data.usage.UsageTotals;
import city.senne.engine.table.Annotations;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The columns of the catalogue: every metadata field as `template.name`, those of the template `default` also by their
/// bare name.
final class CatalogColumns {
    private static final String DEFAULT = "default.";
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<Field> OF_THE_DATASET = List.of(
            Field.of("dataset_id", FieldType.TEXT),
            Field.of("datasetid", FieldType.TEXT),
            Field.of("dataset_uid", FieldType.TEXT),
            Field.of("visibility", FieldType.TEXT),
            Field.of("has_records", FieldType.BOOLEAN),
            Field.of("data_visible", FieldType.BOOLEAN),
            facet(many("features")),
            Field.of("fields", FieldType.JSON));

    private static final List<Field> OF_DEFAULT = List.of(
            Field.of("title", FieldType.TEXT),
            Field.of("description", FieldType.TEXT),
            facet(many("theme")),
            facet(many("keyword")),
            facet(Field.of("license", FieldType.TEXT)),
            Field.of("license_url", FieldType.TEXT),
            facet(Field.of("language", FieldType.TEXT)),
            many("metadata_languages"),
            facet(Field.of("modified", FieldType.DATETIME)),
            Field.of("data_processed", FieldType.DATETIME),
            Field.of("metadata_processed", FieldType.DATETIME),
            many("geographic_reference"),
            facet(Field.of("publisher", FieldType.TEXT)),
            Field.of("references", FieldType.TEXT),
            Field.of("records_count", FieldType.INT),
            many("territory"),
            many("attributions"),
            Field.of("source_domain", FieldType.TEXT),
            Field.of("source_domain_title", FieldType.TEXT),
            Field.of("source_domain_address", FieldType.TEXT),
            Field.of("source_dataset", FieldType.TEXT),
            Field.of("federated", FieldType.BOOLEAN),
            Field.of("update_frequency", FieldType.TEXT));

    private static final List<Field> OF_OTHERS = Stream.of(
                    Stream.of(
                            Field.of("dcat.created", FieldType.DATETIME), Field.of("dcat.issued", FieldType.DATETIME)),
                    Stream.of(
                                    "contact_name",
                                    "contact_email",
                                    "accrualperiodicity",
                                    "spatial",
                                    "temporal_coverage_start",
                                    "temporal_coverage_end")
                            .map(name -> Field.of("dcat." + name, FieldType.TEXT)),
                    DatasetJson.UNSAID_DCAT.stream().map(name -> Field.of("dcat." + name, FieldType.TEXT)),
                    Stream.of("download_count", "api_call_count", "popularity_score", "reuse_count")
                            .map(name -> Field.of("explore." + name, FieldType.INT)))
            .flatMap(fields -> fields)
            .toList();

    static final TableSchema SCHEMA = new TableSchema(Stream.of(
                    OF_THE_DATASET.stream(),
                    OF_DEFAULT.stream(),
                    OF_DEFAULT.stream().map(CatalogColumns::qualified),
                    OF_OTHERS.stream())
            .flatMap(fields -> fields)
            .toList());

    /// What a table of the catalogue shows when nobody chooses: `template.name; …; datasetid`.
    static final String TABLE = Stream.concat(
                    SCHEMA.fields().stream().map(Field::name).filter(name -> name.contains(".")),
                    Stream.of("datasetid"))
            .collect(Collectors.joining(", "));

    private CatalogColumns() {}

    /// One value per field of the schema.
    static List<@Nullable Object> row(Dataset dataset, TableSchema visible, Locale language, UsageTotals.Total used) {
        Map<String, @Nullable Object> values =
                new HashMap<>(new DatasetJson(language, ZoneOffset.UTC).defaultMetas(dataset, visible));
        values.put("dataset_id", dataset.id().value());
        values.put("datasetid", dataset.id().value());
        values.put("dataset_uid", dataset.uid());
        values.put("visibility", DatasetJson.visibility(dataset));
        values.put("has_records", true);
        values.put("data_visible", true);
        values.put("features", DatasetJson.features(visible));
        values.put("fields", JSON.writeValueAsString(DatasetJson.fields(visible)));
        values.put("modified", dataset.modified());
        values.put("metadata_processed", dataset.modified());
        values.put("data_processed", dataset.current().landed());
        values.put("explore.download_count", used.downloads());
        values.put("explore.api_call_count", used.calls());
        values.put("dcat.created", dataset.created());
        values.put("dcat.issued", dataset.published());
        new DatasetJson(language, ZoneOffset.UTC)
                .dcatMetas(dataset)
                .forEach((name, value) -> values.putIfAbsent("dcat." + name, value));
        List<@Nullable Object> row = new ArrayList<>(SCHEMA.fields().size());
        for (Field field : SCHEMA.fields()) {
            String name = field.name();
            row.add(values.get(name.startsWith(DEFAULT) ? name.substring(DEFAULT.length()) : name));
        }
        return row;
    }

    private static Field many(String name) {
        var annotations = new Annotations(false, false, null, ",", false, false, null, null, null);
        return new Field(name, FieldType.TEXT, name, "", annotations);
    }

    /// Facets of the catalogue come by the alphabet, and several chosen values widen it.
    private static Field facet(Field field) {
        var annotations = new Annotations(
                true, true, null, field.annotations().multivalued(), false, false, null, "alphanum", null);
        return new Field(field.name(), field.type(), field.label(), "", annotations);
    }

    /// The same under its full name, which is no facet once more.
    private static Field qualified(Field field) {
        var annotations = new Annotations(
                false, true, null, field.annotations().multivalued(), false, false, null, "alphanum", null);
        return new Field(DEFAULT + field.name(), field.type(), DEFAULT + field.name(), "", annotations);
    }
}
