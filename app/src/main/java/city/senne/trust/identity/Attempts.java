package city.senne.trust.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Slows down whoever guesses passwords, codes or links. Counted for each address, and for what is guessed from that
/// address: after some attempts each further one has to wait twice as long. Nothing is counted for a login alone, or
/// anybody could lock its owner out.
@Component
public class Attempts {
    private static final int FREE = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration RENEWED = Duration.ofMinutes(10);
    private static final int JOURNEYS = 60;
    private static final int LETTERS = 3;
    private static final int QUESTIONS = 60;
    private static final int REMEMBERED = 100_000;

    private final Clock clock;
    private final int allowedFromAddress;
    private final Cache<String, Tries> tries = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofHours(1))
            .build();
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    @Autowired
    Attempts(IdentitySettings settings) {
        this(Clock.systemUTC(), settings.attemptsFromAddress());
    }

    /// @param allowedFromAddress in ten minutes
    Attempts(Clock clock, int allowedFromAddress) {
        this.clock = clock;
        this.allowedFromAddress = allowedFromAddress;
    }

    /// @param next when the next attempt may be made
    private record Tries(int count, Instant next) {}

    /// Counts an attempt.
    ///
    /// @param login or what else is guessed
    /// @param address of the caller
    public boolean allow(String login, String address) {
        return allowFrom(address) && allowNext(pair(login, address));
    }

    /// Counts an attempt of somebody whom we know so far that her address does not matter: she is signed in and
    /// confirmed who she is, or gave the right password.
    ///
    /// @param what is guessed: `code of …`
    public boolean allowGuess(String what) {
        return allowNext(what);
    }

    /// Counts how often somebody who is signed in says once more who she is.
    ///
    /// Waits are counted for a person in one browser: whoever took over another of her sessions guesses
    /// slowly there, and does not keep her from changing her password here. For an address only attempts
    /// after a wrong one are counted, and only who was wrong before is refused for them: colleagues who share
    /// the address are let through whatever one of them does.
    ///
    /// @param browser of one person, in which she is signed in
    /// @param address of the caller
    public boolean allowConfirmation(String browser, String address) {
        boolean wasWrong = tries.getIfPresent(browser) != null;
        return (!wasWrong
                        || bucket("confirmation " + network(address), allowedFromAddress, RENEWED)
                                .tryConsume(1))
                && allowNext(browser);
    }

    /// It was right: what was counted before is forgotten.
    public void succeedGuess(String what) {
        tries.invalidate(what);
    }

    private boolean allowNext(String what) {
        Instant now = clock.instant();
        boolean[] allowed = new boolean[1];
        tries.asMap().compute(what, (_, before) -> {
            allowed[0] = before == null || !now.isBefore(before.next());
            if (!allowed[0]) return before;
            int count = before == null ? 1 : before.count() + 1;
            return new Tries(count, now.plus(waitAfter(count)));
        });
        return allowed[0];
    }

    /// The right password or code was given: what was counted before is forgotten.
    public void succeed(String login, String address) {
        tries.invalidate(pair(login, address));
        // A whole town hall may share one address.
        buckets.asMap().computeIfPresent(network(address), (_, bucket) -> {
            bucket.addTokens(1);
            return bucket;
        });
    }

    public boolean allowFrom(String address) {
        return bucket(network(address), allowedFromAddress, RENEWED).tryConsume(1);
    }

    /// Counts somebody who is sent to a provider: each leaves a row behind until she is back, or for ten minutes.
    public boolean allowJourney(String address) {
        return bucket("journey " + network(address), JOURNEYS, RENEWED).tryConsume(1);
    }

    /// She came back, and the row is gone: a whole town hall may share one address.
    public void endJourney(String address) {
        buckets.asMap().computeIfPresent("journey " + network(address), (_, bucket) -> {
            bucket.addTokens(1);
            return bucket;
        });
    }

    /// Counts what a person has her passkeys asked: each leaves a row behind for some minutes.
    public boolean allowQuestionOf(UUID person) {
        return bucket("question of " + person, QUESTIONS, RENEWED).tryConsume(1);
    }

    /// Counts a letter: nobody's letter box is to be filled by others.
    public boolean allowLetterTo(String email) {
        return bucket("letter " + email, LETTERS, Duration.ofHours(1)).tryConsume(1);
    }

    private Bucket bucket(String counted, int capacity, Duration renewed) {
        return Objects.requireNonNull(buckets.get(
                counted,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, renewed))
                        .build()));
    }

    private static Duration waitAfter(int count) {
        if (count < FREE) return Duration.ZERO;
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(count - FREE, 20));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private static String pair(String login, String address) {
        return login.strip().toLowerCase(Locale.ROOT) + " " + network(address);
    }

    /// An address of IPv6 as its first half: whoever has one has all of them.
    private static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            boolean isV6 = InetAddress.getByAddress(bytes) instanceof Inet6Address;
            return HexFormat.of().formatHex(isV6 ? Arrays.copyOf(bytes, 8) : bytes);
        } catch (IllegalArgumentException | UnknownHostException e) {
            return address;
        }
    }
}
