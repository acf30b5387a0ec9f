package city.senne.data.explore.api;

import city.senne.data.catalog.NoSuchDataset;
import city.senne.data.catalog.NoSuchVersion;
import city.senne.data.explore.export.UnwritableRows;
import city.senne.data.query.Cursor;
import city.senne.data.query.TooBusy;
import city.senne.data.query.TooLarge;
import city.senne.data.query.TookTooLong;
import city.senne.data.usage.Allowance;
import city.senne.engine.odsql.OdsqlException;
import city.senne.platform.store.Outage;
import city.senne.trust.access.AccessRefused;
import city.senne.trust.access.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/// Turns whatever stopped an answer of the API into its error, or breaks the connection when the answer has begun.
@ControllerAdvice(basePackageClasses = Refusals.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /// What was said about the answer that now is not given.
    private static final List<String> OF_THE_ANSWER = List.of(
            HttpHeaders.CONTENT_DISPOSITION,
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.CONTENT_LANGUAGE,
            HttpHeaders.ACCEPT_RANGES,
            HttpHeaders.ETAG);

    private final JsonMapper json;

    Refusals(JsonMapper json) {
        this.json = json;
    }

    @ExceptionHandler
    void answer(Exception exception, HttpServletRequest request, HttpServletResponse response) throws Exception {
        // What leaves here unhandled makes the server cut the connection: half an answer must not pass for a whole.
        if (response.isCommitted()) throw exception;
        Refusal refusal = refusal(exception);
        response.resetBuffer();
        OF_THE_ANSWER.forEach(header -> response.setHeader(header, null));
        Allowance.HEADERS.forEach(header -> response.setHeader(header, null));
        response.setStatus(refusal.status().value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (refusal.status() == HttpStatus.SERVICE_UNAVAILABLE) response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        if (refusal.status() == HttpStatus.UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Apikey");
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        if (request.getMethod().equals("HEAD")) return;
        Object body = FirstProblems.areToldTo(request)
                ? FirstProblems.body(refusal.status(), refusal.body())
                : refusal.body();
        json.writeValue(response.getOutputStream(), body);
    }

    /// What is said of an exception. Throws those that nobody is left to be told of.
    static Refusal refusal(Exception exception) throws IOException {
        Optional<Outage> outage = Outage.in(exception);
        if (outage.isPresent()) return hindered(outage.get(), exception);
        return switch (exception) {
            case Refusal refusal -> refusal;
            case OdsqlException wrong ->
                new Refusal(HttpStatus.BAD_REQUEST, wrong.code(), String.valueOf(wrong.getMessage()));
            case UnwritableRows large -> Refusal.parameter(String.valueOf(large.getMessage()));
            case Cursor.Foreign _ -> Refusal.foreignCursor();
            case NoSuchDataset unknown -> Refusal.noDataset(unknown.id());
            case NoSuchVersion unknown -> Refusal.resource(unknown.getMessage() + ".");
            case AccessRefused refused
            when refused.reason() == Verdict.Reason.SIGN_IN_NEEDED ->
                new Refusal(HttpStatus.UNAUTHORIZED, "Unauthorized", "An API key is needed to access this resource.");
            case AccessRefused refused
            when refused.reason() == Verdict.Reason.PURPOSE_NEEDED -> Refusal.purposeNeeded(refused.purposes());
            case AccessRefused _ ->
                new Refusal(
                        HttpStatus.FORBIDDEN,
                        "ForbiddenAccess",
                        "You don't have permission to access the requested resource");
            case TooBusy busy ->
                new Refusal(HttpStatus.SERVICE_UNAVAILABLE, "TooBusy", String.valueOf(busy.getMessage()));
            // Memory is everybody's: a moment later there may be enough.
            case TooLarge large ->
                new Refusal(HttpStatus.SERVICE_UNAVAILABLE, "TooLarge", String.valueOf(large.getMessage()));
            case TookTooLong slow ->
                new Refusal(HttpStatus.GATEWAY_TIMEOUT, "Timeout", String.valueOf(slow.getMessage()));
            case ErrorResponse response when response.getStatusCode().value() == 404 -> Refusal.uri();
            case ErrorResponse response
            when response.getStatusCode().is4xxClientError() ->
                new Refusal(
                        HttpStatus.valueOf(response.getStatusCode().value()),
                        "InvalidRequest",
                        "The request cannot be understood.");
            // A parameter without a name, or one that cannot be decoded.
            case InvalidParameterException wrong ->
                new Refusal(
                        wrong.getErrorCode() == 413 ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST,
                        "InvalidRequest",
                        "The request cannot be understood.");
            case RequestRejectedException _ ->
                new Refusal(HttpStatus.BAD_REQUEST, "InvalidRequest", "The request cannot be understood.");
            // The client went away: nobody is left to be told.
            case IOException gone -> throw gone;
            default -> unexpected(exception);
        };
    }

    private static Refusal hindered(Outage outage, Exception exception) {
        LOG.warn("{}: {}", outage, exception.getMessage());
        return switch (outage) {
            case DISK_FULL ->
                new Refusal(HttpStatus.INSUFFICIENT_STORAGE, "DiskFull", "The server's disk is full. Try again later.");
            case DATABASE_AWAY ->
                new Refusal(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Unavailable",
                        "The server's database is away. Try again soon.");
        };
    }

    private static Refusal unexpected(Exception exception) {
        String incident = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Unexpected failure {}", incident, exception);
        return new Refusal(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "InternalServerError",
                "The server failed. Its log tells more under number %s.".formatted(incident));
    }
}
