package city.senne.data.chart;

import city.senne.data.chart.ChartData.Group;
import java.util.List;

/// Bars that lie: a name at the left, its values to the right of it.
final class SidewaysBars implements Drawing.Plot {
    private static final double EDGE = 8;
    private static final double BETWEEN = 9;

    private final Figure figure;
    private final Drawing.Size size;
    private final Svg svg;

    SidewaysBars(Figure figure, Drawing.Size size, Svg svg) {
        this.figure = figure;
        this.size = size;
        this.svg = svg;
    }

    @Override
    public double draw(double top) {
        List<Group> groups = figure.data().groups();
        int series = figure.data().series().size();
        double widest = groups.stream()
                .mapToDouble(group -> Lettering.width(group.label()))
                .max()
                .orElse(0);
        double names = Math.clamp(widest, 30, size.width * (size == Drawing.Size.WIDE ? 0.32 : 0.36));
        double valueRoom = series == 1 ? 64 : 12;
        double left = EDGE + names + 10;
        double right = size.width - valueRoom;
        double thick = series == 1 ? 19 : Math.max(7, 22.0 / series + 4);
        double step = thick * series + BETWEEN;
        double bottom = top + step * groups.size() + 4;

        List<Double> ticks = Drawing.valueTicks(figure, size == Drawing.Size.WIDE ? 6 : 3);
        Scale scale = new Scale(ticks.getFirst(), ticks.getLast(), left, right);
        int every = every(ticks, scale);
        for (int i = 0; i < ticks.size(); i++) {
            double x = scale.at(ticks.get(i));
            Drawing.gridLine(svg, x, top, x, bottom, ticks.get(i) == 0);
            if (i % every == 0) Drawing.text(svg, x, bottom + 16, said(ticks.get(i)), "middle", Palette.SOFT, "");
        }
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            double y = top + step * i + BETWEEN / 2;
            Drawing.text(
                    svg,
                    left - 8,
                    y + thick * series / 2 + 4.5,
                    Lettering.fitted(group.label(), names),
                    "end",
                    Palette.INK,
                    group.label());
            for (int s = 0; s < series; s++) bar(group, s, y + thick * s, thick, scale, series == 1);
        }
        double end = bottom + 16;
        if (!figure.up().isEmpty()) {
            end += Drawing.LINE_HEIGHT + 2;
            Drawing.text(
                    svg,
                    size.width - EDGE,
                    end,
                    Lettering.fitted(figure.up(), size.width - 2 * EDGE),
                    "end",
                    Palette.SOFT,
                    figure.up());
        }
        return end;
    }

    /// One tick in how many is named, so that names stand apart.
    private int every(List<Double> ticks, Scale scale) {
        double widest = ticks.stream()
                .mapToDouble(tick -> Lettering.width(said(tick)))
                .max()
                .orElse(0);
        double apart = ticks.size() < 2 ? 1 : scale.at(ticks.get(1)) - scale.at(ticks.getFirst());
        return Math.max(1, (int) Math.ceil((widest + 8) / Math.max(1, apart)));
    }

    private String said(double value) {
        return figure.number().apply(value);
    }

    private void bar(Group group, int series, double y, double thick, Scale scale, boolean isSaid) {
        Double value = Figure.finite(group.values().get(series));
        if (value == null) return;
        double from = scale.at(Math.min(0, value));
        double to = scale.at(Math.max(0, value));
        String said = figure.number().apply(value);
        svg.open("rect")
                .with("x", from)
                .with("y", y)
                .with("width", Math.max(0.5, to - from))
                .with("height", thick - 1)
                .with("fill", Palette.colour(series))
                .with("class", "chart__fill " + Palette.style(series));
        svg.open("title")
                .text(figure.said(group.label(), series, said))
                .close("title")
                .close("rect");
        if (isSaid) Drawing.text(svg, to + 6, y + thick / 2 + 4, said, "start", Palette.INK, "");
    }
}
