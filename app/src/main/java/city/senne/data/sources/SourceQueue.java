package city.senne.data.sources;

import city.senne.data.ingest.OutsideWeb;
import city.senne.platform.store.Outage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads sources when somebody asked or their time has come, on every node of the installation, a few at once.
///
/// The queue is the table of runs itself. What a dead node was reading is read on by another after a minute.
@Component
class SourceQueue implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SourceQueue.class);
    private static final int READERS = 2;
    private static final String SCHEDULE = "";

    private final Sources sources;
    private final Runs runs;
    private final ReadSource readSource;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Semaphore called = new Semaphore(0);
    private final List<Thread> workers = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    SourceQueue(Sources sources, Runs runs, ReadSource readSource, TransactionTemplate transaction, Clock clock) {
        this.sources = sources;
        this.runs = runs;
        this.readSource = readSource;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        for (int i = 0; i < READERS; i++) {
            workers.add(Thread.ofPlatform().name("source-reader-" + i).daemon().start(this::workUntilStopped));
        }
    }

    /// There is something to read.
    void call() {
        called.release();
    }

    /// Orders what is due. While a source is still being read its next time is passed over.
    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void orderDue() {
        try {
            transaction.executeWithoutResult(_ -> {
                Instant now = clock.instant();
                for (Source source : sources.lockDue(now)) {
                    runs.add(source.id(), false, SCHEDULE, now);
                    sources.setDue(
                            source.id(),
                            Schedule.next(source.schedule(), source.zone(), now).orElse(null));
                }
            });
        } catch (RuntimeException e) {
            if (Outage.in(e).isEmpty()) log.error("The sources that are due could not be found; trying again", e);
            else log.warn("The sources that are due cannot be found ({}); trying again", e.getMessage());
        }
    }

    private void workUntilStopped() {
        while (running) {
            try {
                Optional<Run> next = transaction.execute(_ -> runs.claim(clock.instant()));
                if (next != null && next.isPresent()) {
                    read(next.get());
                } else {
                    boolean _ = called.tryAcquire(1, TimeUnit.SECONDS);
                    called.drainPermits();
                }
            } catch (RuntimeException e) {
                if (Outage.in(e).isEmpty()) log.error("The queue of sources could not be read; trying again", e);
                else log.warn("The queue of sources cannot be read ({}); trying again", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read(Run run) throws InterruptedException {
        Source source = sources.find(run.source()).orElse(null);
        if (source == null) return;
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Thread.ofVirtual().name("source-heart").start(() -> beat(run, stopped, ended));
        try {
            readSource.read(run, source, () -> stopped.get() || !running);
        } catch (OutsideWeb.BrokenOff e) {
            if (!stopped.get()) runs.release(run.id());
            log.info("The source {} was not read to its end", source.name());
        } catch (RuntimeException e) {
            if (Outage.in(e).isPresent()) throw e; // read on by whoever finds it silent
            log.error("The source {} could not be read", source.name(), e);
            runs.end(run.id(), Run.State.FAILED, Note.of("fault", run.id()), clock.instant());
        } finally {
            ended.countDown();
        }
    }

    /// Not ended by an interrupt, which would cut the database's connection in the middle of a question.
    private void beat(Run run, AtomicBoolean stopped, CountDownLatch ended) {
        try {
            while (!ended.await(2, TimeUnit.SECONDS)) {
                try {
                    if (!runs.beat(run.id(), clock.instant())) stopped.set(true);
                } catch (RuntimeException e) {
                    log.warn("That run {} goes on could not be kept ({})", run.id(), e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        called.release(READERS);
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
