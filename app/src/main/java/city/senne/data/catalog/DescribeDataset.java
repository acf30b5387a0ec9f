package city.senne.data.catalog;

import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Stage;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Somebody says better what a dataset is.
@Component
public class DescribeDataset {
    private final Datasets datasets;
    private final CatalogueIndex index;
    private final Access access;
    private final Journal journal;
    private final Clock clock;

    DescribeDataset(Datasets datasets, CatalogueIndex index, Access access, Journal journal, Clock clock) {
        this.datasets = datasets;
        this.index = index;
        this.access = access;
        this.journal = journal;
        this.clock = clock;
    }

    public sealed interface Outcome {
        record Described() implements Outcome {}

        /// Nothing was kept.
        record Wrong(List<DescriptionMistake> mistakes) implements Outcome {}

        /// Somebody else described it since; nothing was kept.
        ///
        /// @param now as it is now described
        record Outdated(Dataset now) implements Outcome {}
    }

    /// Throws NoSuchDataset, and AccessRefused.
    ///
    /// @param revision of the description that the new one was made from
    @Transactional
    public Outcome describe(Viewer viewer, DatasetId id, int revision, Dataset.Description description) {
        datasets.lock(id);
        Dataset dataset = datasets.find(id)
                .filter(found -> found.stage() != Stage.DELETED)
                .orElseThrow(() -> new NoSuchDataset(id.value()));
        access.require(viewer, Act.DESCRIBE, dataset.subject());
        if (dataset.revision() != revision) return new Outcome.Outdated(dataset);
        List<DescriptionMistake> mistakes = DescriptionMistake.in(description, dataset.description());
        if (!mistakes.isEmpty()) return new Outcome.Wrong(mistakes);
        if (!description.equals(dataset.description())) {
            datasets.describe(id, description, clock.instant());
            datasets.find(id).ifPresent(index::put);
            DescriptionChange.told(kind -> Entry.of(viewer, kind), dataset, description)
                    .forEach(journal::record);
        }
        return new Outcome.Described();
    }
}
