package city.senne.data.chart;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The figures of a chart, and how much of the rows they stand for.
///
/// @param axis what the groups are
/// @param period the length of a group of time
/// @param width of a class of a histogram, 0 otherwise
/// @param groups in the order in which they are drawn; empty for a scatter chart
/// @param dots of a scatter chart
/// @param series their names; one with an empty name when rows are not parted into series
public record ChartData(
        Axis axis,
        ChronoUnit period,
        double width,
        List<Group> groups,
        List<Dot> dots,
        List<String> series,
        Coverage coverage) {

    /// What the groups are: names, whole years, other numbers, moments.
    public enum Axis {
        NAMES,
        YEARS,
        NUMBERS,
        TIMES
    }

    /// @param at its place on the axis; seconds since 1970 for a moment, its index for a name
    /// @param values one for each series, null where there are no rows
    public record Group(String label, double at, List<@Nullable Number> values) {}

    /// @param series index of it
    public record Dot(double x, double y, int series) {}

    /// How much of the whole is drawn.
    ///
    /// @param groups how many there are; drawn are the first of them
    /// @param series how many there are
    /// @param rows that meet the reader's conditions
    /// @param missing those of them that have no value where the chart needs one
    public record Coverage(long groups, long series, long rows, long missing) {}

    public boolean isEmpty() {
        return dots.isEmpty() && values().findAny().isEmpty();
    }

    /// All values that are there.
    public Stream<Double> values() {
        return groups.stream()
                .flatMap(group -> group.values().stream())
                .filter(Objects::nonNull)
                .map(Number::doubleValue)
                .filter(Double::isFinite);
    }
}
