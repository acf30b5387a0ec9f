package city.senne.data.usage;

import city.senne.trust.identity.Viewer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// How much each caller may still ask today. Counted in memory, so that a call costs no question to the database; every
/// few seconds the nodes add up there what each of them saw.
@Component
class Quotas {
    /// Callers who are remembered in memory; the others are looked up again when they come back.
    private static final int REMEMBERED = 50_000;

    private static final int NETWORK_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final QuotaSettings settings;
    private final QuotaTotals totals;
    private final Clock clock;
    private final Map<LocalDate, QuotaDay> days = new ConcurrentHashMap<>();

    Quotas(QuotaSettings settings, QuotaTotals totals, Clock clock) {
        this.settings = settings;
        this.totals = totals;
        this.clock = clock;
    }

    /// Counts one call.
    ///
    /// @param fromOurPage that a page of the portal makes on its own; it has an allowance of its own, so that a
    /// reader who also writes programs is not locked out of pages
    Allowance use(Viewer viewer, String address, boolean fromOurPage) {
        long limit = switch (viewer) {
            case Viewer.Anonymous _ -> settings.anonymous();
            case Viewer.Operator _ -> 0;
            case Viewer.Machine machine -> limit(machine);
            case Viewer.Person _, Viewer.Pusher _ -> settings.key();
        };
        return day().use(caller(viewer, address, fromOurPage), limit);
    }

    /// Its own, unless others have less: a key gives itself no more than the operator gives everybody.
    private long limit(Viewer.Machine machine) {
        long others = settings.key();
        Long own = machine.callsADay();
        if (own == null) return others;
        return others == 0 ? own : Math.min(own, others);
    }

    /// Counts one call of a dataset that has an allowance of its own: each caller has it, with and without a key.
    Allowance use(Viewer viewer, String address, boolean fromOurPage, String dataset, long limit) {
        String caller = caller(viewer, address, fromOurPage);
        return day().use("limit of " + dataset + " " + caller, viewer instanceof Viewer.Operator ? 0 : limit);
    }

    private static String caller(Viewer viewer, String address, boolean fromOurPage) {
        return switch (viewer) {
            case Viewer.Anonymous _ -> (fromOurPage ? "page " : "program ") + network(address);
            case Viewer.Person person -> "person " + person.id();
            case Viewer.Machine machine -> "key " + machine.keyId();
            case Viewer.Pusher pusher -> "push " + pusher.keyId();
            case Viewer.Operator _ -> "operator";
        };
    }

    /// Who calls, as far as it may be kept with what was asked of a dataset: the same within the day and the dataset,
    /// another one beyond.
    UUID callerOf(Viewer viewer, String address, String dataset) {
        String caller = viewer instanceof Viewer.Person person ? "person " + person.id() : network(address);
        return day().hash("dataset " + dataset + " " + caller);
    }

    /// Who has one address of IPv6 has at least 2^64 of them, which count as one.
    private static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            byte[] bytes = parsed.getAddress();
            return HexFormat.of()
                    .formatHex(parsed instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /// A day whose salt could not be agreed on beforehand gets one that only this node knows: its calls are counted,
    /// though not together with those of others.
    private QuotaDay day() {
        return days.computeIfAbsent(today(), day -> new QuotaDay(day, newSalt()));
    }

    private static byte[] newSalt() {
        byte[] salt = new byte[32];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /// Adds what was called here to what was called elsewhere, learns the sums, and prepares for midnight.
    void share() {
        LocalDate today = today();
        days.keySet().removeIf(day -> day.isBefore(today));
        agree(today);
        if (agree(today.plusDays(1))) totals.forgetBefore(today);
        for (QuotaDay day : days.values()) share(day);
    }

    /// False when it had been prepared before.
    private boolean agree(LocalDate date) {
        if (days.containsKey(date)) return false;
        QuotaDay day = new QuotaDay(date, totals.agreeOnSalt(date, newSalt()));
        day.settle(totals.list(date, REMEMBERED));
        return days.putIfAbsent(date, day) == null;
    }

    private void share(QuotaDay day) {
        SortedMap<UUID, Long> taken = day.take();
        try {
            if (!taken.isEmpty()) day.settle(totals.add(day.date(), taken));
        } catch (RuntimeException notKept) {
            day.putBack();
            throw notKept;
        }
        day.forgetQuiet(REMEMBERED);
    }
}
