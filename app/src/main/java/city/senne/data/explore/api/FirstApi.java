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

/// The first version of the API, as widgets that are embedded elsewhere still call it: records and their
/// download.
@RestController
@RequestMapping("/api/records/1.0")
class FirstApi {
    private final FirstCalls calls;
    private final AnswerQuestion answerQuestion;
    private final ExportApi exportApi;
    private final FieldFiles fieldFiles;

    FirstApi(FirstCalls calls, AnswerQuestion answerQuestion, ExportApi exportApi, FieldFiles fieldFiles) {
        this.calls = calls;
        this.answerQuestion = answerQuestion;
        this.exportApi = exportApi;
        this.fieldFiles = fieldFiles;
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
            Rows rows = fieldFiles.of(prepared).apply(new IdentifiedRows(new AnswerRows(answer)));
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
                    FirstJson.parameters(json, asked, found.dataset().id());
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
        List<FacetRequest> wanted = call.asked().wantedFacets();
        Question question = call.asked().question().select(null).orderBy(null);
        return answerQuestion.facets(calls.prepare(call, question, wanted), wanted, call.timings());
    }
}
