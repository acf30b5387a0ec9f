package city.senne.data.explore.api;

import city.senne.data.explore.api.FindVersion.Found;
import city.senne.data.explore.api.FirstCalls.Call;
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
    private final FirstCalls calls;
    private final AnswerQuestion answerQuestion;
    private final ExportApi exportApi;

    FirstApi(FirstCalls calls, AnswerQuestion answerQuestion, ExportApi exportApi) {
        this.calls = calls;
        this.answerQuestion = answerQuestion;
        this.exportApi = exportApi;
    }

    @GetMapping("/search")
    void search(Viewer viewer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Call call = calls.read(viewer, request, response);
        Parameters given = call.given();
        FirstParameters asked = call.asked();
        Found found = call.found();
        Timings timings = call.timings();
        Exchange exchange = call.exchange();
        Question question = IdentifiedRows.asked(asked.page());
        Prepared prepared = calls.prepare(call, question);
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
        List<Facets.Facet> values = given.texts("facet").isEmpty() ? List.of() : facets(call);
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
        Call call = calls.read(viewer, request, response);
        Parameters given = call.given();
        Found found = call.found();
        Parameters export = call.asked().export();
        String format = given.raw("format", "csv").replaceFirst("^xls$", "xlsx");
        if (format.equals("json")) {
            var records =
                    new FirstJson(found.dataset().id(), found.version().landed(), new JsonValues(given.timezone()));
            exportApi.records(call.exchange(), found, call.view(), export, records);
        } else {
            exportApi.export(call.exchange(), viewer, found, call.view(), format, export, Links.of(request));
        }
    }

    private List<Facets.Facet> facets(Call call) {
        List<FacetRequest> wanted = call.asked().facets().stream()
                .filter(facet -> call.given().texts("facet").contains(facet.name()))
                .toList();
        Question question = call.asked().question().select(null).orderBy(null);
        return answerQuestion.facets(calls.prepare(call, question, wanted), wanted, call.timings());
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
