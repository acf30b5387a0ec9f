package city.senne.data.mcp;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Frequency;
import city.senne.data.explore.export.Times;
import city.senne.data.usage.Allowance;
import city.senne.data.usage.DatasetCalls;
import city.senne.engine.table.Annotations;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Purposes;
import city.senne.trust.access.Verdict;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A dataset as assistants are told of it: what the one who asks may know, and nothing else.
@Component
class DatasetWords {
    private final Catalog catalog;
    private final Access access;
    private final DatasetCalls datasetCalls;

    DatasetWords(Catalog catalog, Access access, DatasetCalls datasetCalls) {
        this.catalog = catalog;
        this.access = access;
        this.datasetCalls = datasetCalls;
    }

    /// One of those that the viewer may know of. It counts as a call of the dataset. Throws NoSuchDataset, and
    /// ToolRefused when the calls of today are used up.
    Dataset dataset(Asking asking, String id) {
        Dataset dataset = catalog.dataset(asking.viewer(), id);
        Optional<Allowance> spent =
                datasetCalls.findSpent(asking.viewer(), dataset.id(), asking.request(), asking.response());
        spent.ifPresent(allowance -> {
            throw new ToolRefused("Too many calls of this dataset today; they are answered again from %s on."
                    .formatted(allowance.reset()));
        });
        return dataset;
    }

    /// The fields that the viewer may know of.
    TableSchema fields(Asking asking, Dataset dataset) {
        String language = asking.language().getLanguage();
        return access.described(asking.viewer(), dataset.subject(), dataset.table(dataset.current(), language))
                .schema();
    }

    Map<String, @Nullable Object> described(Asking asking, Dataset dataset) {
        String language = asking.language().getLanguage();
        Dataset.Description said = dataset.description();
        Citation citation = Citation.of(asking);
        Verdict verdict = access.decide(asking.viewer(), Act.READ, dataset.subject());
        boolean readable = verdict instanceof Verdict.Yes;
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("dataset_id", dataset.id().value());
        told.put("title", dataset.title(language));
        told.put("description", said.text().in(language));
        told.put("publisher", Citation.orNull(said.publisher().in(language)));
        told.put("contact", contact(said.contact()));
        told.put("licence", Citation.orNull(said.licence()));
        told.put("licence_url", Citation.orNull(said.licenceUrl()));
        told.put("themes", dataset.themes(language));
        told.put("keywords", said.keywords().in(language));
        told.put("territory", Citation.orNull(said.coverage().territory().in(language)));
        told.put(
                "update_frequency",
                said.frequency() == Frequency.UNKNOWN ? null : said.frequency().apiName());
        told.put("modified", Times.text(dataset.modified(), ZoneOffset.UTC));
        told.put("data_updated", Times.text(dataset.current().landed(), ZoneOffset.UTC));
        told.put("records", dataset.current().tellsFigures() ? dataset.current().rows() : null);
        told.put("readable", readable);
        Purposes purposes = access.purposes(asking.viewer(), dataset.subject());
        if (purposes.areDemanded()) told.put("purposes", purposes.spoken());
        told.put(
                "fields",
                fields(asking, dataset).fields().stream()
                        .map(DatasetWords::field)
                        .toList());
        told.put("links", links(citation, dataset));
        told.put("citation", citation.of(dataset, readable));
        return told;
    }

    private static @Nullable String contact(Dataset.Contact contact) {
        return Citation.orNull((contact.name() + " " + contact.email()).strip());
    }

    private static Map<String, String> links(Citation citation, Dataset dataset) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("page", citation.page(dataset.id()));
        links.put("explore_api", citation.api(dataset.id()));
        links.put("exports", citation.api(dataset.id()) + "/exports");
        return links;
    }

    private static Map<String, @Nullable Object> field(Field field) {
        Annotations known = field.annotations();
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("name", field.name());
        told.put("label", field.label());
        // A language of questions knows no exact numbers beside the others.
        told.put("type", (field.type() == FieldType.DECIMAL ? FieldType.DOUBLE : field.type()).apiName());
        if (!field.description().isEmpty()) told.put("description", field.description());
        if (known.unit() != null) told.put("unit", known.unit());
        if (known.precision() != null) told.put("precision", known.precision());
        if (known.id()) told.put("is_key", true);
        if (field.isMultivalued()) told.put("is_list", true);
        return told;
    }

    static List<String> names(TableSchema fields) {
        return fields.fields().stream().map(Field::name).toList();
    }
}
