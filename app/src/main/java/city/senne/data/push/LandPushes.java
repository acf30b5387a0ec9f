package city.senne.data.push;

import city.senne.data.catalog.Catalog;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetErased;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.UpdateMode;
import city.senne.data.ingest.Delivery;
import city.senne.data.ingest.DeliveryDesk;
import city.senne.data.ingest.DeliveryQueue;
import city.senne.data.ingest.Instructions;
import city.senne.data.ingest.ReceiveDelivery;
import city.senne.data.ingest.TryRows;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.platform.store.Outage;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.PushKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes one delivery of all rows that were pushed to a dataset within some seconds. In one transaction the delivery is
/// in the queue and its rows wait no longer: whatever is killed, each row is in one of them.
@Component
class LandPushes {
    private static final Logger log = LoggerFactory.getLogger(LandPushes.class);
    private static final long MOST_BYTES = 32 << 20;
    private static final double ALL = 1;
    private static final UUID SEVERAL = new UUID(0, 0);

    private final Pushes pushes;
    private final PushKeys keys;
    private final Catalog catalog;
    private final ReceiveDelivery receiveDelivery;
    private final DeliveryDesk desk;
    private final DeliveryQueue queue;
    private final PushSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LandPushes(
            Pushes pushes,
            PushKeys keys,
            Catalog catalog,
            ReceiveDelivery receiveDelivery,
            DeliveryDesk desk,
            DeliveryQueue queue,
            PushSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.pushes = pushes;
        this.keys = keys;
        this.catalog = catalog;
        this.receiveDelivery = receiveDelivery;
        this.desk = desk;
        this.queue = queue;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 2, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void land() {
        try {
            for (DatasetId dataset : pushes.listWaiting(clock.instant().minus(settings.every()))) land(dataset);
        } catch (RuntimeException e) {
            if (Outage.in(e).isEmpty()) log.error("Pushed rows could not be gathered; trying again", e);
            else log.warn("Pushed rows cannot be gathered ({}); trying again", e.getMessage());
        }
    }

    private void land(DatasetId id) {
        transaction.executeWithoutResult(_ -> {
            // One that is being read would only be followed by a queue of small ones.
            if (!pushes.lock(id) || desk.hasWaiting(id)) return;
            // While a dataset is deleted its rows wait: it may be restored.
            Optional<Dataset> dataset = catalog.find(new Viewer.Operator(), id.value());
            dataset.ifPresent(this::deliver);
        });
        queue.call();
    }

    private void deliver(Dataset dataset) {
        List<Pushes.Push> waiting = pushes.list(dataset.id(), MOST_BYTES);
        if (waiting.isEmpty()) return;
        byte[] rows = waiting.stream()
                .map(Pushes.Push::rows)
                .collect(Collectors.joining(",\n", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
        var incoming = new ReceiveDelivery.Incoming(
                "push.json", Delivery.PUSHED + "1.0/" + dataset.id(), rows.length, new ByteArrayInputStream(rows));
        try {
            receiveDelivery.receive(
                    pusher(dataset, waiting),
                    incoming,
                    instructions(dataset, waiting.getFirst().removes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pushes.delete(waiting.stream().map(Pushes.Push::id).toList());
    }

    private static Viewer pusher(Dataset dataset, List<Pushes.Push> waiting) {
        String names =
                waiting.stream().map(Pushes.Push::pushedBy).distinct().limit(3).collect(Collectors.joining(", "));
        return new Viewer.Pusher(SEVERAL, names, dataset.id().value(), null);
    }

    /// A row that the dataset has no place for any more, since it changed, is kept among the rejected ones.
    private static Instructions instructions(Dataset dataset, boolean removes) {
        boolean hasKey = !dataset.current().schema().key().isEmpty();
        return new Instructions(
                dataset.id(),
                Instructions.NONE.about(),
                removes ? UpdateMode.REMOVE : hasKey ? UpdateMode.UPSERT : UpdateMode.APPEND,
                null,
                ALL,
                ReadingOptions.NONE,
                Map.of(),
                TryRows.OF_FILES,
                null);
    }

    @EventListener
    void forget(DatasetErased erased) {
        pushes.forget(erased.dataset());
        keys.forget(erased.dataset().value());
    }
}
