package city.senne.data.ckan;

import city.senne.data.catalog.Dataset;
import city.senne.data.ckan.FindPackages.Search;
import city.senne.data.explore.dcat.ListedDataset;
import city.senne.data.explore.dcat.Portal;
import city.senne.engine.odsql.Facets;
import city.senne.engine.odsql.Spelling;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// The actions about datasets, which CKAN calls packages.
@RestController
@RequestMapping(
        path = {Envelope.LATEST, Envelope.UNVERSIONED},
        method = {RequestMethod.GET, RequestMethod.POST})
class PackageActions {
    private static final int MOST = 1000;
    private static final int USUAL = 10;
    private static final int USUAL_FACETS = 50;
    private static final int MOST_TERMS = 20;

    private final FindPackages findPackages;
    private final ToldPortals toldPortals;
    private final FacetTitles facetTitles;

    PackageActions(FindPackages findPackages, ToldPortals toldPortals, FacetTitles facetTitles) {
        this.findPackages = findPackages;
        this.toldPortals = toldPortals;
        this.facetTitles = facetTitles;
    }

    @RequestMapping("/package_list")
    ResponseEntity<?> packageList(Viewer viewer, HttpServletRequest request) throws IOException {
        Asked asked = Asked.of(request);
        asked.allowOnly("limit", "offset");
        Integer limit = asked.find("limit") == null ? null : asked.whole("limit", 0, Integer.MAX_VALUE);
        int offset = asked.whole("offset", 0, Integer.MAX_VALUE);
        return Envelope.answer(request, findPackages.names(viewer, toldPortals.of(request), Search.ALL, limit, offset));
    }

    @RequestMapping("/current_package_list_with_resources")
    ResponseEntity<?> packagesWithResources(Viewer viewer, HttpServletRequest request) throws IOException {
        Asked asked = Asked.of(request);
        asked.allowOnly("limit", "offset", "page");
        if (asked.find("page") != null) throw Refused.invalid("page", "Use limit and offset");
        int limit = asked.whole("limit", MOST, MOST);
        int offset = asked.whole("offset", 0, Integer.MAX_VALUE);
        Portal portal = toldPortals.of(request);
        Search search = Search.ALL.orderedBy("metadata_modified desc");
        return Envelope.answer(
                request,
                findPackages.packages(viewer, portal, findPackages.names(viewer, portal, search, limit, offset)));
    }

    @RequestMapping("/package_show")
    ResponseEntity<?> packageShow(Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = Asked.of(request);
        asked.allowOnly("id", "name_or_id", "use_default_schema", "include_tracking", "include_plugin_data");
        Portal portal = toldPortals.of(request);
        String named = asked.text(asked.find("id") == null ? "name_or_id" : "id");
        if (named == null) throw Refused.missing("name_or_id");
        Dataset dataset = findPackages.dataset(viewer, portal, named.strip());
        ListedDataset listed = findPackages.listed(viewer, portal, dataset.id(), request, response);
        return Envelope.answer(request, new PackageJson(portal).json(listed));
    }

    @RequestMapping("/package_search")
    ResponseEntity<?> packageSearch(Viewer viewer, HttpServletRequest request) throws IOException {
        Asked asked = Asked.of(request);
        asked.allowOnly(
                "q",
                "fq",
                "fq_list",
                "sort",
                "rows",
                "start",
                "facet",
                "facet.field",
                "facet.limit",
                "facet.mincount",
                "include_private",
                "include_drafts",
                "include_deleted",
                "use_default_schema");
        Portal portal = toldPortals.of(request);
        Search search = search(asked);
        int rows = asked.whole("rows", USUAL, MOST);
        int start = asked.whole("start", 0, Integer.MAX_VALUE);
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("count", findPackages.count(viewer, portal, search));
        List<String> names = rows == 0 ? List.of() : findPackages.names(viewer, portal, search, rows, start);
        Map<String, Map<String, Object>> searchFacets = facets(viewer, portal, asked, search);
        result.put("facets", counts(searchFacets));
        result.put("results", findPackages.packages(viewer, portal, names));
        result.put("sort", sorted(asked));
        result.put("search_facets", searchFacets);
        return Envelope.answer(request, result);
    }

    private static Search search(Asked asked) {
        List<String> where = new ArrayList<>();
        for (String name : List.of("q", "fq", "fq_list")) {
            // A list in a parameter is one, and a range is none.
            List<String> texts = name.equals("fq_list") ? asked.texts(name) : each(asked, name);
            texts.forEach(text -> SearchSyntax.where(name, text).ifPresent(where::add));
        }
        Search search = Search.of(where).orderedBy(SearchSort.orderBy(sorted(asked)));
        String q = asked.text("q");
        if (q == null || !SearchSort.beginsWithScore(sorted(asked))) return search;
        return SearchSyntax.inTitle(q).map(search::firstThose).orElse(search);
    }

    private static List<String> each(Asked asked, String name) {
        var value = asked.find(name);
        if (value == null) return List.of();
        return value.isArray() ? asked.texts(name) : List.of(String.valueOf(asked.text(name)));
    }

    private static String sorted(Asked asked) {
        String sort = asked.text("sort");
        return sort == null ? SearchSort.USUAL : sort.strip();
    }

