package city.senne.data.explore.api;

import city.senne.data.query.Cursor;
import java.util.List;
import org.springframework.http.HttpStatus;

/// A request that is not answered, in the words that clients of the API know.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String code;
    private final transient List<String> purposes;

    Refusal(HttpStatus status, String code, String message) {
        this(status, code, message, List.of());
    }

    private Refusal(HttpStatus status, String code, String message, List<String> purposes) {
        super(message);
        this.status = status;
        this.code = code;
        this.purposes = purposes;
    }

    /// @param purposes of which saying one would open it
    static Refusal purposeNeeded(List<String> purposes) {
        return new Refusal(
                HttpStatus.FORBIDDEN,
                "PurposeNeeded",
                "Say for what you read these data, in the header Senne-Purpose or the parameter purpose: %s."
                        .formatted(String.join("; ", purposes)),
                purposes);
    }

    static Refusal foreignCursor() {
        return parameter("The cursor is none of this question. Follow the links named next as they are given,"
                + " or begin anew with cursor=" + Cursor.START + ".");
    }

    static Refusal onlyRecordsAreWalked() {
        return parameter(
                "A cursor walks through records in the order of single values. Groups, aggregates, joins and what limit_per"
                        + " keeps are read by limit and offset, or all at once as an export.");
    }

    static Refusal parameter(String message) {
        return new Refusal(HttpStatus.BAD_REQUEST, "InvalidRESTParameterError", message);
    }

    /// @param expected such as `true or false`
    static Refusal parameter(String name, String value, String expected) {
        return parameter("Invalid value for %s API parameter: %s was found but %s is expected."
                .formatted(name, shortened(value), expected));
    }

    static Refusal noDataset(String id) {
        return resource("The requested dataset %s does not exist.".formatted(shortened(id)));
    }

    static Refusal resource(String message) {
        return new Refusal(HttpStatus.NOT_FOUND, "NotFoundResource", message);
    }

    static Refusal uri() {
        return new Refusal(HttpStatus.NOT_FOUND, "NotFoundURI", "The requested URI does not exist.");
    }

    /// Nobody needs a page of her own text back.
    static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    HttpStatus status() {
        return status;
    }

    ErrorBody body() {
        return new ErrorBody(code, String.valueOf(getMessage()), purposes.isEmpty() ? null : purposes);
    }
}
