package city.senne.engine.tiles;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values as a layer carries them, each of them written once.
final class Values {
    /// The index of a value that is none.
    static final int NONE = -1;

    private Map<Object, Integer> known = new HashMap<>();
    private final Wire written = new Wire(1 << 12);
    private final Wire value = new Wire(64);
    private int[] ends = new int[64];
    private int count;

    /// Where a value stands; it is added when it was not there.
    int index(@Nullable Object found) {
        Object plain = plain(found);
        if (plain == null) return NONE;
        Integer before = known.putIfAbsent(plain, count);
        if (before != null) return before;
        write(plain);
        return ended();
    }

    /// Takes over a value of others that was not taken before.
    int copy(Values others, int index) {
        int from = index == 0 ? 0 : others.ends[index - 1];
        written.append(others.written, from, others.ends[index]);
        return ended();
    }

    private int ended() {
        if (count == ends.length) ends = Arrays.copyOf(ends, 2 * count);
        ends[count] = written.size();
        return count++;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Integer number -> number.longValue();
            case Long number -> number;
            case BigDecimal number -> number.doubleValue();
            case Number number -> Double.isFinite(number.doubleValue()) ? (Object) number.doubleValue() : null;
            case Boolean truth -> truth;
            default -> value.toString();
        };
    }

    private void write(Object plain) {
        value.clear();
        switch (plain) {
            case Long number when number < 0 -> value.zigzag(6, number);
            case Long number -> value.number(4, number);
            case Double number
            when (double) number.floatValue() == number ->
                value.fourBytes(2, Float.floatToRawIntBits(number.floatValue()));
            case Double number -> value.eightBytes(3, Double.doubleToRawLongBits(number));
            case Boolean truth -> value.number(7, truth ? 1 : 0);
            default -> value.text(1, (String) plain);
        }
        written.part(4, value);
    }

    int count() {
        return count;
    }

    Wire written() {
        return written;
    }

    /// Nothing is added any more.
    void trim() {
        known = Map.of();
        written.trim();
        ends = Arrays.copyOf(ends, count);
    }

    long bytes() {
        return written.size() + 4L * count;
    }
}
