package city.senne.trust.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells the journal what belongs to no transaction. Many who tell at the same time share one commit: whoever comes
/// first writes for all who wait.
@Component
class TellTogether {
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final ReentrantLock writing = new ReentrantLock();
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    private record Waiting(List<Entry> entries, CompletableFuture<Void> told) {}

    TellTogether(Journal journal, PlatformTransactionManager transactions) {
        this.journal = journal;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /// Returns when they are there for good; throws DataAccessException or TransactionException when they cannot be.
    void tell(List<Entry> entries) {
        if (entries.isEmpty()) return;
        Waiting mine = new Waiting(entries, new CompletableFuture<>());
        waiting.add(mine);
        writing.lock();
        try {
            if (!mine.told.isDone()) tellAll();
        } finally {
            writing.unlock();
        }
        try {
            mine.told.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) throw cause;
            throw failed;
        }
    }

    private void tellAll() {
        List<Waiting> all = new ArrayList<>();
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) all.add(next);
        try {
            transaction.executeWithoutResult(_ -> all.forEach(each -> each.entries.forEach(journal::record)));
            all.forEach(each -> each.told.complete(null));
        } catch (RuntimeException | Error failure) {
            all.forEach(each -> each.told.completeExceptionally(failure));
        }
    }
}
