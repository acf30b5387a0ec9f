package city.senne.data.ckan;

import city.senne.data.ckan.FindPackages.Search;
import city.senne.data.explore.dcat.Portal;
import city.senne.engine.odsql.Facets;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// The actions about what datasets are sorted by: publishers, themes, keywords, licences. Each is there as far as the
/// viewer may know of a dataset that bears it.
@RestController
@RequestMapping(
        path = {Envelope.LATEST, Envelope.UNVERSIONED},
        method = {RequestMethod.GET, RequestMethod.POST})
class GroupingActions {
    private static final int MOST_PACKAGES = 1000;

    private final FindPackages findPackages;
    private final ToldPortals toldPortals;
    private final FacetTitles facetTitles;

    GroupingActions(FindPackages findPackages, ToldPortals toldPortals, FacetTitles facetTitles) {
        this.findPackages = findPackages;
        this.toldPortals = toldPortals;
        this.facetTitles = facetTitles;
    }

    /// Publishers, or themes.
    private enum Grouping {
        ORGANIZATION("organization", "organizations"),
        GROUP("groups", "groups");

        private final String column;
        /// The argument that chooses some of them.
        private final String chosen;

        Grouping(String column, String chosen) {
            this.column = column;
            this.chosen = chosen;
        }

        private Map<String, @Nullable Object> json(String name, String title) {
            return this == ORGANIZATION ? PackageJson.organization(name, title) : PackageJson.group(name, title);
        }
    }

    /// @param count of the datasets that bear it
    private record Named(String name, String title, long count) {}

    private static final Map<String, Comparator<Named>> ORDERS = Map.of(
            "name", Comparator.comparing(Named::name),
            "title", Comparator.comparing(named -> named.title().toLowerCase(Locale.ROOT)),
            "package_count", Comparator.comparing(Named::count),
            "packages", Comparator.comparing(Named::count));

    @RequestMapping("/organization_list")
    ResponseEntity<?> organizations(Viewer viewer, HttpServletRequest request) throws IOException {
        return list(Grouping.ORGANIZATION, viewer, request);
    }

    @RequestMapping("/organization_show")
    ResponseEntity<?> organization(Viewer viewer, HttpServletRequest request) throws IOException {
        return show(Grouping.ORGANIZATION, viewer, request);
    }

    @RequestMapping("/group_list")
    ResponseEntity<?> groups(Viewer viewer, HttpServletRequest request) throws IOException {
        return list(Grouping.GROUP, viewer, request);
    }

    @RequestMapping("/group_show")
    ResponseEntity<?> group(Viewer viewer, HttpServletRequest request) throws IOException {
        return show(Grouping.GROUP, viewer, request);
    }

    private ResponseEntity<?> list(Grouping grouping, Viewer viewer, HttpServletRequest request) throws IOException {
        Asked asked = Asked.of(request);
        asked.allowOnly(
                "all_fields",
                "sort",
                "order_by",
                "limit",
                "offset",
                grouping.chosen,
                "type",
                "include_dataset_count",
                "include_extras",
                "include_tags",
                "include_groups",
                "include_users");
        List<String> chosen = asked.texts(grouping.chosen);
        Stream<Named> found = all(grouping, viewer, toldPortals.of(request)).stream()
                .filter(each -> chosen.isEmpty() || chosen.contains(each.name()))
                .sorted(order(asked))
                .skip(asked.whole("offset", 0, Integer.MAX_VALUE))
                .limit(asked.whole("limit", Integer.MAX_VALUE, Integer.MAX_VALUE));
        boolean whole = asked.flag("all_fields", false);
        return Envelope.answer(
                request,
                whole
                        ? found.map(each -> json(grouping, each)).toList()
                        : found.map(Named::name).toList());
    }

    private static Comparator<Named> order(Asked asked) {
        String sort = asked.text(asked.find("sort") == null ? "order_by" : "sort");
        String[] parts = (sort == null ? "title asc" : sort.strip()).split("\\s+");
        Comparator<Named> order = ORDERS.get(parts[0]);
        boolean descends = parts.length == 2 && parts[1].equalsIgnoreCase("desc");
        if (order == null || parts.length > 2 || parts.length == 2 && !descends && !parts[1].equalsIgnoreCase("asc")) {
            throw Refused.invalid("sort", "Must be name, title or package_count, with asc or desc");
        }
        return (descends ? order.reversed() : order).thenComparing(Named::name);
    }

