package city.senne.data.ingest;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.SourceRow;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A delivery as programs see it, its reasons in the reader's words.
public record DeliveryView(
        UUID id,
        String dataset,
        @JsonProperty("file_name") String fileName,
        String state,
        double progress,
        @JsonProperty("rows_read") long rowsRead,
        @JsonProperty("rows_rejected") long rowsRejected,
        @Nullable Integer version,
        @Nullable Said refusal,
        @Nullable Held hold,
        List<Decided> decisions,
        List<Found> findings,
        Instant created,
        @Nullable Instant finished,
        Links links) {

    public record Said(String code, String text) {}

    public record Decided(String aspect, @Nullable String column, String value, String reason, boolean chosen) {}

    public record Found(@Nullable String column, @Nullable String value, String reason) {}

    /// What would go, and somebody must decide about, or decided.
    public record Held(
            @JsonProperty("rows_before") long rowsBefore,
            @JsonProperty("rows_after") long rowsAfter,
            @JsonProperty("fields_gone") List<String> fieldsGone,
            @JsonProperty("fields_changed") List<Hold.Changed> fieldsChanged) {
        static @Nullable Held of(@Nullable Hold hold) {
            return hold == null ? null : new Held(hold.rowsBefore(), hold.rowsAfter(), hold.gone(), hold.changed());
        }
    }

    /// Addresses on this server.
    public record Links(String self, String page, String rejected, String dataset, String api) {}

    public static DeliveryView of(Delivery delivery, Locale locale) {
        String self = "/api/deliveries/" + delivery.id();
        String dataset = delivery.dataset().value();
        Reason refusal = delivery.refusal();
        return new DeliveryView(
                delivery.id(),
                dataset,
                delivery.fileName(),
                delivery.state().apiName(),
                delivery.progress(),
                delivery.rowsRead(),
                delivery.rowsRejected(),
                delivery.version(),
                refusal == null ? null : new Said(refusal.code(), refusal.text(locale)),
                Held.of(delivery.hold()),
                delivery.decisions().stream()
                        .map(decision -> decided(decision, locale))
                        .toList(),
                delivery.findings().stream()
                        .map(finding -> found(finding, locale))
                        .toList(),
                delivery.created(),
                delivery.finished(),
                new Links(
                        self,
                        "/deliveries/" + delivery.id(),
                        self + "/rejected.csv",
                        "/datasets/" + dataset,
                        "/api/explore/v2.1/catalog/datasets/" + dataset));
    }

    private static Decided decided(Decision decision, Locale locale) {
        return new Decided(
                decision.aspect().name().toLowerCase(Locale.ROOT),
                decision.column(),
                decision.value(),
                decision.reason().text(locale),
                decision.chosen());
    }

    private static Found found(SourceRow.Problem finding, Locale locale) {
        return new Found(finding.column(), finding.value(), finding.reason().text(locale));
    }
}
