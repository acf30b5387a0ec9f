package city.senne.data.ingest;

import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A delivery comes to its end, whatever became of it.
@Component
class EndDelivery {
    private final Deliveries deliveries;
    private final Journal journal;
    private final Clock clock;

    EndDelivery(Deliveries deliveries, Journal journal, Clock clock) {
        this.deliveries = deliveries;
        this.journal = journal;
        this.clock = clock;
    }

    @Transactional
    void end(Delivery delivery, Deliveries.Outcome outcome) {
        deliveries.finish(delivery.id(), outcome, clock.instant());
        switch (outcome.state()) {
            case LANDED -> tell(Kind.DELIVERY_LANDED, delivery, outcome);
            case UNCHANGED -> tell(Kind.DELIVERY_UNCHANGED, delivery, outcome);
            case REFUSED -> tell(Kind.DELIVERY_REFUSED, delivery, outcome);
            // Who asked for it told so.
            case CANCELLED, QUEUED, READING -> {}
        }
    }

    private void tell(Kind kind, Delivery delivery, Deliveries.Outcome outcome) {
        Entry entry = delivery.in(Entry.ofSenne(kind, delivery.createdBy()))
                .with("rows", outcome.rowsRead())
                .with("rejected", outcome.rowsRejected());
        if (outcome.version() != null) entry = entry.with("version", outcome.version());
        if (outcome.refusal() != null)
            entry = entry.with("reason", outcome.refusal().code());
        journal.record(entry);
    }
}
