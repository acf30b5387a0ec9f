package city.senne.trust.access;

import city.senne.platform.web.Problem;
import city.senne.platform.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/// Says in words what a visitor may not do, on every page and API that does not say it in its own way.
@ControllerAdvice
@Order(AccessProblems.AFTER_OTHERS)
class AccessProblems {
    /// Behind those that know one API better, before the one that knows nothing in particular.
    static final int AFTER_OTHERS = 1000;

    private final ProblemWriter problems;

    AccessProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void refused(AccessRefused refused, HttpServletRequest request, HttpServletResponse response) throws IOException {
        // What leaves here unhandled makes the server cut the connection: half an answer must not pass for a whole.
        if (response.isCommitted()) throw refused;
        Problem problem = switch (refused.reason()) {
            case SIGN_IN_NEEDED -> Problem.signInNeeded();
            case PURPOSE_NEEDED ->
                Problem.forbidden("purpose-needed", String.join("; ", refused.purposes()))
                        .telling("purposes", refused.purposes());
            case RESTRICTED, DENIED -> Problem.forbidden("data-restricted");
            case OUTSIDE_SCOPE -> Problem.forbidden("key-scope");
            default -> Problem.forbidden("administrators-only");
        };
        problems.write(problem, request, response);
    }
}
