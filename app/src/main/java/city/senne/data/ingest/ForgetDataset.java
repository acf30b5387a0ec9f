package city.senne.data.ingest;

import city.senne.data.catalog.DatasetErased;
import city.senne.engine.lake.Lake;
import city.senne.engine.lake.LakeCatalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// With a dataset go its deliveries and its table. Their files, which nothing names any more, are swept away.
@Component
class ForgetDataset {
    private final Deliveries deliveries;
    private final LakeCatalog lake;

    ForgetDataset(Deliveries deliveries, LakeCatalog lake) {
        this.deliveries = deliveries;
        this.lake = lake;
    }

    @EventListener
    void forget(DatasetErased erased) {
        deliveries.forget(erased.dataset());
        lake.dropTable(TableIdentifier.of(Lake.NAMESPACE, erased.dataset().value()), false);
    }
}
