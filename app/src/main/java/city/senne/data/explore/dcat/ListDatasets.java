package city.senne.data.explore.dcat;

import city.senne.data.attachments.Attachment;
import city.senne.data.attachments.ReadAttachments;
import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.query.Answer;
import city.senne.data.query.HeldTable;
import city.senne.engine.odsql.BoundQuery;
import city.senne.engine.table.TableSchema;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Table;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/// Datasets that a question to the catalogue's table finds, as a whole.
@Component
public class ListDatasets {
    private final Catalog catalog;
    private final Access access;
    private final ReadAttachments attachments;

    ListDatasets(Catalog catalog, Access access, ReadAttachments attachments) {
        this.catalog = catalog;
        this.access = access;
        this.attachments = attachments;
    }

    /// @param query whose first column is the id
    public static List<String> ids(HeldTable table, BoundQuery query) {
        List<String> ids = new ArrayList<>();
        try (Answer answer = table.rows(query)) {
            while (answer.next()) ids.add(String.valueOf(answer.value(0)));
        }
        return ids;
    }

    /// Each is asked for once more: what changed since the table was made must not show what is no longer there.
    public void each(Viewer viewer, List<String> ids, Locale language, Consumer<ListedDataset> consumer) {
        List<Dataset> datasets =
                ids.stream().flatMap(id -> catalog.find(viewer, id).stream()).toList();
        listed(viewer, datasets, language, consumer);
    }

    /// The same of datasets that the viewer has just found.
    public void listed(Viewer viewer, List<Dataset> datasets, Locale language, Consumer<ListedDataset> consumer) {
        Map<String, List<Attachment>> attached = attachments.list(datasets);
        for (Dataset dataset : datasets) {
            Table fields = dataset.table(dataset.current(), language.getLanguage());
            TableSchema visible =
                    access.described(viewer, dataset.subject(), fields).schema();
            consumer.accept(new ListedDataset(
                    dataset,
                    visible,
                    // Rules may leave her nothing of what she is let in to.
                    access.decide(viewer, Act.READ, dataset.subject()) instanceof Verdict.Yes
                            && !visible.fields().isEmpty(),
                    attached.getOrDefault(dataset.id().value(), List.of())));
        }
    }
}
