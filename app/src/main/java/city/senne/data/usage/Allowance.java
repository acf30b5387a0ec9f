package city.senne.data.usage;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// What a caller may still ask today.
///
/// @param limit calls per day, 0 when there is none
/// @param used including the present call, unless it is one too many
/// @param reset when the next day begins
public record Allowance(long limit, long used, boolean isSpent, Instant reset) {
    private static final String LIMIT = "X-RateLimit-Limit";
    private static final String REMAINING = "X-RateLimit-Remaining";
    private static final String RESET = "X-RateLimit-Reset";

    /// Answers that are errors do without them.
    public static final List<String> HEADERS = List.of(LIMIT, REMAINING, RESET);

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss'+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    void tell(HttpServletResponse response) {
        if (limit == 0) return;
        response.setHeader(LIMIT, Long.toString(limit));
        response.setHeader(REMAINING, Long.toString(Math.max(0, limit - used)));
        response.setHeader(RESET, TEXT.format(reset));
    }
}
