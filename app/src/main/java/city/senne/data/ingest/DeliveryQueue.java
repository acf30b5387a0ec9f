package city.senne.data.ingest;

import city.senne.platform.store.Outage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads deliveries one after another, in the order in which they came, on every node of the installation.
///
/// The queue is the table of deliveries itself. A reader says every second that it lives; what a dead one was reading
/// is read again by another after a minute, or by the same home at its next start at once.
@Component
class DeliveryQueue implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DeliveryQueue.class);

    private final Deliveries deliveries;
    private final LandDelivery landDelivery;
    private final IngestSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Semaphore called = new Semaphore(0);
    private final String reader = readerName();
    private final Set<ReadingProgress> reading = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    DeliveryQueue(
            Deliveries deliveries,
            LandDelivery landDelivery,
            IngestSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.deliveries = deliveries;
        this.landDelivery = landDelivery;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Readers are told apart by machine; a machine's earlier process is dead when a new one starts on the same home.
    private static String readerName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-" + UUID.randomUUID();
        }
    }

    @Override
    public void start() {
        running = true;
        int released = deliveries.release(reader);
        if (released > 0)
            log.info("{} deliveries were being read when the last process ended; reading again", released);
        for (int i = 0; i < settings.readers(); i++) {
            Thread.ofPlatform().name("delivery-reader-" + i).daemon().start(this::readUntilStopped);
        }
    }

    /// There is something to read.
    void call() {
        called.release();
    }

    private void readUntilStopped() {
        while (running) {
            try {
                Optional<Delivery> next = transaction.execute(status -> deliveries.claim(reader, clock.instant()));
                if (next != null && next.isPresent()) {
                    read(next.get());
                } else {
                    boolean _ = called.tryAcquire(1, TimeUnit.SECONDS);
                    called.drainPermits();
                }
            } catch (RuntimeException e) {
                // Whatever it is, the next delivery must find a reader: the database may come back, a disk be emptied.
                if (Outage.in(e).isEmpty()) log.error("The queue of deliveries could not be read; trying again", e);
                else log.warn("The queue of deliveries cannot be read ({}); trying again", e.getMessage());
                pause(1000);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read(Delivery delivery) {
        ReadingProgress progress = new ReadingProgress();
        Thread heart = Thread.ofVirtual().name("delivery-heart").start(() -> beat(delivery, progress));
        reading.add(progress);
        try {
            landDelivery.land(delivery, progress);
        } finally {
            heart.interrupt();
            reading.remove(progress);
        }
    }

    private void beat(Delivery delivery, ReadingProgress progress) {
        try {
            while (true) {
                Thread.sleep(1000);
                if (isCancelled(delivery, progress)) progress.cancel();
            }
        } catch (InterruptedException read) {
            // The delivery has ended.
        }
    }

    private boolean isCancelled(Delivery delivery, ReadingProgress progress) {
        try {
            return deliveries.heartbeat(
                    delivery.id(), progress.share(), progress.rowsRead(), progress.rowsRejected(), clock.instant());
        } catch (RuntimeException e) {
            log.warn("The progress of delivery {} could not be kept ({})", delivery.id(), e.getMessage());
            return false;
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        reading.forEach(ReadingProgress::stop);
        call();
        for (int i = 0; i < 100 && !reading.isEmpty(); i++) pause(100);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
