package city.senne.trust.journal;

import city.senne.engine.merkle.GrowingTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Signs the head of the journal from time to time when it grew, and when the program ends, and writes it to the second
/// place that the operator named.
@Component
class SignHeads implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SignHeads.class);

    private final JournalRows rows;
    private final Heads heads;
    private final HeadKey key;
    private final JournalSettings settings;
    private final Clock clock;
    private volatile boolean running;
    private volatile boolean fails;

    SignHeads(JournalRows rows, Heads heads, HeadKey key, JournalSettings settings, Clock clock) {
        this.rows = rows;
        this.heads = heads;
        this.key = key;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void signWhenDue() {
        Instant due = clock.instant().minus(settings.signEvery());
        try {
            Optional<TreeHead> last = heads.findLast();
            if (last.isEmpty() || last.get().at().isBefore(due)) sign();
            if (fails) log.info("The head of the journal is signed and written out again");
            fails = false;
        } catch (RuntimeException | IOException e) {
            if (!fails)
                log.warn("The head of the journal cannot be signed and written out ({}); trying again", e.toString());
            fails = true;
        }
    }

    /// The last one that was signed; when there is none yet, the first.
    TreeHead newest() throws IOException {
        Optional<TreeHead> last = heads.findLast();
        return last.isPresent() ? last.get() : sign();
    }

    /// The head as it is now, signed.
    synchronized TreeHead sign() throws IOException {
        GrowingTree tree = rows.tree();
        Optional<TreeHead> last = heads.findLast();
        TreeHead head = last.filter(known -> known.size() == tree.size()).orElseGet(() -> signed(tree));
        writeOut();
        return head;
    }

    private TreeHead signed(GrowingTree tree) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        byte[] text = TreeHead.text(tree.size(), tree.root(), now).getBytes(StandardCharsets.UTF_8);
        TreeHead head = new TreeHead(tree.size(), tree.root(), now, key.publicKey(), key.sign(text));
        heads.add(head);
        return head;
    }

    /// A head that could not be written now is written with the next one.
    private void writeOut() throws IOException {
        Path file = settings.heads();
        if (file == null) return;
        for (TreeHead head : heads.listNotWrittenOut()) {
            Files.writeString(
                    file,
                    head.line() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
            heads.wroteOut(head);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            sign();
        } catch (RuntimeException | IOException e) {
            log.warn("The last head of the journal is not signed ({}); the next start does it", e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// After all that tells something at its end.
    @Override
    public int getPhase() {
        return -1;
    }
}
