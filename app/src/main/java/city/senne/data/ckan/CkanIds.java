package city.senne.data.ckan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The UUIDs under which harvesters remember things. They stay as long as the thing is there, also when it is called
/// otherwise; the first half of a resource's is that of its dataset.
final class CkanIds {
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int HALF = 18;

    private CkanIds() {}

    static UUID dataset(String uid) {
        return uuid("dataset " + uid, "");
    }

    /// @param key what distinguishes it among those of the dataset
    static UUID resource(String uid, String key) {
        return uuid("dataset " + uid, "resource " + key);
    }

    /// Of what has no more than a name, such as a publisher or a keyword.
    static UUID named(String kind, String name) {
        return uuid(kind + " " + name, "");
    }

    /// What the ids of a dataset and its resources have in common; empty when the text is no id.
    static Optional<String> half(String id) {
        return UUIDS.matcher(id).matches() ? Optional.of(id.substring(0, HALF)) : Optional.empty();
    }

    /// Of version 8, whose bits are the maker's own (RFC 9562).
    private static UUID uuid(String first, String second) {
        long high = hash(first) & ~0xF000L | 0x8000L;
        long low = hash(first + "\n" + second) & ~(0b11L << 62) | (0b10L << 62);
        return new UUID(high, low);
    }

    private static long hash(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
