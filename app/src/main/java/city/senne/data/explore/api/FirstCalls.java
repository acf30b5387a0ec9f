package city.senne.data.explore.api;

import city.senne.data.explore.api.FindVersion.Found;
import city.senne.data.query.AnswerQuestion;
import city.senne.data.query.AnswerQuestion.Prepared;
import city.senne.data.query.Timings;
import city.senne.engine.odsql.FacetRequest;
import city.senne.engine.odsql.Question;
import city.senne.engine.odsql.View;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Component;

/// Reads the calls of the first version of the API that are about the records of one dataset.
@Component
class FirstCalls {
    /// What is told to whoever still asks it.
    static final String FEATURE = "RECORDS_V1: This version of the API is kept for old clients, use v2.1";

    private final FindVersion findVersion;
    private final Exchanges exchanges;
    private final AnswerQuestion answerQuestion;

    FirstCalls(FindVersion findVersion, AnswerQuestion answerQuestion, Exchanges exchanges) {
        this.findVersion = findVersion;
        this.answerQuestion = answerQuestion;
        this.exchanges = exchanges;
    }

    /// @param view what the caller may see of the dataset
    record Call(Exchange exchange, Found found, View view, FirstParameters asked, Timings timings) {
        Parameters given() {
            return asked.given();
        }
    }

    /// Throws NoSuchDataset, AccessRefused, and a [Refusal] when no dataset is named.
    Call read(Viewer viewer, HttpServletRequest request, HttpServletResponse response) {
        Timings timings = new Timings();
        Parameters given = Parameters.of(request);
        Exchange exchange = exchanges.openDeprecated(request, response, FEATURE);
        String id = given.text("dataset");
        if (id == null) throw Refusal.parameter("The dataset parameter is missing.");
        Found found = findVersion.find(viewer, id, given);
        timings.step("catalog");
        View view = answerQuestion.view(viewer, found.dataset(), found.version(), given.lang());
        timings.step("access");
        exchange.language(given.lang());
        return new Call(exchange, found, view, new FirstParameters(given, view.schema()), timings);
    }

    Prepared prepare(Call call, Question question) {
        return prepare(call, question, call.asked().facets());
    }

    Prepared prepare(Call call, Question question, List<FacetRequest> facets) {
        Found found = call.found();
        return answerQuestion.prepare(call.view(), found.dataset(), found.version(), question, facets, call.timings());
    }
}
