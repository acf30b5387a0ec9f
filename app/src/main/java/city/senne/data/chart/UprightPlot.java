package city.senne.data.chart;

import city.senne.data.chart.ChartData.Axis;
import city.senne.data.chart.ChartData.Dot;
import city.senne.data.chart.ChartData.Group;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Columns, lines, areas and dots over an axis that lies at the bottom.
final class UprightPlot implements Drawing.Plot {
    private static final double EDGE = 8;

    private final Figure figure;
    private final ChartData data;
    private final Drawing.Size size;
    private final Svg svg;

    UprightPlot(Figure figure, Drawing.Size size, Svg svg) {
        this.figure = figure;
        this.data = figure.data();
        this.size = size;
        this.svg = svg;
    }

    private record Mark(double x, String text) {}

    @Override
    public double draw(double top) {
        List<Double> ticks = Drawing.valueTicks(figure, 5);
        double figures = ticks.stream()
                .mapToDouble(tick -> Lettering.width(figure.number().apply(tick)))
                .max()
                .orElse(0);
        double left = EDGE + figures + 8;
        double right = size.width - (LineNames.fit(figure, size) ? LineNames.room(figure) + EDGE : 20.0);
        double bottom = top + size.plotHeight;
        Scale up = new Scale(ticks.getFirst(), ticks.getLast(), bottom, top + 4);
        Scale across = across(left, right);

        for (double tick : ticks) {
            Drawing.gridLine(svg, left, up.at(tick), right, up.at(tick), tick == 0);
            Drawing.text(svg, left - 8, up.at(tick) + 4.5, figure.number().apply(tick), "end", Palette.SOFT, "");
        }
        double reached = -1e9;
        for (Mark mark : marks(across)) {
            String text = Lettering.fitted(mark.text(), Math.max(60, (right - left) / 3));
            double half = Lettering.width(text) / 2;
            double x =
                    Math.clamp(mark.x(), left - 4 + Math.min(half, 20), Math.min(right + 18, size.width - 2.0) - half);
            if (x - half < reached + 8) continue;
            reached = x + half;
            Drawing.gridLine(svg, mark.x(), bottom, mark.x(), bottom + 5, true);
            Drawing.text(svg, x, bottom + 20, text, "middle", Palette.SOFT, mark.text());
        }
        switch (figure.kind()) {
            case SCATTER -> data.dots().forEach(dot -> dot(dot, across, up));
            case HISTOGRAM -> columns(across, up, data.width());
            case BAR -> columns(across, up, 0);
            case LINE, AREA -> {
                for (int series = 0; series < data.series().size(); series++) line(series, across, up);
                if (LineNames.fit(figure, size)) LineNames.draw(svg, figure, ends(across, up), right, bottom);
            }
        }
        double end = bottom + 20;
        if (!figure.across().isEmpty()) {
            end += Drawing.LINE_HEIGHT + 2;
            Drawing.text(
                    svg,
                    right,
                    end,
                    Lettering.fitted(figure.across(), right - left),
                    "end",
                    Palette.SOFT,
                    figure.across());
        }
        return end;
    }

    /// Columns stand side by side in places of the same width, whatever they stand for.
    private boolean standsInPlaces() {
        return figure.kind() == ChartKind.BAR || data.axis() == Axis.NAMES && figure.kind() != ChartKind.SCATTER;
    }

    private double position(int index) {
        return standsInPlaces() ? index : data.groups().get(index).at();
    }

    private Scale across(double left, double right) {
        if (standsInPlaces()) return new Scale(-0.5, data.groups().size() - 0.5, left, right);
        if (figure.kind() == ChartKind.SCATTER) {
            List<Double> ticks = Ticks.around(
                    data.dots().stream().mapToDouble(Dot::x).min().orElse(0),
                    data.dots().stream().mapToDouble(Dot::x).max().orElse(0),
                    6,
                    false);
            return new Scale(ticks.getFirst(), ticks.getLast(), left, right);
        }
        double low = data.groups().stream().mapToDouble(Group::at).min().orElse(0);
        double high = data.groups().stream().mapToDouble(Group::at).max().orElse(0) + data.width();
        return new Scale(low, high, left + 4, right);
    }

    private List<Mark> marks(Scale across) {
        int count = size == Drawing.Size.WIDE ? 10 : 4;
        List<Mark> marks = new ArrayList<>();
        if (standsInPlaces()) {
            int every = Math.max(1, (int) Math.ceil(data.groups().size() / (count * 2.0)));
            for (int i = 0; i < data.groups().size(); i += every) {
                marks.add(new Mark(across.at(i), data.groups().get(i).label()));
            }
        } else if (data.axis() == Axis.TIMES) {
            List<Ticks.Moment> moments = Ticks.ofTime(across.low(), across.high(), count, data.period());
            if (moments.size() < 2) {
                data.groups().forEach(group -> marks.add(new Mark(across.at(group.at()), group.label())));
            }
            moments.forEach(moment -> marks.add(
                    new Mark(across.at(moment.seconds()), figure.moment().of(moment))));
        } else {
            Ticks.within(across.low(), across.high(), count, data.axis() == Axis.YEARS)
                    .forEach(tick -> marks.add(new Mark(across.at(tick), figure.group(tick))));
        }
        return marks;
    }

