package city.senne.data.usage;

import city.senne.data.catalog.DatasetId;
import city.senne.platform.web.CallerAddress;
import city.senne.trust.identity.CurrentViewer;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/// Stands before every door of the API: lets callers in who have not used up an allowance, and counts how each call
/// ended.
@Component
class CountCalls implements HandlerInterceptor {
    private static final int TOO_MANY = 10002;

    private final Quotas quotas;
    private final DatasetCalls datasetCalls;
    private final UsageCounts counts;
    private final JsonMapper json;
    private final Clock clock;

    CountCalls(Quotas quotas, DatasetCalls datasetCalls, UsageCounts counts, JsonMapper json, Clock clock) {
        this.quotas = quotas;
        this.datasetCalls = datasetCalls;
        this.counts = counts;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!isCall(request)) return true;
        Viewer viewer = CurrentViewer.viewer();
        String address = CallerAddress.of(request);
        Allowance allowance = quotas.use(viewer, address, DatasetCalls.isFromOurPage(request));
        if (allowance.isSpent()) {
            counts.count(call(request, "", HttpStatus.TOO_MANY_REQUESTS.value()));
            refuse(request, response, allowance, "domain");
            return false;
        }
        String dataset = dataset(request);
        Optional<Allowance> spent = datasetCalls.findSpent(viewer, dataset, request, response);
        if (spent.isPresent()) {
            counts.count(call(request, dataset, HttpStatus.TOO_MANY_REQUESTS.value()));
            refuse(request, response, spent.get(), "dataset");
            return false;
        }
        allowance.tell(response);
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (!isCall(request) || request.getMethod().equals("HEAD")) return;
        int status = failure != null && response.getStatus() < 400 ? Call.BROKEN_OFF : response.getStatus();
        // What is not there must not fill the counts with whatever somebody asks for.
        String dataset = status == HttpStatus.NOT_FOUND.value() ? "" : dataset(request);
        counts.count(call(request, dataset, status));
        if (status < 400 && !dataset.isEmpty()) countFields(request, dataset);
    }

    private void countFields(HttpServletRequest request, String dataset) {
        Set<String> fields = CallFields.of(request);
        if (fields.isEmpty()) return;
        Viewer viewer = CurrentViewer.viewer();
        boolean isKey = viewer instanceof Viewer.Machine;
        UUID caller = viewer instanceof Viewer.Machine machine
                ? machine.keyId()
                : quotas.callerOf(viewer, CallerAddress.of(request), dataset);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        fields.forEach(field -> counts.count(new FieldCall(today, dataset, field, caller, isKey)));
    }

    private static boolean isCall(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST;
    }

    private Call call(HttpServletRequest request, String dataset, int status) {
        String pattern = Objects.toString(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), "");
        CallKind kind = CallKind.of(pattern);
        String format = kind.isExport() && status < 300 ? kind.format(named(request)) : "";
        return new Call(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), dataset, kind.name(), format, status);
    }

    private static String dataset(HttpServletRequest request) {
        String asked =
                DatasetCalls.named(request).orElseGet(() -> variables(request).get("id"));
        // Asking for a parameter would read the body of a question that is posted.
        if (asked == null && !request.getMethod().equals("POST")) asked = request.getParameter("dataset");
        return DatasetId.parse(Objects.requireNonNullElse(asked, ""))
                .map(DatasetId::value)
                .orElse("");
    }

    /// The parts of the address by their names, and the format that old downloads name in a parameter.
    private static Map<String, String> named(HttpServletRequest request) {
        Map<String, String> named = new HashMap<>(variables(request));
        String format = request.getParameter("format");
        if (format != null && !format.isEmpty()) named.putIfAbsent("format", format);
        return named;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> variables(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? (Map<String, String>) variables
                : Map.of();
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Allowance allowance, String of)
            throws IOException {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        long seconds = Duration.between(clock.instant(), allowance.reset()).toSeconds();
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        if (request.getMethod().equals("HEAD")) return;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("errorcode", TOO_MANY);
        body.put("reset_time", allowance.reset().truncatedTo(ChronoUnit.SECONDS).toString());
        body.put("limit_time_unit", "day");
        body.put("call_limit", allowance.limit());
        body.put("error", "Too many requests on the %s. Please contact the domain administrator.".formatted(of));
        json.writeValue(response.getOutputStream(), body);
    }
}
