package city.senne.data.explore.api;

import city.senne.data.attachments.Attachment;
import city.senne.data.attachments.ReadAttachments;
import city.senne.data.catalog.Catalog;
import city.senne.data.explore.dcat.ListedDataset;
import city.senne.data.query.Answer;
import city.senne.data.query.HeldTable;
import city.senne.engine.odsql.BoundQuery;
import city.senne.trust.access.Access;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/// Datasets that a question to the catalogue's table finds, as a whole.
@Component
class ListDatasets {
    private final Catalog catalog;
    private final Access access;
    private final ReadAttachments attachments;

    ListDatasets(Catalog catalog, Access access, ReadAttachments attachments) {
        this.catalog = catalog;
        this.access = access;
        this.attachments = attachments;
    }

    /// @param query whose first column is the id
    static List<String> ids(HeldTable table, BoundQuery query) {
        List<String> ids = new ArrayList<>();
        try (Answer answer = table.rows(query)) {
            while (answer.next()) ids.add(String.valueOf(answer.value(0)));
        }
        return ids;
    }

    /// Each is asked for once more: what changed since the table was made must not show what is no longer there.
    void each(Viewer viewer, List<String> ids, Locale language, Consumer<ListedDataset> consumer) {
        Map<String, List<Attachment>> attached = attachments.list(ids);
        for (String id : ids) {
            catalog.find(viewer, id)
                    .map(dataset -> new ListedDataset(
                            dataset,
                            access.view(
                                            viewer,
                                            dataset.subject(),
                                            dataset.fields(dataset.current(), language.getLanguage()))
                                    .schema(),
                            attached.getOrDefault(id, List.of())))
                    .ifPresent(consumer);
        }
    }
}
