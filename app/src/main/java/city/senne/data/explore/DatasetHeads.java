package city.senne.data.explore;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Version;
import city.senne.data.explore.DatasetHead.Tab;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import java.util.List;
import org.springframework.stereotype.Component;

/// Finds what every page of a dataset begins with, as far as its viewer may see it.
@Component
public class DatasetHeads {
    private final Catalog catalog;
    private final Access access;

    DatasetHeads(Catalog catalog, Access access) {
        this.catalog = catalog;
        this.access = access;
    }

    /// Throws NoSuchDataset and NoSuchVersion.
    ///
    /// @param asOf a version's number, a date, an instant; blank for the current version
    public DatasetHead head(Viewer viewer, String id, String asOf, Words words, Tab tab) {
        Dataset dataset = catalog.dataset(viewer, id);
        Version version = asOf.isBlank() ? dataset.current() : catalog.version(viewer, dataset, asOf);
        List<Field> fields = visible(viewer, dataset, version, words).fields();
        return new DatasetHead(
                dataset,
                version,
                fields,
                tab,
                PageAddress.of(""),
                // Rules may leave her nothing of what she is let in to.
                may(viewer, Act.READ, dataset) && !fields.isEmpty(),
                access.purposes(viewer, dataset.subject()),
                may(viewer, Act.PUBLISH, dataset),
                may(viewer, Act.SEE_DELIVERIES, dataset),
                may(viewer, Act.DESCRIBE, dataset));
    }

    /// The fields of a version that the viewer may see.
    TableSchema visible(Viewer viewer, Dataset dataset, Version version, Words words) {
        return access.described(
                        viewer,
                        dataset.subject(),
                        dataset.table(version, words.language().tag()))
                .schema();
    }

    private boolean may(Viewer viewer, Act act, Dataset dataset) {
        return access.decide(viewer, act, dataset.subject()) instanceof Verdict.Yes;
    }
}
