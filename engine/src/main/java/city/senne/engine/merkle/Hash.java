package city.senne.engine.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// A SHA-256 hash. Leaves and inner nodes are hashed with different first bytes, so that none passes for the other.
public final class Hash {
    public static final int LENGTH = 32;

    /// The root of a tree without leaves.
    public static final Hash OF_NOTHING = of();

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final byte[] bytes;

    /// Throws IllegalArgumentException for anything but 32 bytes.
    public Hash(byte[] bytes) {
        if (bytes.length != LENGTH) throw new IllegalArgumentException("A hash has %d bytes".formatted(LENGTH));
        this.bytes = bytes.clone();
    }

    /// Throws IllegalArgumentException for anything but 64 hexadecimal digits.
    public static Hash parse(String hex) {
        return new Hash(HexFormat.of().parseHex(hex));
    }

    /// Of these bytes, one part after the other.
    public static Hash of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) digest.update(part);
            return new Hash(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java knows SHA-256", e);
        }
    }

    /// Of an entry of the list.
    public static Hash ofLeaf(byte[] entry) {
        return of(LEAF, entry);
    }

    /// Of two trees side by side.
    public static Hash ofNode(Hash left, Hash right) {
        return of(NODE, left.bytes, right.bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /// As hexadecimal digits, in small letters.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
