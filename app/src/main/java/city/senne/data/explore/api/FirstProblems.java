package city.senne.data.explore.api;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.Problem;
import city.senne.platform.web.ProblemShape;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Errors in the shape of the first version of the API: a number and a sentence.
@Component
class FirstProblems implements ProblemShape {
    @Override
    public boolean shapes(HttpServletRequest request) {
        return areToldTo(request);
    }

    static boolean areToldTo(HttpServletRequest request) {
        return Stream.of("/api/records/", "/api/datasets/").anyMatch(ExploreProblems.path(request)::startsWith);
    }

    @Override
    public Map<String, Object> json(Problem problem, Words words) {
        return body(problem.status(), ExploreProblems.body(problem, words));
    }

    /// The numbers of that version are not known, but for the one of too many calls: that of HTTP stands for them.
    static Map<String, Object> body(HttpStatus status, ErrorBody said) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("errorcode", status.value());
        json.put("error", said.message());
        return json;
    }
}
