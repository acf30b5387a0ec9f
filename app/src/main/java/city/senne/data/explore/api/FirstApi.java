package city.senne.data.explore.api;

import city.senne.data.explore.api.FindVersion.Found;
import city.senne.data.explore.export.AnswerRows;
import city.senne.data.explore.export.IdentifiedRows;
import city.senne.data.explore.export.JsonStream;
import city.senne.data.explore.export.JsonValues;
import city.senne.data.explore.export.Rows;
import city.senne.data.query.Answer;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Facets;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.View;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/// The first version of the API, as widgets that are embedded elsewhere still call it: records and their
/// download.
@RestController
@RequestMapping("/api/records/1.0")
class FirstApi {
    private final FindVersion findVersion;
    private final AnswerQuestion answerQuestion;
    private final ExportApi exportApi;

    FirstApi(FindVersion findVersion, AnswerQuestion answerQuestion, ExportApi exportApi) {
        this.findVersion = findVersion;
        this.answerQuestion = answerQuestion;
        this.exportApi = exportApi;
    }

    @GetMapping("/search")
    void search(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Timings timings = new Timings();
        Exchange exchange = exchange(request, response);
        Parameters given = Parameters.of(request);
        Found found = found(viewer, given);
        FirstParameters asked = asked(viewer, found, given);
        List<FacetRequest> facets = asked.facets();
        Question question = IdentifiedRows.asked(asked.page());
        Prepared prepared = answerQuestion.prepare(viewer, found.dataset(), found.version(), question, facets, timings);
        exchange.language(given.lang());
        if (exchange.isKnown(prepared, given)) return;
        var results = new ByteArrayOutputStream();
        var records = new FirstJson(found.dataset().id(), found.version().landed(), new JsonValues(question.zone()));
        int[] shown = {0};
        try (Answer answer = answerQuestion.rows(prepared, timings)) {
            Rows rows = new IdentifiedRows(new AnswerRows(answer));
            JsonStream.write(results, json -> {
                json.writeStartArray();
                while (rows.next()) {
                    records.record(json, rows);
                    shown[0]++;
                }
                json.writeEndArray();
            });
        }
        long total = answerQuestion.total(prepared, shown[0], timings);
        List<Facets.Facet> values = given.texts("facet").isEmpty() ? List.of() : facets(viewer, found, asked, timings);
        exchange.timed(timings, "page");
        exchange.send(
                Exchange.JSON,
                out -> JsonStream.write(out, json -> {
                    json.writeStartObject();
                    json.writeNumberProperty("nhits", total);
                    parameters(json, given, asked, found);
                    json.writeName("records");
                    json.writeRawValue(results.toString(StandardCharsets.UTF_8));
                    if (!values.isEmpty()) FirstJson.facets(json, values);
                    json.writeEndObject();
                }));
    }

    @GetMapping("/download")
    void download(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters given = Parameters.of(request);
        Found found = found(viewer, given);
        FirstParameters asked = asked(viewer, found, given);
        String format = given.raw("format", "csv").replaceFirst("^xls$", "xlsx");
        Exchange exchange = exchange(request, response);
        if (format.equals("json")) {
            var records =
                    new FirstJson(found.dataset().id(), found.version().landed(), new JsonValues(given.timezone()));
            exportApi.records(exchange, viewer, found, asked.export(), records);
        } else {
            exportApi.export(exchange, viewer, found, format, asked.export(), Links.of(request));
        }
    }

    private static Exchange exchange(HttpServletRequest request, HttpServletResponse response) {
        return Exchange.deprecated(
                request, response, "RECORDS_V1: This version of the API is kept for old clients, use v2.1");
    }

    private Found found(Viewer viewer, Parameters given) {
        String id = given.text("dataset");
        if (id == null) throw Refusal.parameter("The dataset parameter is missing.");
        return findVersion.find(viewer, id, given);
    }

    private FirstParameters asked(Viewer viewer, Found found, Parameters given) {
        View view = answerQuestion.view(viewer, found.dataset(), found.version(), given.lang());
        return new FirstParameters(given, view.schema());
    }

    private List<Facets.Facet> facets(Viewer viewer, Found found, FirstParameters asked, Timings timings) {
        List<FacetRequest> wanted = asked.facets().stream()
                .filter(facet -> asked.given().texts("facet").contains(facet.name()))
                .toList();
        Question question = asked.question().select(null).orderBy(null);
        Prepared prepared = answerQuestion.prepare(viewer, found.dataset(), found.version(), question, wanted, timings);
        return answerQuestion.facets(prepared, wanted, timings);
    }

    private static void parameters(JsonGenerator json, Parameters given, FirstParameters asked, Found found) {
        json.writeObjectPropertyStart("parameters");
        json.writeStringProperty("dataset", found.dataset().id().value());
        json.writeNumberProperty("rows", asked.rows());
        json.writeNumberProperty("start", asked.start());
        given.values().forEach((name, values) -> {
            if (List.of("dataset", "rows", "start", "apikey", "format", "timezone")
                    .contains(name)) return;
            json.writePOJOProperty(name, values.size() == 1 && !name.equals("facet") ? values.getFirst() : values);
        });
        json.writeStringProperty("format", "json");
        json.writeStringProperty("timezone", given.timezone().getId());
        json.writeEndObject();
    }
}
