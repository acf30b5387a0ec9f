package city.senne.data.ogc;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Documents as answers: what they tell depends on who asks, in which language, and at which address.
final class Told {
    private Told() {}

    static ResponseEntity<Map<String, Object>> json(Map<String, Object> document) {
        return as(MediaType.APPLICATION_JSON, document);
    }

    static ResponseEntity<Map<String, Object>> as(MediaType type, Map<String, Object> document) {
        return as(type, document, _ -> {});
    }

    /// @param more headers of its own
    static <T extends @Nullable Object> ResponseEntity<Map<String, T>> as(
            MediaType type, Map<String, T> document, Consumer<HttpHeaders> more) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, "Accept, Accept-Language, Authorization, Cookie, Host")
                .headers(more)
                .body(document);
    }
}
