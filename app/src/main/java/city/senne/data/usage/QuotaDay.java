package city.senne.data.usage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The calls of one day by caller. A caller is known by a hash under the day's salt: once the salt is thrown away
/// nobody can tell who it was, nor that it is the same as on another day. For several threads.
final class QuotaDay {
    private static final String HASH = "HmacSHA256";

    private final LocalDate date;
    private final byte[] salt;
    private final Map<UUID, Count> counts = new ConcurrentHashMap<>();

    QuotaDay(LocalDate date, byte[] salt) {
        this.date = date;
        this.salt = salt.clone();
    }

    LocalDate date() {
        return date;
    }

    Instant end() {
        return date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// Counts one call more, unless that would be one too many.
    ///
    /// @param limit 0 when there is none
    Allowance use(String caller, long limit) {
        Count count = counts.computeIfAbsent(hash(caller), _ -> new Count());
        return count.use(limit, end());
    }

    /// The same for the same caller on this day, and another one on any other day.
    UUID hash(String caller) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(new SecretKeySpec(salt, HASH));
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(caller.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HASH, e);
        }
    }

    /// The calls that nobody else knows of yet, in the order of the callers: several nodes must not wait for each
    /// other in a circle. To be followed by [#settle] or [#putBack].
    SortedMap<UUID, Long> take() {
        SortedMap<UUID, Long> taken = new TreeMap<>();
        counts.forEach((caller, count) -> {
            long calls = count.take();
            if (calls > 0) taken.put(caller, calls);
        });
        return taken;
    }

    /// What callers called in all, on every node.
    void settle(Map<UUID, Long> totals) {
        totals.forEach((caller, total) ->
                counts.computeIfAbsent(caller, _ -> new Count()).settle(total));
    }

    void putBack() {
        counts.values().forEach(Count::putBack);
    }

    /// Forgets callers who were quiet since the last time; the database remembers them.
    void forgetQuiet(int most) {
        if (counts.size() > most) counts.values().removeIf(Count::wasQuiet);
    }

    private static final class Count {
        private long known;
        private long sending;
        private long pending;
        private boolean quiet;

        synchronized Allowance use(long limit, Instant reset) {
            quiet = false;
            long used = known + sending + pending;
            if (limit > 0 && used >= limit) return new Allowance(limit, used, true, reset);
            pending++;
            return new Allowance(limit, used + 1, false, reset);
        }

        synchronized long take() {
            sending += pending;
            pending = 0;
            return sending;
        }

        synchronized void settle(long total) {
            known = total;
            sending = 0;
        }

        synchronized void putBack() {
            pending += sending;
            sending = 0;
        }

        /// True the second time that it is asked without a call between.
        synchronized boolean wasQuiet() {
            boolean was = quiet && pending == 0 && sending == 0;
            quiet = true;
            return was;
        }
    }
}
