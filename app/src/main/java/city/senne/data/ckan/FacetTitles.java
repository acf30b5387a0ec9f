package city.senne.data.ckan;

import city.senne.data.catalog.Theme;
import city.senne.data.ckan.FindPackages.Search;
import city.senne.data.explore.dcat.Portal;
import city.senne.engine.odsql.Facets;
import city.senne.trust.identity.Viewer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// What the names of publishers, themes and licences stand for.
@Component
class FacetTitles {
    private final FindPackages findPackages;

    FacetTitles(FindPackages findPackages) {
        this.findPackages = findPackages;
    }

    /// By their names; empty for a field whose values are read as they are.
    Map<String, String> of(Viewer viewer, Portal portal, String field) {
        return switch (field) {
            case "organization" -> titles(viewer, portal, "organization_title", Names::of);
            case "groups" -> groups(viewer, portal);
            case "license_id" -> Licences.titles(licences(viewer, portal));
            default -> Map.of();
        };
    }

    private Map<String, String> groups(Viewer viewer, Portal portal) {
        return titles(viewer, portal, "group_titles", title -> Names.ofTheme(Theme.codeOf(title)));
    }

    List<String> licences(Viewer viewer, Portal portal) {
        return values(viewer, portal, "license_title").stream()
                .map(Facets.Value::path)
                .toList();
    }

    private Map<String, String> titles(Viewer viewer, Portal portal, String column, UnaryOperator<String> name) {
        Map<String, String> titles = new LinkedHashMap<>();
        values(viewer, portal, column).forEach(value -> titles.putIfAbsent(name.apply(value.path()), value.path()));
        return titles;
    }

    private List<Facets.Value> values(Viewer viewer, Portal portal, String column) {
        return findPackages.values(viewer, portal, Search.ALL, column, FindPackages.ALL_VALUES);
    }
}
