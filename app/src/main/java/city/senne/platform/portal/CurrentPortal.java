package city.senne.platform.portal;

import city.senne.platform.i18n.Languages;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// How the portal is set up now. Kept in memory; whether another node changed it is asked at most four times a second.
/// While the database is away the last known holds.
@Component
public class CurrentPortal implements Languages.Offer {
    private static final long FRESH = Duration.ofMillis(250).toNanos();
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final Portals portals;
    private final Portal initial;
    private final AtomicLong askedAt = new AtomicLong(System.nanoTime() - FRESH);
    private volatile Kept known;

    CurrentPortal(Portals portals, FirstPortal first) {
        this.portals = portals;
        this.initial = first.portal();
        this.known = new Kept(0, initial);
    }

    /// @param revision counts the changes; 0 before the first
    public record Kept(int revision, Portal portal) {}

    public Portal portal() {
        return kept().portal();
    }

    @Override
    public Languages languages() {
        return portal().languages();
    }

    public Kept kept() {
        long asked = askedAt.get();
        long now = System.nanoTime();
        if (now - asked >= FRESH && askedAt.compareAndSet(asked, now)) {
            try {
                refresh();
            } catch (DataAccessException | TransactionException away) {
                // Pages that need the database say so themselves; the others go on as they were, without waiting for
                // it.
                askedAt.set(System.nanoTime() + PAUSE);
            }
        }
        return known;
    }

    private void refresh() {
        int revision = portals.revision();
        if (revision != known.revision()) {
            known = new Kept(revision, revision == 0 ? initial : portals.portal(revision));
        }
    }

    /// Sets the portal up anew; false, and nothing is kept, when somebody else did since that revision.
    ///
    /// @param revision that the new one was made from
    /// @param who did it
    /// @param logo when it is a new one
    public boolean keep(int revision, Portal portal, String who, Logo.@Nullable File logo) {
        boolean kept = portals.add(revision + 1, portal, who, logo);
        refresh();
        return kept;
    }
}