    private ResponseEntity<?> show(Grouping grouping, Viewer viewer, HttpServletRequest request) throws IOException {
        Asked asked = Asked.of(request);
        asked.allowOnly(
                "id",
                "include_datasets",
                "include_dataset_count",
                "include_extras",
                "include_users",
                "include_groups",
                "include_tags",
                "include_followers");
        String id = asked.required("id");
        Portal portal = toldPortals.of(request);
        Named found = all(grouping, viewer, portal).stream()
                .filter(each -> each.name().equals(id)
                        || id.equals(grouping.json(each.name(), each.title()).get("id")))
                .findFirst()
                .orElseThrow(() -> Refused.notFound(Refused.shortened(id)));
        Map<String, @Nullable Object> json = json(grouping, found);
        if (asked.flag("include_datasets", false)) {
            json.put("packages", packages(viewer, portal, Search.of(grouping.column, found.name())));
        }
        return Envelope.answer(request, json);
    }

    /// The last changed first, as many as there may be on a page.
    private List<Map<String, @Nullable Object>> packages(Viewer viewer, Portal portal, Search search) {
        Search ordered = search.orderedBy("metadata_modified desc");
        return findPackages.packages(viewer, portal, findPackages.names(viewer, portal, ordered, MOST_PACKAGES, 0));
    }

    private List<Named> all(Grouping grouping, Viewer viewer, Portal portal) {
        Map<String, String> titles = facetTitles.of(viewer, portal, grouping.column);
        return values(viewer, portal, grouping.column).stream()
                .map(value -> new Named(
                        value.path(),
                        titles.getOrDefault(value.path(), value.path()),
                        value.count() == null ? 0 : value.count()))
                .toList();
    }

    private static Map<String, @Nullable Object> json(Grouping grouping, Named named) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>(grouping.json(named.name(), named.title()));
        json.put("display_name", named.title());
        json.put("type", grouping.name().toLowerCase(Locale.ROOT));
        json.put("is_organization", grouping == Grouping.ORGANIZATION);
        json.put("approval_status", "approved");
        json.put("state", "active");
        json.put("image_url", "");
        json.put("image_display_url", "");
        json.put("num_followers", 0);
        json.put("package_count", named.count());
        json.put("extras", List.of());
        json.put("groups", List.of());
        json.put("tags", List.of());
        json.put("users", List.of());
        return json;
    }

    @RequestMapping("/tag_list")
    ResponseEntity<?> tags(Viewer viewer, HttpServletRequest request) throws IOException {
        Asked asked = Asked.of(request);
        asked.allowOnly("query", "all_fields");
        String part = asked.text("query");
        List<String> tags = values(viewer, toldPortals.of(request), "tags").stream()
                .map(Facets.Value::path)
                .filter(tag -> part == null
                        || tag.toLowerCase(Locale.ROOT).contains(part.strip().toLowerCase(Locale.ROOT)))
                .sorted()
                .toList();
        boolean whole = asked.flag("all_fields", false);
        return Envelope.answer(
                request, whole ? tags.stream().map(PackageJson::tag).toList() : tags);
    }

    @RequestMapping("/tag_show")
    ResponseEntity<?> tag(Viewer viewer, HttpServletRequest request) throws IOException {
        Asked asked = Asked.of(request);
        asked.allowOnly("id", "include_datasets");
        String id = asked.required("id");
        Portal portal = toldPortals.of(request);
        String word = values(viewer, portal, "tags").stream()
                .map(Facets.Value::path)
                .filter(tag -> tag.equals(id) || id.equals(PackageJson.tag(tag).get("id")))
                .findFirst()
                .orElseThrow(() -> Refused.notFound(Refused.shortened(id)));
        Map<String, @Nullable Object> json = PackageJson.tag(word);
        if (asked.flag("include_datasets", false)) {
            json.put("packages", packages(viewer, portal, Search.of("tags", word)));
        }
        return Envelope.answer(request, json);
    }

    @RequestMapping("/license_list")
    ResponseEntity<?> licences(Viewer viewer, HttpServletRequest request) throws IOException {
        Asked.of(request).allowOnly();
        return Envelope.answer(request, Licences.json(facetTitles.licences(viewer, toldPortals.of(request))));
    }

    private List<Facets.Value> values(Viewer viewer, Portal portal, String column) {
        return findPackages.values(viewer, portal, Search.ALL, column, FindPackages.ALL_VALUES);
    }
}
