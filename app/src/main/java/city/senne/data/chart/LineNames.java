package city.senne.data.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The names of lines, each written where its line ends: the eye need not go back and forth to a legend.
final class LineNames {
    private static final double APART = 17;
    private static final double WIDEST = 170;
    private static final double GAP = 14;

    private LineNames() {}

    /// Whether lines are named at their ends; a narrow drawing has no room for it.
    static boolean fit(Figure figure, Drawing.Size size) {
        return figure.kind() == ChartKind.LINE
                && size == Drawing.Size.WIDE
                && figure.data().series().size() > 1;
    }

    /// The room that names take at the right of the lines.
    static double room(Figure figure) {
        return GAP
                + figure.data().series().stream()
                        .mapToDouble(Lettering::width)
                        .map(wide -> Math.min(WIDEST, wide))
                        .max()
                        .orElse(0);
    }

    /// The end of a line.
    record End(int series, double x, double y) {}

    /// @param right where the plot ends, and names begin a little further
    static void draw(Svg svg, Figure figure, List<End> ends, double right, double bottom) {
        List<End> sorted =
                ends.stream().sorted(Comparator.comparingDouble(End::y)).toList();
        List<Double> heights = apart(sorted.stream().map(End::y).toList(), bottom);
        for (int i = 0; i < sorted.size(); i++) {
            End end = sorted.get(i);
            double y = heights.get(i);
            svg.open("line")
                    .with("x1", end.x() + 2)
                    .with("y1", end.y())
                    .with("x2", right + GAP - 4)
                    .with("y2", y)
                    .with("stroke", Palette.colour(end.series()))
                    .with("stroke-width", "1")
                    .with("class", "chart__lead " + Palette.style(end.series()))
                    .close("line");
            String name = figure.data().series().get(end.series());
            Drawing.text(svg, right + GAP, y + 4.5, Lettering.fitted(name, WIDEST), "start", Palette.INK, name);
        }
    }

    /// The heights nearest to those that are wished for, from top to bottom, where names do not touch.
    static List<Double> apart(List<Double> wished, double bottom) {
        List<Double> heights = new ArrayList<>(wished);
        for (int i = 1; i < heights.size(); i++) heights.set(i, Math.max(heights.get(i), heights.get(i - 1) + APART));
        double lowest = bottom;
        for (int i = heights.size() - 1; i >= 0; i--) {
            heights.set(i, Math.min(heights.get(i), lowest));
            lowest = heights.get(i) - APART;
        }
        return heights;
    }
}
