package city.senne.benchmarks;

import java.util.Arrays;
import java.util.List;

/// Times, and how they are told.
final class Figures {
    private Figures() {}

    static double median(List<Double> values) {
        return percentile(values, 50);
    }

    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /// The smallest value that is not below `percent` of all.
    static double percentile(List<Double> values, double percent) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[Math.clamp((int) Math.ceil(percent / 100 * sorted.length) - 1, 0, sorted.length - 1)];
    }

    static double milliseconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e6;
    }

    static void print(String format, Object... arguments) {
        System.out.println(format.formatted(arguments));
    }
}
