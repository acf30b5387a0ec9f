package city.senne.data.explore.api;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.Problem;
import city.senne.platform.web.ProblemShape;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Errors that are noticed before a request reaches the API, such as a wrong key or an address that does
/// not exist, in the shape of the API.
@Component
class ExploreProblems implements ProblemShape {
    @Override
    public boolean shapes(HttpServletRequest request) {
        return Stream.of("/api/explore/", "/api/v2/").anyMatch(path(request)::startsWith);
    }

    /// What was asked for, also while an error is written.
    static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? uri
                : request.getRequestURI();
    }

    @Override
    public Map<String, Object> json(Problem problem, Words words) {
        ErrorBody body = body(problem, words);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("error_code", body.errorCode());
        json.put("message", body.message());
        return json;
    }

    static ErrorBody body(Problem problem, Words words) {
        return switch (problem.status()) {
            case NOT_FOUND -> Refusal.uri().body();
            case UNAUTHORIZED -> body("Unauthorized", problem, words);
            case FORBIDDEN -> body("ForbiddenAccess", problem, words);
            case TOO_MANY_REQUESTS -> body("TooManyRequests", problem, words);
            case INTERNAL_SERVER_ERROR -> body("InternalServerError", problem, words);
            default -> body("InvalidRequest", problem, words);
        };
    }

    private static ErrorBody body(String code, Problem problem, Words words) {
        return new ErrorBody(code, words.of("problem." + problem.code(), problem.arguments()));
    }
}
