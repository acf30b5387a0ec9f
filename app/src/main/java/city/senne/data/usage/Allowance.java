package city.senne.data.usage;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a caller may still ask today, of the portal or of one dataset.
///
/// @param limit calls per day, 0 when there is none
/// @param used including the present call, unless it is one too many
/// @param reset when the next day begins
public record Allowance(long limit, long used, boolean isSpent, Instant reset) {
    private static final String OF_PORTAL = "X-RateLimit-";
    private static final String OF_DATASET = "X-RateLimit-dataset-";
    private static final String LIMIT = "Limit";
    private static final String REMAINING = "Remaining";
    private static final String RESET = "Reset";

    /// Answers that are errors do without them.
    public static final List<String> HEADERS = Stream.of(OF_PORTAL, OF_DATASET)
            .flatMap(of -> Stream.of(of + LIMIT, of + REMAINING, of + RESET))
            .toList();

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss'+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    void tell(HttpServletResponse response) {
        tell(response, OF_PORTAL);
    }

    void tellOfDataset(HttpServletResponse response) {
        tell(response, OF_DATASET);
    }

    private void tell(HttpServletResponse response, String of) {
        if (limit == 0) return;
        response.setHeader(of + LIMIT, Long.toString(limit));
        response.setHeader(of + REMAINING, Long.toString(Math.max(0, limit - used)));
        response.setHeader(of + RESET, TEXT.format(reset));
    }
}
