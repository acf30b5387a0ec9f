package city.senne.data.mcp;

import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// What was sent is no message of the protocol, or may not be sent here.
final class BrokenMessage extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final int code;

    private BrokenMessage(HttpStatus status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static BrokenMessage of(HttpStatus status, String message) {
        return new BrokenMessage(status, ErrorCodes.INVALID_REQUEST, message);
    }

    static BrokenMessage invalid(String message) {
        return of(HttpStatus.BAD_REQUEST, message);
    }

    static BrokenMessage unreadable() {
        return new BrokenMessage(HttpStatus.BAD_REQUEST, ErrorCodes.PARSE_ERROR, "The message cannot be read as JSON.");
    }

    HttpStatus status() {
        return status;
    }

    Map<String, Object> answer() {
        return answer(null, code, String.valueOf(getMessage()));
    }

    /// @param id of the request, null when nobody knows it: the protocol leaves it out then
    static Map<String, Object> answer(@Nullable Object id, int code, String message) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("jsonrpc", "2.0");
        if (id != null) answer.put("id", id);
        answer.put("error", Map.of("code", code, "message", message));
        return answer;
    }
}
