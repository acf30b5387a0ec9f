package city.senne.data.ogc;

import city.senne.data.query.Cursor;
import city.senne.engine.odsql.OdsqlException;
import city.senne.platform.web.Problem;
import city.senne.platform.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/// Says why a question for features cannot be answered.
@ControllerAdvice(basePackageClasses = OgcProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class OgcProblems {
    private final ProblemWriter problems;

    OgcProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void malformed(OdsqlException wrong, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(Problem.invalid("ogc-filter", wrong.reason()), request, response);
    }

    @ExceptionHandler
    void foreign(Cursor.Foreign foreign, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(Problem.invalid("ogc-cursor"), request, response);
    }
}
