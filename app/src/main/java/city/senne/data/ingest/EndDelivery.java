package city.senne.data.ingest;

import city.senne.engine.delivery.Reason;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A delivery comes to its end, whatever became of it.
@Component
class EndDelivery {
    private final Deliveries deliveries;
    private final Journal journal;
    private final HeldDeliveries held;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EndDelivery(
            Deliveries deliveries,
            Journal journal,
            HeldDeliveries held,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deliveries = deliveries;
        this.journal = journal;
        this.held = held;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void end(Delivery delivery, Deliveries.Outcome outcome) {
        deliveries.finish(delivery.id(), outcome, clock.instant());
        switch (outcome.state()) {
            case LANDED -> {
                tell(Kind.DELIVERY_LANDED, delivery, outcome);
                overtake(delivery);
            }
            case UNCHANGED -> {
                tell(Kind.DELIVERY_UNCHANGED, delivery, outcome);
                overtake(delivery);
            }
            case HELD -> {
                tell(Kind.DELIVERY_HELD, delivery, outcome);
                overtake(delivery);
                events.publishEvent(new DeliveryHeld(delivery, Objects.requireNonNull(outcome.hold())));
            }
            case REFUSED -> tell(Kind.DELIVERY_REFUSED, delivery, outcome);
            // Who asked for it told so.
            case CANCELLED, QUEUED, READING -> {}
        }
    }

    private void overtake(Delivery by) {
        Reason reason = Reason.of("delivery.overtaken");
        for (UUID overtaken : held.overtake(by.dataset(), by.id(), reason, clock.instant())) {
            journal.record(Entry.ofSenne(Kind.DELIVERY_REFUSED, by.createdBy())
                    .about(by.dataset().value())
                    .with("delivery", overtaken)
                    .with("reason", reason.code()));
        }
    }

    private void tell(Kind kind, Delivery delivery, Deliveries.Outcome outcome) {
        Entry entry = delivery.in(Entry.ofSenne(kind, delivery.createdBy()))
                .with("rows", outcome.rowsRead())
                .with("rejected", outcome.rowsRejected());
        if (outcome.version() != null) entry = entry.with("version", outcome.version());
        Hold hold = outcome.hold();
        if (hold != null) {
            entry = entry.with("before", hold.rowsBefore())
                    .with("after", hold.rowsAfter())
                    .with("fields", hold.gone().size() + hold.changed().size());
        }
        if (outcome.refusal() != null)
            entry = entry.with("reason", outcome.refusal().code());
        journal.record(entry);
    }
}
