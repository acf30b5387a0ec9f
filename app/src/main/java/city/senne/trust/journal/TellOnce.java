package city.senne.trust.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells the journal once in some minutes of what is done again and again.
@Component
class TellOnce {
    private static final Duration ONCE_IN = Duration.ofMinutes(10);

    private final TellTogether tellTogether;
    private final Cache<List<?>, Boolean> told =
            Caffeine.newBuilder().expireAfterWrite(ONCE_IN).maximumSize(100_000).build();

    TellOnce(TellTogether tellTogether) {
        this.tellTogether = tellTogether;
    }

    /// Returns when it is there for good, be it told now or minutes ago; throws DataAccessException or
    /// TransactionException when it cannot be.
    ///
    /// @param same what entries have in common of which one is enough
    void tell(List<?> same, Entry entry) {
        var unused = told.get(same, _ -> {
            tellTogether.tell(List.of(entry));
            return true;
        });
    }
}
