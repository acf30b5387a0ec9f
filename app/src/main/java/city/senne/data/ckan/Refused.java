package city.senne.data.ckan;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// A question that is not answered, in the words that clients of CKAN know.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 200;

    private final HttpStatus status;
    private final String type;
    /// The argument at fault; empty where it is none.
    private final String argument;

    private final transient @Nullable Instant until;

    private Refused(HttpStatus status, String type, String argument, String message, @Nullable Instant until) {
        super(message);
        this.status = status;
        this.type = type;
        this.argument = argument;
        this.until = until;
    }

    static Refused of(HttpStatus status, String type, String message) {
        return new Refused(status, type, "", message, null);
    }

    static Refused notFound(String what) {
        return of(HttpStatus.NOT_FOUND, "Not Found Error", "Not found: " + what);
    }

    static Refused unauthorized(String message) {
        return of(HttpStatus.FORBIDDEN, "Authorization Error", message);
    }

    /// @param argument at fault
    static Refused invalid(String argument, String message) {
        return new Refused(HttpStatus.CONFLICT, "Validation Error", argument, message, null);
    }

    static Refused missing(String argument) {
        return invalid(argument, "Missing value");
    }

    /// @param until when calls are answered again
    static Refused tooMany(Instant until) {
        return new Refused(
                HttpStatus.TOO_MANY_REQUESTS,
                "Too Many Requests",
                "",
                "Too many calls of this dataset today; they are answered again from %s on.".formatted(until),
                until);
    }

    /// Nobody needs a page of her own text back.
    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    HttpStatus status() {
        return status;
    }

    @Nullable
    Instant until() {
        return until;
    }

    Map<String, Object> error() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("__type", type);
        error.put("message", String.valueOf(getMessage()));
        // Callers name arguments as they like; none takes the place of these two.
        if (!argument.isEmpty()) error.putIfAbsent(argument, List.of(String.valueOf(getMessage())));
        return error;
    }
}
