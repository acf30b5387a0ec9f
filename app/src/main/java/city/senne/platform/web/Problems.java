package city.senne.platform.web;

import city.senne.platform.store.Outage;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/// Turns whatever went wrong into a [Problem]. Other modules may handle their own exceptions with an advice of
/// higher precedence.
@ControllerAdvice
@Controller
@Order(Ordered.LOWEST_PRECEDENCE)
class Problems implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /// What a controller may have said about the answer that now is not given.
    private static final List<String> OF_THE_ANSWER = List.of(
            HttpHeaders.CONTENT_DISPOSITION,
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.ETAG,
            HttpHeaders.LAST_MODIFIED);

    private final ProblemWriter writer;

    Problems(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler
    void answer(Exception exception, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (exception instanceof AccessDeniedException || exception instanceof AuthenticationException) {
            throw exception;
        }
        boolean isCutOff = exception instanceof AsyncRequestNotUsableException || exception instanceof EOFException;
        if (response.isCommitted() || isCutOff) {
            LOG.debug("{} was cut off", request.getRequestURI(), exception);
            return;
        }
        Problem problem = problem(exception);
        response.resetBuffer();
        for (String header : OF_THE_ANSWER) response.setHeader(header, null);
        writer.write(problem, request, response);
    }

    /// What the container itself refuses or what failed outside of a controller.
    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // The server ends here what broke under way: nothing may be added to half an answer.
        if (response.isCommitted()) return;
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        if (thrown instanceof Exception exception) {
            writer.write(problem(exception), request, response);
        } else {
            writer.write(ofStatus(status instanceof Integer code ? code : 404), request, response);
        }
    }

    private static Problem problem(Exception exception) {
        Optional<Outage> outage = Outage.in(exception);
        if (outage.isPresent()) return hindered(outage.get(), exception);
        return switch (exception) {
            case Problem problem -> problem;
            case HttpRequestMethodNotSupportedException other ->
                Problem.methodNotAllowed(
                        List.of(Objects.requireNonNullElse(other.getSupportedMethods(), new String[0])));
            case MaxUploadSizeExceededException _ -> ofStatus(413);
            case InvalidParameterException e when e.getErrorCode() == 413 -> ofStatus(413);
            case InvalidFileNameException _ -> Problem.invalid("file-name-malformed");
            case MultipartException e
            when e.getCause() instanceof InvalidFileNameException -> Problem.invalid("file-name-malformed");
            case InvalidParameterException _, HttpMessageNotReadableException _, MultipartException _ -> ofStatus(400);
            // Names and values with signs that nobody types are found when they are read.
            case RequestRejectedException _ -> ofStatus(400);
            // PostgreSQL's text holds no NUL; whoever sends one made a mistake, not we.
            case DataAccessException e when String.valueOf(e.getMessage()).contains("0x00") -> ofStatus(400);
            case MethodArgumentTypeMismatchException mismatch ->
                Problem.invalid("invalid-parameter", mismatch.getName());
            case ErrorResponse response
            when response.getStatusCode().is4xxClientError() ->
                ofStatus(response.getStatusCode().value());
            default -> unexpected(exception);
        };
    }

    private static Problem hindered(Outage outage, Exception exception) {
        LOG.warn("{}: {}", outage, exception.getMessage());
        return Problem.hindered(outage);
    }

    static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> Problem.signInNeeded();
            case 403 -> Problem.forbidden("forbidden");
            case 404 -> Problem.notFound();
            case 405 -> Problem.methodNotAllowed(List.of("GET"));
            case 406 -> new Problem(HttpStatus.NOT_ACCEPTABLE, "not-acceptable");
            case 413 -> new Problem(HttpStatus.CONTENT_TOO_LARGE, "too-large");
            case 415 -> new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type");
            case 429 -> new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
            default -> status < 500 ? Problem.invalid("invalid-request") : unexpected(null);
        };
    }

    private static Problem unexpected(@Nullable Exception exception) {
        String incident = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Unexpected failure {}", incident, exception);
        return new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "unexpected", incident);
    }
}
