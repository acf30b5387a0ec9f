package city.senne.data.catalog;

import java.time.Instant;

/// A dataset that was deleted and can still be restored.
public record Deleted(Dataset dataset, Instant since) {
    /// When it will be erased for good.
    public Instant until() {
        return since.plus(StageDataset.GRACE);
    }
}
