package city.senne.trust.identity;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Slows down whoever guesses passwords or links: a few attempts at once, then one now and then; counted for each
/// address and for each login, so that neither many addresses nor many logins help.
@Component
class Attempts {
    private static final int ALLOWED = 10;
    private static final Duration RENEWED = Duration.ofMinutes(10);
    private static final int REMEMBERED = 10_000;

    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    boolean allow(String login, String address) {
        boolean byAddress = allow("address " + address, 3 * ALLOWED);
        boolean byLogin = allow("login " + login.strip().toLowerCase(Locale.ROOT), ALLOWED);
        return byAddress && byLogin;
    }

    boolean allowFrom(String address) {
        return allow("address " + address, 3 * ALLOWED);
    }

    private boolean allow(String who, int allowed) {
        if (buckets.size() > REMEMBERED) {
            buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= ALLOWED);
        }
        return buckets.computeIfAbsent(
                        who,
                        _ -> Bucket.builder()
                                .addLimit(limit -> limit.capacity(allowed).refillGreedy(allowed, RENEWED))
                                .build())
                .tryConsume(1);
    }
}
