package city.senne.engine.delivery.types;

import org.jspecify.annotations.Nullable;

/// Values of a column that do not fit a type: how many, and the first of them with its line.
final class Misfits {
    /// So few values were looked at, or so many fit, that the type may still be taken.
    private static final int FORGIVEN = 100;

    private long count;
    private long firstLine;
    private @Nullable String firstValue;

    void add(long line, Object value) {
        if (count++ == 0) {
            firstLine = line;
            firstValue = Problems.shortened(value);
        }
    }

    long count() {
        return count;
    }

    long firstLine() {
        return firstLine;
    }

    String firstValue() {
        return firstValue == null ? "" : firstValue;
    }

    /// Whether it is no use to try further values: far more do not fit than any column of the type may
    /// have.
    boolean areTooMany(long values) {
        return count > FORGIVEN && count * 10 > values;
    }
}
