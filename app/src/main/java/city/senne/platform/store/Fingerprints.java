package city.senne.platform.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Short names of what may hold something hidden, such as a name for HTTP's caches. A plain hash would confirm whoever
/// guesses what is in it; these only this city's nodes can make.
@Component
public class Fingerprints {
    private static final String HASH = "HmacSHA256";
    private static final int BYTES = 16;
    private static final Comparator<@Nullable Object> BY_TEXT = Comparator.comparing(String::valueOf);

    private final JdbcClient jdbc;
    private volatile @Nullable SecretKeySpec key;

    Fingerprints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The same for the same parts, on every node and after each start.
    ///
    /// @param parts told by their texts, and collections by those of what is in them: sets and maps in any
    ///     order
    /// @return 32 hexadecimal digits
    public String of(List<?> parts) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(key());
            update(mac, parts);
            return HexFormat.of().formatHex(mac.doFinal(), 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HASH, e);
        }
    }

    /// Each part with its length before it: a text that looks like several parts is not taken for them.
    private static void update(Mac mac, @Nullable Object part) {
        switch (part) {
            // Java shuffles what has no order anew in each process.
            case Set<?> set -> updateAll(mac, set.stream().sorted(BY_TEXT).toList());
            case Map<?, ?> map ->
                updateAll(
                        mac,
                        map.entrySet().stream()
                                .sorted(Comparator.comparing(Map.Entry::getKey, BY_TEXT))
                                .map(entry -> Arrays.asList(entry.getKey(), entry.getValue()))
                                .toList());
            case Collection<?> list -> updateAll(mac, list);
            case null, default -> {
                byte[] text = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
                mac.update(("t" + text.length + ":").getBytes(StandardCharsets.US_ASCII));
                mac.update(text);
            }
        }
    }

    private static void updateAll(Mac mac, Collection<?> parts) {
        mac.update(("l" + parts.size() + ":").getBytes(StandardCharsets.US_ASCII));
        parts.forEach(each -> update(mac, each));
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known != null) return known;
        String text = jdbc.sql("SELECT key::text || more FROM fingerprint_key")
                .query(String.class)
                .single();
        SecretKeySpec read = new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), HASH);
        key = read;
        return read;
    }
}