    private void columns(Scale across, Scale up, double width) {
        int series = data.series().size();
        for (int i = 0; i < data.groups().size(); i++) {
            Group group = data.groups().get(i);
            boolean isClass = width > 0;
            double from = isClass ? across.at(group.at()) : across.at(i - 0.4);
            double to = isClass ? across.at(group.at() + width) : across.at(i + 0.4);
            double gap = isClass ? Math.min(1, (to - from) / 5) : 0;
            double wide = (to - from - gap) / series;
            for (int s = 0; s < series; s++) {
                Double value = Figure.finite(group.values().get(s));
                if (value == null) continue;
                double high = up.at(Math.max(0, value));
                double low = up.at(Math.min(0, value));
                svg.open("rect")
                        .with("x", from + wide * s)
                        .with("y", high)
                        .with("width", Math.max(0.3, wide - (series > 1 && wide > 4 ? 1 : 0)))
                        .with("height", Math.max(0.5, low - high))
                        .with("fill", Palette.colour(s))
                        .with("class", "chart__fill " + Palette.style(s));
                svg.open("title")
                        .text(figure.said(group.label(), s, figure.number().apply(value)))
                        .close("title")
                        .close("rect");
            }
        }
    }

    /// A line is broken where there is no value: nothing is made up between two figures.
    private void line(int series, Scale across, Scale up) {
        List<double[]> run = new ArrayList<>();
        for (int i = 0; i < data.groups().size(); i++) {
            Double value = Figure.finite(data.groups().get(i).values().get(series));
            if (value == null || isBroken(i)) {
                run(run, series, up);
                run = new ArrayList<>();
            }
            if (value != null) run.add(new double[] {across.at(position(i)), up.at(value), i, value});
        }
        run(run, series, up);
    }

    /// Where lines have their last figure.
    private List<LineNames.End> ends(Scale across, Scale up) {
        List<LineNames.End> ends = new ArrayList<>();
        for (int series = 0; series < data.series().size(); series++) {
            for (int i = data.groups().size() - 1; i >= 0; i--) {
                Double value = Figure.finite(data.groups().get(i).values().get(series));
                if (value == null) continue;
                ends.add(new LineNames.End(series, across.at(position(i)), up.at(value)));
                break;
            }
        }
        return ends;
    }

    /// Whether a year or a period is missing before this one.
    private boolean isBroken(int index) {
        if (index == 0 || data.axis() == Axis.NAMES || data.axis() == Axis.NUMBERS) return false;
        double step =
                data.groups().get(index).at() - data.groups().get(index - 1).at();
        double usual =
                data.axis() == Axis.YEARS ? 1 : data.period().getDuration().toSeconds() * 1.05;
        return step > usual * 1.05 + (data.axis() == Axis.TIMES ? 7200 : 0);
    }

    private void run(List<double[]> points, int series, Scale up) {
        if (points.isEmpty()) return;
        var path = new StringBuilder();
        for (double[] point : points) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(Svg.number(point[0]))
                    .append(' ')
                    .append(Svg.number(point[1]));
        }
        String colour = Palette.colour(series);
        if (figure.kind() == ChartKind.AREA && points.size() > 1) {
            String ground = Svg.number(up.at(0));
            svg.open("path")
                    .with(
                            "d",
                            path + "L" + Svg.number(points.getLast()[0]) + " " + ground + "L"
                                    + Svg.number(points.getFirst()[0]) + " " + ground + "Z")
                    .with("fill", colour)
                    .with("fill-opacity", "0.25")
                    .with("class", "chart__fill " + Palette.style(series))
                    .close("path");
        }
        if (points.size() > 1) {
            svg.open("path")
                    .with("d", path.toString())
                    .with("fill", "none")
                    .with("stroke", colour)
                    .with("stroke-width", "2.5")
                    .with("stroke-linejoin", "round")
                    .with("stroke-linecap", "round")
                    .with("stroke-dasharray", figure.kind() == ChartKind.LINE ? Palette.dashes(series) : "")
                    .with("class", "chart__stroke " + Palette.style(series))
                    .close("path");
        }
        boolean isCrowded = data.groups().size() > 120;
        for (double[] point : points) {
            if (isCrowded && points.size() > 1) break;
            String label = data.groups().get((int) point[2]).label();
            mark(
                    point[0],
                    point[1],
                    data.groups().size() > 40 ? 2 : 3.2,
                    series,
                    points.size() > 1 && data.series().size() > 1 ? "0" : "1",
                    figure.said(label, series, figure.number().apply(point[3])));
        }
    }

    private void dot(Dot dot, Scale across, Scale up) {
        mark(across.at(dot.x()), up.at(dot.y()), 2.6, dot.series(), "0.55", null);
    }

    /// A dot that is not seen still says its figure to the pointer.
    private void mark(double x, double y, double radius, int series, String opacity, @Nullable String said) {
        svg.open("circle")
                .with("cx", x)
                .with("cy", y)
                .with("r", radius)
                .with("fill", Palette.colour(series))
                .with("fill-opacity", opacity)
                .with("class", "chart__fill " + Palette.style(series));
        if (said != null) svg.open("title").text(said).close("title");
        svg.close("circle");
    }
}
