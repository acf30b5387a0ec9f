package city.senne.data.ingest;

import city.senne.data.ingest.Deliveries.Step;
import city.senne.platform.store.Outage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Fetches and reads deliveries one after another, in the order in which they came, on every node of the installation.
///
/// The queue is the table of deliveries itself. A reader says every second that it lives; what a dead one was reading
/// is read again by another after a minute, or by the same home at its next start at once.
@Component
public class DeliveryQueue implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DeliveryQueue.class);

    private final Deliveries deliveries;
    private final FetchFile fetchFile;
    private final LandDelivery landDelivery;
    private final IngestSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<Step, Semaphore> called = Map.of(Step.FETCH, new Semaphore(0), Step.READ, new Semaphore(0));
    private final String reader = readerName();
    private final Set<ReadingProgress> reading = ConcurrentHashMap.newKeySet();
    private final List<Thread> workers = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    DeliveryQueue(
            Deliveries deliveries,
            FetchFile fetchFile,
            LandDelivery landDelivery,
            IngestSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.deliveries = deliveries;
        this.fetchFile = fetchFile;
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
            begin("delivery-reader-" + i, Step.READ);
        }
        for (int i = 0; i < settings.fetchers(); i++) {
            begin("delivery-fetcher-" + i, Step.FETCH);
        }
    }

    private void begin(String name, Step step) {
        workers.add(Thread.ofPlatform().name(name).daemon().start(() -> workUntilStopped(step)));
    }

    /// There is something to fetch or to read.
    public void call() {
        called.values().forEach(Semaphore::release);
    }

    private void workUntilStopped(Step step) {
        while (running) {
            try {
                Optional<Delivery> next =
                        transaction.execute(status -> deliveries.claim(reader, step, clock.instant()));
                if (next != null && next.isPresent()) {
                    work(step, next.get());
                } else {
                    Semaphore calls = Objects.requireNonNull(called.get(step));
                    boolean _ = calls.tryAcquire(1, TimeUnit.SECONDS);
                    calls.drainPermits();
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

    private void work(Step step, Delivery delivery) {
        ReadingProgress progress = new ReadingProgress();
        CountDownLatch ended = new CountDownLatch(1);
        Thread.ofVirtual().name("delivery-heart").start(() -> beat(delivery, progress, ended));
        reading.add(progress);
        if (!running) progress.stop();
        try {
            switch (step) {
                case FETCH -> fetchFile.fetch(delivery, progress);
                case READ -> landDelivery.land(delivery, progress);
            }
        } finally {
            ended.countDown();
            reading.remove(progress);
            if (step == Step.FETCH) call();
        }
    }

    /// Not ended by an interrupt, which would cut the database's connection in the middle of a question.
    private void beat(Delivery delivery, ReadingProgress progress, CountDownLatch ended) {
        try {
            while (!ended.await(1, TimeUnit.SECONDS)) {
                if (isCancelled(delivery, progress)) progress.cancel();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isCancelled(Delivery delivery, ReadingProgress progress) {
        try {
            if (delivery.awaitsFile()) deliveries.countBytes(delivery.id(), progress.bytesFetched());
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

    /// Answers when no worker uses the database any more, whose connections are closed next; after ten seconds at most.
    @Override
    public void stop() {
        running = false;
        reading.forEach(ReadingProgress::stop);
        call();
        Instant latest = Instant.now().plusSeconds(10);
        for (Thread worker : workers) {
            try {
                boolean _ = worker.join(Duration.between(Instant.now(), latest));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        workers.removeIf(worker -> !worker.isAlive());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
