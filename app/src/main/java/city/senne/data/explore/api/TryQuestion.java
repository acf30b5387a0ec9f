package city.senne.data.explore.api;

import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.Question;
import city.senne.platform.web.PageAddress;
import city.senne.trust.identity.Viewer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Asks for records as a program would, for a page that shows what the API answers: rows or its error.
@Component
public class TryQuestion {
    private final FindVersion findVersion;
    private final AnswerQuestion answerQuestion;
    private final RecordsPage recordsPage;
    private final JsonMapper mapper;

    TryQuestion(FindVersion findVersion, AnswerQuestion answerQuestion, RecordsPage recordsPage, JsonMapper mapper) {
        this.findVersion = findVersion;
        this.answerQuestion = answerQuestion;
        this.recordsPage = recordsPage;
        this.mapper = mapper;
    }

    /// @param json indented
    /// @param message of an error, empty for an answer
    public record Told(int status, String json, String message) {
        public boolean isAnswer() {
            return status == HttpStatus.OK.value();
        }
    }

    /// @param address of the API, with the parameters of the question
    public Told ask(Viewer viewer, String dataset, PageAddress address) throws IOException {
        try {
            Parameters parameters = new Parameters(address.parameters());
            FindVersion.Found found = findVersion.find(viewer, dataset, parameters);
            Question question = parameters.page();
            Timings timings = new Timings();
            Prepared prepared = answerQuestion.prepare(
                    viewer, found.dataset(), found.version(), question, parameters.facets(), timings);
            RecordExtras extras = new RecordExtras(found.dataset().id(), null, false);
            String json = recordsPage.write(prepared, extras, timings).toString(StandardCharsets.UTF_8);
            return new Told(HttpStatus.OK.value(), indented(mapper.readTree(json)), "");
        } catch (RuntimeException hindered) {
            Refusal refusal = Refusals.refusal(hindered);
            return new Told(
                    refusal.status().value(),
                    indented(refusal.body()),
                    refusal.body().message());
        }
    }

    private String indented(Object json) {
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }
}
