package city.senne.data.explore.api;

import city.senne.data.explore.export.ExportFormat;
import city.senne.data.query.HeldTable;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.Question;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The doors to what the portal counts of itself: one dataset, `api-monitoring`, in the words of any other.
@RestController
@RequestMapping(Links.PATH + "/monitoring")
class MonitoringApi {
    static final String DATASET = "api-monitoring";
    private static final String OF_DATASET = "/datasets/" + DATASET;

    private final MonitoringTable table;
    private final Exchanges exchanges;

    MonitoringApi(MonitoringTable table, Exchanges exchanges) {
        this.table = table;
        this.exchanges = exchanges;
    }

    @GetMapping
    Map<String, List<Links.Link>> source(HttpServletRequest request) {
        String here = Links.of(request).monitoring();
        return links(new Links.Link("self", here), new Links.Link("datasets", here + "/datasets"));
    }

    @GetMapping("/datasets")
    ListJson datasets(Viewer viewer) {
        return new ListJson(1, List.of(dataset(viewer)));
    }

    @GetMapping(OF_DATASET)
    Map<String, @Nullable Object> dataset(Viewer viewer) {
        Map<String, @Nullable Object> metas = new LinkedHashMap<>();
        metas.put("title", "API monitoring");
        metas.put(
                "description",
                "<p>How often the API was called: by day, dataset, kind of call, format and status.</p>");
        HeldTable held = table.current(viewer).table();
        metas.put("records_count", held.count(held.bind(Question.EVERYTHING, List.of())));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("visibility", "domain");
        json.put("dataset_id", DATASET);
        json.put("dataset_uid", DATASET);
        json.put("has_records", true);
        json.put("data_visible", true);
        json.put("features", DatasetJson.features(MonitoringTable.SCHEMA));
        json.put("attachments", List.of());
        json.put("alternative_exports", List.of());
        json.put("fields", DatasetJson.fields(MonitoringTable.SCHEMA));
        json.put("metas", Map.of("default", metas));
        return json;
    }

    @GetMapping(OF_DATASET + "/records")
    void records(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        table.current(viewer)
                .records(Parameters.of(request), request, exchanges.open(request, response), new Timings());
    }

    @GetMapping(OF_DATASET + "/facets")
    void facets(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Links links = Links.of(request);
        table.current(viewer)
                .facets(
                        Parameters.of(request),
                        List.of(links.self(request), new Links.Link("dataset", links.monitoring() + OF_DATASET)),
                        exchanges.open(request, response),
                        new Timings());
    }

    @GetMapping(OF_DATASET + "/exports")
    Map<String, List<Links.Link>> formats(HttpServletRequest request) {
        String dataset = Links.of(request).monitoring() + OF_DATASET;
        return links(Stream.concat(
                        Stream.of(new Links.Link("self", dataset + "/exports"), new Links.Link("dataset", dataset)),
                        ExportWriters.PLAIN.stream()
                                .map(format ->
                                        new Links.Link(format.extension(), dataset + "/exports/" + format.extension())))
                .toArray(Links.Link[]::new));
    }

    @GetMapping(OF_DATASET + "/exports/{name}")
    void export(@PathVariable String name, Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Parameters parameters = Parameters.of(request);
        ExportFormat format = ExportFormat.find(name.toLowerCase(Locale.ROOT))
                .filter(ExportWriters.PLAIN::contains)
                .orElseThrow(Refusal::uri);
        String file = DATASET + "." + format.extension();
        table.current(viewer).export(parameters.export(), format, file, parameters, exchanges.open(request, response));
    }

    private static Map<String, List<Links.Link>> links(Links.Link... links) {
        return Map.of("links", List.of(links));
    }
}
