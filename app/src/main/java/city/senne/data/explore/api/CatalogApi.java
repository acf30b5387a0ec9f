package city.senne.data.explore.api;

import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.explore.export.Rows;
import city.senne.data.query.Answer;
import city.senne.data.query.HeldTable;
import city.senne.data.query.Timings;
import city.senne.data.usage.UsageTotals;
import city.senne.engine.odsql.BoundQuery;
import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Facets;
import city.senne.engine.odsql.Question;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// The doors to the catalogue: what there is, and where.
@RestController
@RequestMapping(Links.PATH)
class CatalogApi {
    private final CatalogTable catalogTable;
    private final ListDatasets listDatasets;
    private final UsageTotals usageTotals;
    private final JsonMapper mapper;

    CatalogApi(CatalogTable catalogTable, ListDatasets listDatasets, UsageTotals usageTotals, JsonMapper mapper) {
        this.catalogTable = catalogTable;
        this.listDatasets = listDatasets;
        this.usageTotals = usageTotals;
        this.mapper = mapper;
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
        Exchange exchange = new Exchange(request, response);
        Parameters parameters = Parameters.of(request);
        Question question = parameters.page();
        CatalogTable.Current current = catalogTable.current(viewer, parameters.lang());
        timings.step("catalog");
        boolean whole = isWhole(question);
        BoundQuery query = current.table().bind(whole ? question.select("dataset_id") : question, parameters.facets());
        timings.step("bind");
        exchange.language(parameters.lang());
        if (exchange.isKnown(query.readsClock(), parameters, current.stamp())) return;

        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        long total = current.table().count(query);
        json.put("total_count", total);
        if (parameters.flag("include_links", false)) {
            json.put("_links", Links.pages(request, total, question, parameters.window()));
        }
        var page = new ByteArrayOutputStream();
        if (whole) {
            json.put("results", wholeDatasets(ListDatasets.ids(current.table(), query), viewer, parameters, request));
            mapper.writeValue(page, json);
        } else {
            try (Answer answer = current.table().rows(query)) {
                Rows rows = new AnswerRows(answer);
                JsonValues values = new JsonValues(question.zone());
                JsonStream.write(page, out -> {
                    out.writeStartObject();
                    json.forEach(out::writePOJOProperty);
                    out.writeArrayPropertyStart("results");
                    while (rows.next()) values.row(out, rows);
                    out.writeEndArray();
                    out.writeEndObject();
                });
            }
        }
        exchange.timed(timings, "run");
        exchange.send(Exchange.JSON, page::writeTo);
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
        facets(viewer, Parameters.of(request), request, new Exchange(request, response));
    }

    /// The same for other versions of the API.
    void facets(Viewer viewer, Parameters parameters, HttpServletRequest request, Exchange exchange)
            throws IOException {
        Timings timings = new Timings();
        List<FacetRequest> wanted = parameters.facets();
        Question question = parameters.question().conditions();
        CatalogTable.Current current = catalogTable.current(viewer, parameters.lang());
        timings.step("catalog");
        BoundQuery query = current.table().bind(question, wanted);
        exchange.language(parameters.lang());
        if (exchange.isKnown(query.readsClock(), parameters, current.stamp())) return;
        List<Facets.Facet> facets = current.table().facets(question, wanted);
        Links links = Links.of(request);
        List<Links.Link> where = List.of(links.self(request), new Links.Link("source", links.catalog()));
        exchange.timed(timings, "facets");
        exchange.send(Exchange.JSON, out -> JsonStream.write(out, json -> FacetsJson.write(json, where, facets)));
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
        Links links = parameters.flag("include_links", false) ? Links.of(request) : null;
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        listDatasets.each(
                viewer,
                ids,
                parameters.lang(),
                listed -> results.add(json.json(
                        listed.dataset(),
                        listed.visible(),
                        used == null ? null : used.of(listed.dataset().id()),
                        links == null ? null : links.ofDataset(listed.dataset().id()))));
        return results;
    }
}
