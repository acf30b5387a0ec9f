package city.senne.data.explore.api;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Sight;
import city.senne.data.query.HeldTables;
import city.senne.data.query.HoldTable;
import city.senne.data.usage.UsageTotals;
import city.senne.engine.table.TableSchema;
import city.senne.platform.store.Fingerprints;
import city.senne.trust.access.Access;
import city.senne.trust.access.Table;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The catalogue as a table, one row per dataset, so that it is asked in the same language as the data.
///
/// It is made anew when a dataset came, went, changed or was asked more often, once per language and right to read.
@Component
class CatalogTable {
    private final Catalog catalog;
    private final Access access;
    private final HoldTable holdTable;
    private final UsageTotals usageTotals;
    private final Fingerprints fingerprints;
    private final HeldTables<Seen> tables = new HeldTables<>();

    /// What decides which datasets a table shows, and in which words.
    private record Seen(Sight sight, Locale language) {}

    CatalogTable(
            Catalog catalog, Access access, HoldTable holdTable, UsageTotals usageTotals, Fingerprints fingerprints) {
        this.catalog = catalog;
        this.access = access;
        this.holdTable = holdTable;
        this.usageTotals = usageTotals;
        this.fingerprints = fingerprints;
    }

    /// The table of what this viewer may know of, as it is now.
    HeldSource current(Viewer viewer, Locale language) {
        Seen seen = new Seen(catalog.sight(viewer), language);
        UsageTotals.Edition used = usageTotals.current();
        return HeldSource.of(tables.current(
                seen,
                // It goes out as a part of ETags, and who sees what is told to nobody.
                fingerprints.of(List.of(seen.sight(), catalog.changes(), used.number())),
                () -> holdTable.hold(CatalogColumns.SCHEMA, rows(viewer, seen, used))));
    }

    private List<List<@Nullable Object>> rows(Viewer viewer, Seen seen, UsageTotals.Edition used) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Locale language = seen.language();
        catalog.walk(viewer, seen.sight(), dataset -> {
            Table described = dataset.table(dataset.current(), language.getLanguage());
            TableSchema visible =
                    access.described(viewer, dataset.subject(), described).schema();
            rows.add(CatalogColumns.row(dataset, visible, language, used.of(dataset.id())));
        });
        return rows;
    }
}
