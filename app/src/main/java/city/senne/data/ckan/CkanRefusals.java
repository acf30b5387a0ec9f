package city.senne.data.ckan;

import city.senne.data.catalog.NoSuchDataset;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/// Turns whatever stopped an answer of the API into CKAN's error.
@ControllerAdvice(basePackageClasses = CkanRefusals.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class CkanRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(CkanRefusals.class);

    private final JsonMapper json;
    private final Clock clock;

    CkanRefusals(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    @ExceptionHandler
    void answer(Exception exception, HttpServletRequest request, HttpServletResponse response) throws Exception {
        // What leaves here unhandled makes the server cut the connection: half an answer must not pass for a whole.
        if (response.isCommitted()) throw exception;
        Refused refused = refused(exception);
        response.resetBuffer();
        Allowance.HEADERS.forEach(header -> response.setHeader(header, null));
        response.setStatus(refused.status().value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Instant until = refused.until();
        if (until != null) {
            long seconds = Duration.between(clock.instant(), until).toSeconds();
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
        }
        if (refused.status() == HttpStatus.SERVICE_UNAVAILABLE) response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        if (request.getMethod().equals("HEAD")) return;
        json.writeValue(response.getOutputStream(), Envelope.error(request, refused.error()));
    }

    private static Refused refused(Exception exception) throws IOException {
        Optional<Outage> outage = Outage.in(exception);
        if (outage.isPresent()) return hindered(outage.get(), exception);
        return switch (exception) {
            case Refused refused -> refused;
            case OdsqlException wrong -> Refused.invalid("query", String.valueOf(wrong.getMessage()));
            case NoSuchDataset unknown -> Refused.notFound(Refused.shortened(unknown.id()));
            case AccessRefused refused
            when refused.reason() == Verdict.Reason.SIGN_IN_NEEDED ->
                Refused.unauthorized("Access denied: an API key is needed, as the header Authorization: Apikey <key>.");
            case AccessRefused refused
            when refused.reason() == Verdict.Reason.PURPOSE_NEEDED ->
                Refused.unauthorized(
                        "Access denied: say for what you read these data, in the header Senne-Purpose or the parameter purpose: %s."
                                .formatted(String.join("; ", refused.purposes())));
            case AccessRefused _ -> Refused.unauthorized("Access denied: these data are not for this caller.");
            case TooBusy busy -> unavailable("Too Busy", busy);
            case TooLarge large -> unavailable("Too Large", large);
            case TookTooLong slow ->
                Refused.of(HttpStatus.GATEWAY_TIMEOUT, "Timeout", String.valueOf(slow.getMessage()));
            case ErrorResponse wrong
            when wrong.getStatusCode().is4xxClientError() ->
                Refused.of(
                        HttpStatus.valueOf(wrong.getStatusCode().value()),
                        "Bad request",
                        "The request cannot be understood.");
            // The client went away: nobody is left to be told.
            case IOException gone -> throw gone;
            default -> unexpected(exception);
        };
    }

    private static Refused unavailable(String type, Exception why) {
        return Refused.of(HttpStatus.SERVICE_UNAVAILABLE, type, String.valueOf(why.getMessage()));
    }

    private static Refused hindered(Outage outage, Exception exception) {
        LOG.warn("{}: {}", outage, exception.getMessage());
        return switch (outage) {
            case DISK_FULL ->
                Refused.of(HttpStatus.INSUFFICIENT_STORAGE, "Disk Full", "The server's disk is full. Try again later.");
            case DATABASE_AWAY ->
                Refused.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Unavailable",
                        "The server's database is away. Try again soon.");
        };
    }

    private static Refused unexpected(Exception exception) {
        String incident = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Unexpected failure {}", incident, exception);
        return Refused.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Internal Server Error",
                "The server failed. Its log tells more under number %s.".formatted(incident));
    }
}
