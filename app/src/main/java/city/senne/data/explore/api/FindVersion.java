package city.senne.data.explore.api;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.Version;
import city.senne.data.query.Cursor;
import city.senne.engine.odsql.View;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// The dataset that an address names, in the version that the request asks for.
@Component
class FindVersion {
    private final Catalog catalog;

    FindVersion(Catalog catalog) {
        this.catalog = catalog;
    }

    record Found(Dataset dataset, Version version) {}

    /// Takes the newest version unless `as_of` names a number, a date or an instant. Throws NoSuchDataset,
    /// NoSuchVersion.
    Found find(Viewer viewer, String id, Parameters parameters) {
        Dataset dataset = catalog.dataset(viewer, id);
        String asOf = parameters.text("as_of");
        return new Found(dataset, asOf == null ? dataset.current() : catalog.version(viewer, dataset, asOf.strip()));
    }

    /// The same parameters with what widgets ask in the language of the first version (`qv1`) as a condition.
    static Parameters searched(View view, Parameters parameters) {
        if (parameters.text("qv1") == null) return parameters;
        List<String> where = new ArrayList<>(parameters.texts("where"));
        parameters
                .texts("qv1")
                .forEach(text -> SearchLanguage.where(text, view.schema()).ifPresent(where::add));
        return parameters.with("where", where);
    }

    /// The version in which a walk began.
    Found version(Viewer viewer, Dataset dataset, Cursor cursor) {
        return new Found(dataset, catalog.version(viewer, dataset, Integer.toString(cursor.version())));
    }
}
