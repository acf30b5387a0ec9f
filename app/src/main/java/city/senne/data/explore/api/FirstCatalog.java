package city.senne.data.explore.api;

import city.senne.data.catalog.Catalog;
import city.senne.data.explore.dcat.ListDatasets;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.query.HeldTable;
import city.senne.engine.odsql.BoundQuery;
import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Facets;
import city.senne.engine.odsql.Question;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// The catalogue as the first version of the API tells it: what there is, and one dataset with its fields, which every
/// widget asks for before anything else.
@RestController
@RequestMapping("/api/datasets/1.0")
class FirstCatalog {
    private final Catalog catalog;
    private final CatalogTable catalogTable;
    private final CatalogApi catalogApi;
    private final JsonMapper mapper;
    private final Exchanges exchanges;

    FirstCatalog(
            Catalog catalog, CatalogTable catalogTable, CatalogApi catalogApi, JsonMapper mapper, Exchanges exchanges) {
        this.catalog = catalog;
        this.catalogTable = catalogTable;
        this.catalogApi = catalogApi;
        this.mapper = mapper;
        this.exchanges = exchanges;
    }

    @GetMapping("/search")
    void search(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters given = Parameters.of(request);
        FirstParameters asked = new FirstParameters(given, CatalogColumns.SCHEMA);
        HeldSource current = catalogTable.current(viewer, given.lang());
        HeldTable table = current.table();
        Question question = asked.page();
        List<FacetRequest> facets = asked.facets();
        BoundQuery query = table.bind(question.select("dataset_id"), facets);
        Exchange exchange = exchanges.openDeprecated(request, response, FirstCalls.FEATURE);
        exchange.language(given.lang());
        if (exchange.isKnown(query.readsClock(), given, current.stamp())) return;
        List<Facets.Facet> groups = given.texts("facet").isEmpty()
                ? List.of()
                : table.facets(question.select(null).orderBy(null).page(null, 0), asked.wantedFacets());
        long total = table.count(query);
        List<Map<String, @Nullable Object>> datasets = datasets(ListDatasets.ids(table, query), viewer, given, request);
        exchange.send(
                Exchange.JSON,
                out -> JsonStream.write(out, json -> {
                    json.writeStartObject();
                    json.writeNumberProperty("nhits", total);
                    FirstJson.parameters(json, asked, null);
                    json.writePOJOProperty("datasets", datasets);
                    if (!groups.isEmpty()) FirstJson.facets(json, groups);
                    json.writeEndObject();
                }));
    }

    @GetMapping("/{id}")
    void dataset(@PathVariable String id, Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Parameters given = Parameters.of(request);
        String known = catalog.dataset(viewer, id).id().value();
        List<Map<String, @Nullable Object>> found = datasets(List.of(known), viewer, given, request);
        if (found.isEmpty()) throw Refusal.noDataset(id);
        Exchange exchange = exchanges.openDeprecated(request, response, FirstCalls.FEATURE);
        exchange.language(given.lang());
        exchange.send(Exchange.JSON, out -> mapper.writeValue(out, found.getFirst()));
    }

    private List<Map<String, @Nullable Object>> datasets(
            List<String> ids, Viewer viewer, Parameters given, HttpServletRequest request) {
        boolean extra = given.flag("extrametas", false);
        boolean others = given.flag("interopmetas", false);
        Parameters whole = given.with("include_app_metas", List.of(Boolean.toString(extra)))
                .with("include_links", List.of("false"));
        List<Map<String, @Nullable Object>> datasets = new ArrayList<>();
        for (Map<String, @Nullable Object> dataset : catalogApi.wholeDatasets(ids, viewer, whole, request)) {
            datasets.add(old(dataset, request.getServerName(), extra, others));
        }
        return datasets;
    }

    /// @param domain by which widgets tell datasets of several portals apart
    private static Map<String, @Nullable Object> old(
            Map<String, @Nullable Object> dataset, String domain, boolean extra, boolean others) {
        Map<String, @Nullable Object> old = new LinkedHashMap<>();
        old.put("datasetid", dataset.get("dataset_id"));
        Map<?, ?> templates = dataset.get("metas") instanceof Map<?, ?> metas ? metas : Map.of();
        Map<String, @Nullable Object> metas = new LinkedHashMap<>();
        metas.put("domain", domain);
        // In that version nothing is not told.
        if (templates.get("default") instanceof Map<?, ?> usual) {
            usual.forEach((name, value) -> {
                if (value != null) metas.put(String.valueOf(name), value);
            });
        }
        old.put("metas", metas);
        for (String same : List.of("has_records", "data_visible", "features", "attachments", "alternative_exports")) {
            old.put(same, dataset.get(same));
        }
        List<Map<String, @Nullable Object>> fields = new ArrayList<>();
        if (dataset.get("fields") instanceof List<?> known)
            known.forEach(field -> fields.add(field((Map<?, ?>) field)));
        old.put("fields", fields);
        if (extra) {
            Map<String, @Nullable Object> more = new LinkedHashMap<>();
            for (String name : List.of("explore", "processing")) more.put(name, templates.get(name));
            old.put("extra_metas", more);
        }
        if (others) {
            Map<String, @Nullable Object> more = new LinkedHashMap<>();
            more.put("dcat", templates.get("dcat"));
            old.put("interop_metas", more);
        }
        return old;
    }

    private static Map<String, @Nullable Object> field(Map<?, ?> field) {
        Map<String, @Nullable Object> old = new LinkedHashMap<>();
        for (String same : List.of("name", "label", "type", "description")) {
            if (field.get(same) != null) old.put(same, field.get(same));
        }
        List<Map<String, Object>> annotations = new ArrayList<>();
        if (field.get("annotations") instanceof Map<?, ?> known) {
            known.forEach((name, value) -> {
                Map<String, Object> annotation = new LinkedHashMap<>();
                annotation.put("name", name);
                if (!Boolean.TRUE.equals(value)) annotation.put("args", List.of(value));
                annotations.add(annotation);
            });
        }
        old.put("annotations", annotations);
        return old;
    }
}