    private Map<String, Map<String, Object>> facets(Viewer viewer, Portal portal, Asked asked, Search search) {
        Map<String, Map<String, Object>> facets = new LinkedHashMap<>();
        if (!asked.flag("facet", true)) return facets;
        int least = asked.whole("facet.mincount", 1, Integer.MAX_VALUE);
        String limit = asked.text("facet.limit");
        int most = limit != null && limit.strip().equals("-1")
                ? FindPackages.ALL_VALUES
                : asked.whole("facet.limit", USUAL_FACETS, FindPackages.ALL_VALUES);
        for (String name : new LinkedHashSet<>(asked.texts("facet.field"))) {
            SearchField field = SearchField.find(name)
                    .filter(found ->
                            found.kind() == SearchField.Kind.VALUE || found.kind() == SearchField.Kind.CAPITALS)
                    .orElseThrow(() ->
                            Refused.invalid("facet.field", "Datasets cannot be counted by " + Refused.shortened(name)));
            List<Facets.Value> values =
                    most == 0 ? List.of() : findPackages.values(viewer, portal, search, field.column(), most);
            Map<String, String> titles = facetTitles.of(viewer, portal, name);
            List<Map<String, Object>> items = new ArrayList<>();
            for (Facets.Value value : values) {
                long count = value.count() == null ? 0 : value.count();
                if (count < least) continue;
                Map<String, Object> item = new LinkedHashMap<>();
                item.put("name", value.path());
                item.put("display_name", titles.getOrDefault(value.path(), value.path()));
                item.put("count", count);
                items.add(item);
            }
            Map<String, Object> facet = new LinkedHashMap<>();
            facet.put("title", name);
            facet.put("items", items);
            facets.put(name, facet);
        }
        return facets;
    }

    private static Map<String, Map<String, Object>> counts(Map<String, Map<String, Object>> searchFacets) {
        Map<String, Map<String, Object>> counts = new LinkedHashMap<>();
        searchFacets.forEach((name, facet) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            if (facet.get("items") instanceof List<?> items) {
                for (Object each : items) {
                    if (each instanceof Map<?, ?> item) {
                        values.put(String.valueOf(item.get("name")), Objects.requireNonNull(item.get("count")));
                    }
                }
            }
            counts.put(name, values);
        });
        return counts;
    }

    @RequestMapping("/resource_show")
    ResponseEntity<?> resourceShow(Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = Asked.of(request);
        asked.allowOnly("id", "include_tracking");
        String id = asked.required("id");
        Portal portal = toldPortals.of(request);
        Dataset dataset = findPackages.ofResource(viewer, portal, id);
        ListedDataset listed = findPackages.listed(viewer, portal, dataset.id(), request, response);
        List<Map<String, @Nullable Object>> same = new Resources(portal)
                .json(listed).stream()
                        .filter(resource -> id.equals(resource.get("id")))
                        .toList();
        if (same.isEmpty()) throw Refused.notFound("resource " + Refused.shortened(id));
        return Envelope.answer(request, same.getFirst());
    }

    @RequestMapping("/resource_search")
    ResponseEntity<?> resourceSearch(Viewer viewer, HttpServletRequest request) throws IOException {
        Asked asked = Asked.of(request);
        asked.allowOnly("query", "limit", "offset");
        List<ResourceTerm> terms =
                each(asked, "query").stream().distinct().map(ResourceTerm::read).toList();
        if (terms.isEmpty()) throw Refused.missing("query");
        if (terms.size() > MOST_TERMS) throw Refused.invalid("query", "More than %d conditions".formatted(MOST_TERMS));
        Portal portal = toldPortals.of(request);
        Search search = resources(viewer, portal, terms);
        if (findPackages.count(viewer, portal, search) > MOST) {
            throw Refused.invalid(
                    "query",
                    "Resources of more than %d datasets: say more of them, or use package_search".formatted(MOST));
        }
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        List<String> names = findPackages.names(viewer, portal, search, MOST, 0);
        for (Map<String, @Nullable Object> each : findPackages.packages(viewer, portal, names)) {
            for (Map<String, @Nullable Object> resource : Resources.of(each)) {
                if (terms.stream().allMatch(term -> term.isMetBy(resource))) found.add(resource);
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("count", found.size());
        result.put(
                "results",
                found.stream()
                        .skip(asked.whole("offset", 0, Integer.MAX_VALUE))
                        .limit(asked.whole("limit", Integer.MAX_VALUE, Integer.MAX_VALUE))
                        .toList());
        return Envelope.answer(request, result);
    }

    /// The datasets that may have such resources.
    private Search resources(Viewer viewer, Portal portal, List<ResourceTerm> terms) {
        List<String> where = new ArrayList<>();
        for (ResourceTerm term : terms) {
            if (!term.field().equals("format")) continue;
            String formats =
                    findPackages.values(viewer, portal, Search.ALL, "res_format", FindPackages.ALL_VALUES).stream()
                            .filter(value -> term.isIn(value.path()))
                            .map(value -> "res_format = " + Spelling.text(value.path()))
                            .collect(Collectors.joining(" OR "));
            where.add(formats.isEmpty() ? "dataset_id is null" : formats);
        }
        return Search.of(where);
    }
}
