package city.senne.data.standards;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// How a catalogue scores: of each metric's points the share of datasets that meet it.
///
/// @param datasets the lowest first
public record Score(List<Measured> datasets) {
    private static final int EXCELLENT = 351;
    private static final int GOOD = 221;
    private static final int SUFFICIENT = 121;

    public Score {
        datasets = datasets.stream()
                .sorted(Comparator.comparing(Measured::points).thenComparing(Measured::id))
                .toList();
    }

    /// What would raise the score: a metric that datasets miss.
    ///
    /// @param gain points, if all of them met it
    public record Gain(Metric metric, double gain, List<Measured> missing) {}

    public double points(Metric metric) {
        if (datasets.isEmpty()) return 0;
        long met = datasets.stream().filter(each -> each.met().contains(metric)).count();
        return (double) metric.points() * met / datasets.size();
    }

    public double points(Metric.Dimension dimension) {
        return dimension.metrics().stream().mapToDouble(this::points).sum();
    }

    public double points() {
        return Arrays.stream(Metric.values()).mapToDouble(this::points).sum();
    }

    /// Most first.
    public List<Gain> gains() {
        return Arrays.stream(Metric.values())
                .map(metric -> new Gain(
                        metric,
                        metric.points() - points(metric),
                        datasets.stream()
                                .filter(each -> !each.met().contains(metric))
                                .toList()))
                .filter(gain -> !gain.missing().isEmpty())
                .sorted(Comparator.comparing(Gain::gain).reversed())
                .toList();
    }

    /// The key of data.europa.eu's word for so many points.
    public String rating() {
        return rating(points());
    }

    public static String rating(double points) {
        String word = points >= EXCELLENT
                ? "excellent"
                : points >= GOOD ? "good" : points >= SUFFICIENT ? "sufficient" : "bad";
        return "standards.rating." + word;
    }
}
