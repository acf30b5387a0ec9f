package city.senne.data.ckan;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.data.explore.dcat.ListDatasets;
import city.senne.data.explore.dcat.ListedDataset;
import city.senne.data.explore.dcat.Portal;
import city.senne.data.query.HeldTable;
import city.senne.data.usage.Allowance;
import city.senne.data.usage.DatasetCalls;
import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Facets;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.Spelling;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Datasets that CKAN's questions find, for a viewer: what she may not know of is not there.
@Component
class FindPackages {
    /// Every value of a facet; more cannot be asked for.
    static final int ALL_VALUES = 20_000;

    private final PackageTable packageTable;
    private final ListDatasets listDatasets;
    private final Catalog catalog;
    private final DatasetCalls datasetCalls;

    FindPackages(PackageTable packageTable, ListDatasets listDatasets, Catalog catalog, DatasetCalls datasetCalls) {
        this.packageTable = packageTable;
        this.listDatasets = listDatasets;
        this.catalog = catalog;
        this.datasetCalls = datasetCalls;
    }

    /// What is looked for.
    ///
    /// @param where conditions of ODSQL about the columns of [PackageTable], all of which must be met
    /// @param first a condition of ODSQL: what meets it comes before the others; empty for none
    /// @param orderBy a clause of ODSQL
    record Search(List<String> where, String first, String orderBy) {
        static final Search ALL = of(List.of());

        static Search of(List<String> where) {
            return new Search(where, "", "");
        }

        static Search of(String column, String value) {
            return of(List.of(Spelling.name(column) + " = " + Spelling.text(value)));
        }

        Search orderedBy(String order) {
            return new Search(where, first, order);
        }

        Search firstThose(String condition) {
            return new Search(where, condition, orderBy);
        }

        private Search narrowed(String condition) {
            return new Search(
                    Stream.concat(where.stream(), Stream.of(condition)).toList(), "", orderBy);
        }

        private Question question(@Nullable Integer limit, int offset) {
            // Names are unique: what comes first on one page does not come again on the next.
            String last = "dataset_id asc";
            return conditions()
                    .select("dataset_id")
                    .orderBy(orderBy.isEmpty() ? last : orderBy + ", " + last)
                    .page(limit, offset);
        }

        private Question conditions() {
            return Question.EVERYTHING.where(where.toArray(String[]::new));
        }
    }

    /// @param limit null for all
    List<String> names(Viewer viewer, Portal portal, Search search, @Nullable Integer limit, int offset) {
        HeldTable table = packageTable.current(viewer, portal);
        if (search.first().isEmpty()) return names(table, search, limit, offset);
        Search first = search.narrowed(search.first());
        List<String> names = new ArrayList<>(names(table, first, limit, offset));
        Integer left = limit == null ? null : limit - names.size();
        if (left != null && left == 0) return names;
        int passed = (int) Math.min(Integer.MAX_VALUE, Math.max(0, offset - count(table, first)));
        names.addAll(names(table, search.narrowed("NOT (" + search.first() + ")"), left, passed));
        return names;
    }

    private static List<String> names(HeldTable table, Search search, @Nullable Integer limit, int offset) {
        return ListDatasets.ids(table, table.bind(search.question(limit, offset), List.of()));
    }

    long count(Viewer viewer, Portal portal, Search search) {
        return count(packageTable.current(viewer, portal), search);
    }

    private static long count(HeldTable table, Search search) {
        return table.count(table.bind(search.question(null, 0), List.of()));
    }

    /// The values of a column with how many of the datasets bear them, the most frequent first.
    List<Facets.Value> values(Viewer viewer, Portal portal, Search search, String column, int limit) {
        HeldTable table = packageTable.current(viewer, portal);
        FacetRequest request = new FacetRequest(column, null, false, null, "-count", limit);
        return table.facets(search.conditions(), List.of(request)).getFirst().values();
    }

    List<Map<String, @Nullable Object>> packages(Viewer viewer, Portal portal, List<String> names) {
        PackageJson json = new PackageJson(portal);
        List<Map<String, @Nullable Object>> packages = new ArrayList<>();
        listDatasets.each(viewer, names, Locale.of(portal.language()), listed -> packages.add(json.json(listed)));
        return packages;
    }

    /// A dataset by its name or its id in CKAN; throws Refused.
    Dataset dataset(Viewer viewer, Portal portal, String asked) {
        return catalog.find(viewer, asked)
                .or(() -> CkanIds.half(asked)
                        .flatMap(half -> withHalf(viewer, portal, half))
                        .filter(found -> CkanIds.dataset(found.uid()).toString().equals(asked)))
                .orElseThrow(() -> Refused.notFound(Refused.shortened(asked)));
    }

    /// The dataset whose resource this is, or would be if the viewer saw its rows; throws Refused.
    Dataset ofResource(Viewer viewer, Portal portal, String resource) {
        return CkanIds.half(resource)
                .flatMap(half -> withHalf(viewer, portal, half))
                .orElseThrow(() -> Refused.notFound("resource " + Refused.shortened(resource)));
    }

    private Optional<Dataset> withHalf(Viewer viewer, Portal portal, String half) {
        return names(viewer, portal, Search.of("half", half), 1, 0).stream()
                .findFirst()
                .flatMap(name -> catalog.find(viewer, name));
    }

    /// Whole, as its reader sees it. It counts as a call of the dataset; throws Refused.
    ListedDataset listed(
            Viewer viewer, Portal portal, DatasetId id, HttpServletRequest request, HttpServletResponse response) {
        count(viewer, id, request, response);
        List<ListedDataset> listed = new ArrayList<>(1);
        listDatasets.each(viewer, List.of(id.value()), Locale.of(portal.language()), listed::add);
        return listed.stream().findFirst().orElseThrow(() -> Refused.notFound(id.value()));
    }

    /// Counts the call under way as one of a dataset; throws Refused when it is one too many.
    void count(Viewer viewer, DatasetId id, HttpServletRequest request, HttpServletResponse response) {
        Optional<Allowance> spent = datasetCalls.findSpent(viewer, id, request, response);
        if (spent.isPresent()) throw Refused.tooMany(spent.get().reset());
    }
}
