package city.senne.data.ckan;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.Problem;
import city.senne.platform.web.ProblemShape;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Errors that are noticed before a request reaches the API, such as a wrong key, in CKAN's shape.
@Component
class CkanProblems implements ProblemShape {
    @Override
    public boolean shapes(HttpServletRequest request) {
        return Envelope.isAsked(request);
    }

    @Override
    public Map<String, Object> json(Problem problem, Words words) {
        String type = switch (problem.status()) {
            case NOT_FOUND -> "Not Found Error";
            case UNAUTHORIZED, FORBIDDEN -> "Authorization Error";
            default -> problem.status().getReasonPhrase();
        };
        return Map.of(
                "success",
                false,
                "error",
                Map.of("__type", type, "message", words.of("problem." + problem.code(), problem.arguments())));
    }
}
