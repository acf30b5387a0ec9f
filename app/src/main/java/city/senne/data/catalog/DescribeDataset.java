package city.senne.data.catalog;

import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.identity.Viewer;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Somebody says better what a dataset is.
@Component
public class DescribeDataset {
    private final Datasets datasets;
    private final Access access;
    private final Clock clock;

    DescribeDataset(Datasets datasets, Access access, Clock clock) {
        this.datasets = datasets;
        this.access = access;
        this.clock = clock;
    }

    @Transactional
    public void describe(Viewer viewer, DatasetId id, Dataset.Description description) {
        access.require(viewer, Act.DESCRIBE, id.value());
        Dataset dataset = datasets.find(id).orElseThrow(() -> new NoSuchDataset(id.value()));
        datasets.describe(
                id,
                description,
                clock.instant(),
                SearchText.of(id, description, dataset.current().schema()));
    }
}
