package city.senne.data.standards;

import city.senne.data.catalog.Dataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// How a dataset scores.
///
/// @param met what it meets
/// @param faults what DCAT-AP finds wrong
public record Measured(Dataset dataset, Set<Metric> met, List<Fault> faults) {
    public Measured {
        met = Set.copyOf(met);
        faults = List.copyOf(faults);
    }

    public int points() {
        return met.stream().mapToInt(Metric::points).sum();
    }

    /// What would raise it, most first.
    public List<Metric> missing() {
        return Arrays.stream(Metric.values())
                .filter(metric -> !met.contains(metric))
                .sorted(Comparator.comparing(Metric::points).reversed())
                .toList();
    }

    public String id() {
        return dataset.id().value();
    }
}
