package city.senne.data.explore;

import city.senne.data.catalog.NoSuchDataset;
import city.senne.data.catalog.NoSuchVersion;
import city.senne.data.query.TooBusy;
import city.senne.data.query.TooLarge;
import city.senne.data.query.TookTooLong;
import city.senne.platform.web.Problem;
import city.senne.platform.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/// Says in words what is not there, on every page and API about data that does not say it in its own way.
@ControllerAdvice("city.senne.data")
@Order(PageProblems.AFTER_OTHERS)
class PageProblems {
    /// Behind those that know one API better, before the one that knows nothing in particular.
    static final int AFTER_OTHERS = 1000;

    private final ProblemWriter problems;

    PageProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void unknown(NoSuchDataset unknown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(Problem.notFound("dataset-unknown", unknown.id()), request, response);
    }

    @ExceptionHandler
    void unknown(NoSuchVersion unknown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(Problem.notFound("version-unknown"), request, response);
    }

    @ExceptionHandler({TooBusy.class, TookTooLong.class, TooLarge.class})
    void later(HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(new Problem(HttpStatus.SERVICE_UNAVAILABLE, "too-busy"), request, response);
    }
}
