package city.senne.data.ckan;

import city.senne.platform.web.AskedAddress;
import city.senne.trust.identity.CurrentViewer;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// What every answer of the API is put into.
final class Envelope {
    static final String LATEST = "/api/3/action";
    static final String UNVERSIONED = "/api/action";

    private Envelope() {}

    /// @param result null where there is none to tell
    static ResponseEntity<Map<String, @Nullable Object>> answer(HttpServletRequest request, @Nullable Object result) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("help", help(request));
        body.put("success", true);
        body.put("result", result);
        boolean forAll = CurrentViewer.viewer() instanceof Viewer.Anonymous;
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, forAll ? "no-cache" : "private, no-store")
                .header(HttpHeaders.VARY, "Authorization, Cookie, Host")
                .body(body);
    }

    static Map<String, Object> error(HttpServletRequest request, Map<String, Object> error) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("help", help(request));
        body.put("success", false);
        body.put("error", error);
        return body;
    }

    static boolean isAsked(HttpServletRequest request) {
        String path = path(request);
        return path.startsWith(LATEST + "/") || path.startsWith(UNVERSIONED + "/");
    }

    /// What was asked for, also while an error is written.
    static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? uri
                : request.getRequestURI();
    }

    /// Where it is told what was asked for.
    private static String help(HttpServletRequest request) {
        String path = path(request);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return AskedAddress.origin(request) + LATEST + "/help_show?name="
                + Action.find(name).map(Action::key).orElse("");
    }
}
