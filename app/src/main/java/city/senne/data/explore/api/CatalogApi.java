package city.senne.data.explore.api;

import city.senne.data.explore.dcat.ListDatasets;
import city.senne.data.query.HeldTable;
import city.senne.data.query.Timings;
import city.senne.data.usage.UsageTotals;
import city.senne.engine.odsql.BoundQuery;
import city.senne.engine.odsql.Question;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The doors to the catalogue: what there is, and where.
@RestController
@RequestMapping(Links.PATH)
class CatalogApi {
    private final CatalogTable catalogTable;
    private final ListDatasets listDatasets;
    private final UsageTotals usageTotals;
    private final Exchanges exchanges;

    CatalogApi(CatalogTable catalogTable, ListDatasets listDatasets, UsageTotals usageTotals, Exchanges exchanges) {
        this.catalogTable = catalogTable;
        this.listDatasets = listDatasets;
        this.usageTotals = usageTotals;
        this.exchanges = exchanges;
    }

    @GetMapping({"", "/"})
    Map<String, List<Links.Link>> sources(HttpServletRequest request) {
        Links links = Links.of(request);
        return Map.of(
                "links",
                List.of(
                        new Links.Link("self", links.root()),
                        new Links.Link("catalog", links.catalog()),
                        new Links.Link("monitoring", links.monitoring())));
    }

    @GetMapping("/catalog")
    Map<String, List<Links.Link>> catalog(HttpServletRequest request) {
        Links links = Links.of(request);
        return Map.of(
                "links",
                List.of(
                        new Links.Link("self", links.catalog()),
                        new Links.Link("datasets", links.datasets()),
                        new Links.Link("exports", links.catalog() + "/exports"),
                        new Links.Link("metadata_templates", links.catalog() + "/metadata_templates"),
                        new Links.Link("facets", links.catalog() + "/facets")));
    }

    @GetMapping({"/catalog/datasets", "/catalog/assets"})
    void datasets(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Timings timings = new Timings();
        Exchange exchange = exchanges.open(request, response);
        Parameters parameters = Parameters.of(request);
        Question question = parameters.page();
        HeldSource source = catalogTable.current(viewer, parameters.lang());
        timings.step("catalog");
        if (!isWhole(question)) {
            source.records(parameters, request, exchange, timings);
            return;
        }
        source.records(
                question.select("dataset_id"),
                parameters,
                request,
                exchange,
                timings,
                (json, query) -> wholeDatasets(ListDatasets.ids(source.table(), query), viewer, parameters, request)
                        .forEach(json::writePOJO));
    }

    /// @param total of all pages
    /// @param ids of the datasets of this one
    record Found(long total, List<String> ids) {}

    /// The datasets that a page shows.
    Found find(Viewer viewer, Parameters parameters) {
        HeldTable table = catalogTable.current(viewer, parameters.lang()).table();
        BoundQuery query = table.bind(parameters.page().select("dataset_id").groupBy(null), parameters.facets());
        return new Found(table.count(query), ListDatasets.ids(table, query));
    }

    @GetMapping("/catalog/facets")
    void facets(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        facets(viewer, Parameters.of(request), request, exchanges.open(request, response));
    }

    /// The same for other versions of the API.
    void facets(Viewer viewer, Parameters parameters, HttpServletRequest request, Exchange exchange)
            throws IOException {
        Timings timings = new Timings();
        HeldSource source = catalogTable.current(viewer, parameters.lang());
        timings.step("catalog");
        Links links = Links.of(request);
        source.facets(
                parameters, List.of(links.self(request), new Links.Link("source", links.catalog())), exchange, timings);
    }

    /// Whether datasets are wanted as a whole, and not chosen metadata of them.
    static boolean isWhole(Question question) {
        boolean everything =
                question.select() == null || question.select().strip().equals("*");
        return everything && question.groupBy() == null;
    }

    List<Map<String, @Nullable Object>> wholeDatasets(
            List<String> ids, Viewer viewer, Parameters parameters, HttpServletRequest request) {
        DatasetJson json = new DatasetJson(parameters.lang(), parameters.timezone());
        UsageTotals.Edition used = parameters.flag("include_app_metas", false) ? usageTotals.current() : null;
        Links links = Links.of(request);
        boolean linked = parameters.flag("include_links", false);
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        listDatasets.each(
                viewer,
                ids,
                parameters.lang(),
                listed -> results.add(json.json(
                        listed, used == null ? null : used.of(listed.dataset().id()), links, linked)));
        return results;
    }
}
