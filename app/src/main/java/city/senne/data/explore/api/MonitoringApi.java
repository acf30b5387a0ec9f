package city.senne.data.explore.api;

import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.CsvExport;
import city.senne.data.explore.export.ExportFormat;
import city.senne.data.explore.export.JsonExport;
import city.senne.data.explore.export.JsonLinesExport;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.explore.export.RowWriter;
import city.senne.data.explore.export.Rows;
import city.senne.data.explore.export.TextValues;
import city.senne.data.explore.export.XlsxExport;
import city.senne.data.query.Answer;
import city.senne.data.query.HeldTable;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.BoundQuery;
import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Facets;
import city.senne.engine.odsql.Question;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
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
    private static final List<ExportFormat> FORMATS =
            List.of(ExportFormat.CSV, ExportFormat.JSON, ExportFormat.JSONL, ExportFormat.XLSX);

    private final MonitoringTable table;

    MonitoringApi(MonitoringTable table) {
        this.table = table;
    }

    @GetMapping
    Map<String, List<Links.Link>> source(HttpServletRequest request) {
        String here = Links.of(request).monitoring();
        return links(new Links.Link("self", here), new Links.Link("datasets", here + "/datasets"));
    }

    @GetMapping("/datasets")
    Map<String, Object> datasets(Viewer viewer) {
        return Map.of("total_count", 1, "results", List.of(dataset(viewer)));
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
        Timings timings = new Timings();
        Exchange exchange = new Exchange(request, response);
        Parameters parameters = Parameters.of(request);
        Question question = parameters.page();
        MonitoringTable.Current current = table.current(viewer);
        BoundQuery query = current.table().bind(question, parameters.facets());
        timings.step("bind");
        exchange.language(parameters.lang());
        if (exchange.isKnown(query.readsClock(), parameters, current.stamp())) return;
        var page = new ByteArrayOutputStream();
        long total = current.table().count(query);
        try (Answer answer = current.table().rows(query)) {
            Rows rows = new AnswerRows(answer);
            JsonValues values = new JsonValues(question.zone());
            JsonStream.write(page, json -> {
                json.writeStartObject();
                json.writeNumberProperty("total_count", total);
                json.writeArrayPropertyStart("results");
                while (rows.next()) values.row(json, rows);
                json.writeEndArray();
                json.writeEndObject();
            });
        }
        exchange.timed(timings, "run");
        exchange.send(Exchange.JSON, page::writeTo);
    }

    @GetMapping(OF_DATASET + "/facets")
    void facets(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Timings timings = new Timings();
        Exchange exchange = new Exchange(request, response);
        Parameters parameters = Parameters.of(request);
        List<FacetRequest> wanted = parameters.facets();
        Question question = parameters.question().conditions();
        MonitoringTable.Current current = table.current(viewer);
        BoundQuery query = current.table().bind(question, wanted);
        exchange.language(parameters.lang());
        if (exchange.isKnown(query.readsClock(), parameters, current.stamp())) return;
        List<Facets.Facet> facets = current.table().facets(question, wanted);
        Links links = Links.of(request);
        List<Links.Link> where =
                List.of(links.self(request), new Links.Link("dataset", links.monitoring() + OF_DATASET));
        exchange.timed(timings, "facets");
        exchange.send(Exchange.JSON, out -> JsonStream.write(out, json -> FacetsJson.write(json, where, facets)));
    }

    @GetMapping(OF_DATASET + "/exports")
    Map<String, List<Links.Link>> formats(HttpServletRequest request) {
        String dataset = Links.of(request).monitoring() + OF_DATASET;
        return links(Stream.concat(
                        Stream.of(new Links.Link("self", dataset + "/exports"), new Links.Link("dataset", dataset)),
                        FORMATS.stream()
                                .map(format ->
                                        new Links.Link(format.extension(), dataset + "/exports/" + format.extension())))
                .toArray(Links.Link[]::new));
    }

    @GetMapping(OF_DATASET + "/exports/{name}")
    void export(@PathVariable String name, Viewer viewer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Exchange exchange = new Exchange(request, response);
        Parameters parameters = Parameters.of(request);
        ExportFormat format = ExportFormat.find(name.toLowerCase(Locale.ROOT))
                .filter(FORMATS::contains)
                .orElseThrow(Refusal::uri);
        Question question = parameters.export();
        MonitoringTable.Current current = table.current(viewer);
        BoundQuery query = current.table().bind(question, parameters.facets());
        exchange.language(parameters.lang());
        if (exchange.isKnown(query.readsClock(), parameters, current.stamp())) return;
        exchange.download(DATASET + "." + format.extension());
        RowWriter writer = writer(format, question, parameters.flag("use_labels", false));
        try (Answer answer = current.table().rows(query)) {
            Rows rows = new AnswerRows(answer);
            Exchange.Body body = out -> writer.write(rows, out);
            if (format.isCompact()) exchange.sendAsIs(format.contentType(), body);
            else exchange.send(format.contentType(), body);
        }
    }

    private static RowWriter writer(ExportFormat format, Question question, boolean labels) {
        TextValues text = new TextValues(question.zone(), ",");
        return switch (format) {
            case CSV -> new CsvExport(text, ';', false, true, labels);
            case XLSX -> new XlsxExport(text, labels);
            case JSONL -> new JsonLinesExport(new JsonValues(question.zone()));
            default -> new JsonExport(new JsonValues(question.zone()));
        };
    }

    private static Map<String, List<Links.Link>> links(Links.Link... links) {
        return Map.of("links", List.of(links));
    }
}
