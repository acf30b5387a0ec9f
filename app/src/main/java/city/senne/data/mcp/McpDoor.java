package city.senne.data.mcp;

import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// The one address at which assistants ask: streamable HTTP without sessions and without streams, so that any node
/// answers any message. There is nothing to listen to (GET) and nothing to end (DELETE).
@RestController
class McpDoor {
    static final String PATH = "/mcp";
    /// As large as a question may be that is posted elsewhere.
    private static final int LARGEST = 1 << 16;

    private static final String VERSION = "MCP-Protocol-Version";

    private final Protocol protocol;
    private final OwnOrigins ownOrigins;
    private final JsonMapper json;

    McpDoor(Protocol protocol, OwnOrigins ownOrigins, JsonMapper json) {
        this.protocol = protocol;
        this.ownOrigins = ownOrigins;
        this.json = json;
    }

    @PostMapping(PATH)
    void post(Viewer viewer, Locale language, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            requireUnderstandable(request);
            Message message = Message.read(body(request));
            switch (message) {
                case Message.Request asked ->
                    write(response, protocol.answer(new Asking(viewer, language, request, response), asked));
                // Nothing that a client tells of itself is kept here, so nothing can be done with it.
                case Message.Notification _ -> response.setStatus(HttpStatus.ACCEPTED.value());
            }
        } catch (BrokenMessage broken) {
            response.setStatus(broken.status().value());
            write(response, broken.answer());
        }
    }

    /// What is known before any of the message is read; throws BrokenMessage.
    private void requireUnderstandable(HttpServletRequest request) {
        if (!ownOrigins.include(request)) {
            throw BrokenMessage.of(HttpStatus.FORBIDDEN, "Pages of other sites may not ask here; programs may.");
        }
        if (!isJson(request.getContentType())) {
            throw BrokenMessage.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Messages are sent as application/json.");
        }
        if (!takesJson(request.getHeader(HttpHeaders.ACCEPT))) {
            throw BrokenMessage.of(
                    HttpStatus.NOT_ACCEPTABLE,
                    "Answers come as application/json: let Accept name application/json and text/event-stream.");
        }
        String version = request.getHeader(VERSION);
        if (version != null && !Protocol.VERSIONS.contains(version.strip())) {
            throw BrokenMessage.of(
                    HttpStatus.BAD_REQUEST,
                    "%s is one of: %s.".formatted(VERSION, String.join(", ", Protocol.VERSIONS)));
        }
    }

    private static boolean isJson(String type) {
        try {
            return type != null && MediaType.APPLICATION_JSON.includes(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException noType) {
            return false;
        }
    }

    private static boolean takesJson(String accepted) {
        if (accepted == null) return true;
        return Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
                .map(type -> type.replaceFirst(";.*", "").strip())
                .anyMatch(
                        type -> type.equals("application/json") || type.equals("application/*") || type.equals("*/*"));
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw BrokenMessage.of(HttpStatus.CONTENT_TOO_LARGE, "A message has at most %d bytes.".formatted(LARGEST));
        }
        return body;
    }

    private void write(HttpServletResponse response, Object answer) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(answer));
    }
}
