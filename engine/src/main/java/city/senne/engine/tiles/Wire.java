package city.senne.engine.tiles;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes in the wire format of protocol buffers, as they grow.
final class Wire {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int COUNTED = 2;
    private static final int FOUR_BYTES = 5;

    private byte[] bytes;
    private int size;

    Wire(int expected) {
        bytes = new byte[expected];
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void clear() {
        size = 0;
    }

    void number(int field, long value) {
        varint((long) field << 3 | VARINT);
        varint(value);
    }

    void zigzag(int field, long value) {
        number(field, value << 1 ^ value >> 63);
    }

    void fourBytes(int field, int value) {
        varint((long) field << 3 | FOUR_BYTES);
        for (int shift = 0; shift < 32; shift += 8) put((byte) (value >> shift));
    }

    void eightBytes(int field, long value) {
        varint((long) field << 3 | EIGHT_BYTES);
        for (int shift = 0; shift < 64; shift += 8) put((byte) (value >> shift));
    }

    void text(int field, String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        begin(field, encoded.length);
        append(encoded, encoded.length);
    }

    void part(int field, Wire part) {
        begin(field, part.size);
        append(part.bytes, part.size);
    }

    /// Numbers without a sign, one behind the other.
    void packed(int field, int[] values, int count) {
        int length = 0;
        for (int i = 0; i < count; i++) length += width(values[i]);
        begin(field, length);
        for (int i = 0; i < count; i++) varint(Integer.toUnsignedLong(values[i]));
    }

    private static int width(int value) {
        return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
    }

    private void begin(int field, int length) {
        varint((long) field << 3 | COUNTED);
        varint(length);
        room(length);
    }

    /// What was written elsewhere, as it is.
    void append(Wire more) {
        append(more, 0, more.size);
    }

    void append(Wire more, int from, int to) {
        room(to - from);
        System.arraycopy(more.bytes, from, bytes, size, to - from);
        size += to - from;
    }

    private void append(byte[] from, int length) {
        room(length);
        System.arraycopy(from, 0, bytes, size, length);
        size += length;
    }

    /// Gives back the room that is not used.
    void trim() {
        bytes = toBytes();
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            put((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
    }

    private void put(byte one) {
        if (size == bytes.length) room(1);
        bytes[size++] = one;
    }

    private void room(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
}
