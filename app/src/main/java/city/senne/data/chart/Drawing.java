package city.senne.data.chart;

import city.senne.data.chart.ChartData.Axis;
import java.util.ArrayList;
import java.util.List;

/// Draws a figure as SVG: title, legend, plot, note, from top to bottom.
final class Drawing {
    /// In pixels; letters are as large in both.
    enum Size {
        WIDE(860, 360),
        NARROW(350, 300);

        final int width;
        final int plotHeight;

        Size(int width, int plotHeight) {
            this.width = width;
            this.plotHeight = plotHeight;
        }
    }

    static final double LINE_HEIGHT = 18;
    private static final double EDGE = 8;

    private final Figure figure;
    private final Size size;
    private final String id;
    private final Svg svg = new Svg();
    private double y = EDGE;

    private Drawing(Figure figure, Size size, String id) {
        this.figure = figure;
        this.size = size;
        this.id = id;
    }

    /// @param id begins the ids of this drawing in the page
    static String svg(Figure figure, Size size, String id) {
        return new Drawing(figure, size, id).draw();
    }

    private String draw() {
        title();
        legend();
        y += 4;
        text(
                EDGE,
                y += LINE_HEIGHT,
                Lettering.fitted(isSideways() ? figure.across() : figure.up(), size.width - 2 * EDGE),
                "start",
                Palette.SOFT,
                "");
        y += 12;
        Plot plot = isSideways() ? new SidewaysBars(figure, size, svg) : new UprightPlot(figure, size, svg);
        y = plot.draw(y);
        for (String note : figure.note()) {
            for (String line : Lettering.lines(note, size.width - 2 * EDGE)) {
                text(EDGE, y += LINE_HEIGHT, line, "start", Palette.SOFT, "");
            }
        }
        double height = Math.ceil(y + EDGE);
        Svg root = new Svg()
                .open("svg")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("viewBox", "0 0 " + size.width + " " + Svg.number(height))
                .with("width", size.width)
                .with("height", height)
                .with("role", "img")
                .with("class", isSideways() ? "chart__drawing" : "chart__drawing chart__drawing--upright")
                .with("aria-labelledby", id + "-title " + id + "-description")
                .with("font-family", Lettering.FONT)
                .with("font-size", Lettering.SIZE);
        root.open("title").with("id", id + "-title").text(figure.title()).close("title");
        root.open("desc")
                .with("id", id + "-description")
                .text(figure.description())
                .close("desc");
        return root.raw(svg.toString()).close("svg").toString();
    }

    /// Names are read lying: their bars lie too.
    private boolean isSideways() {
        return figure.kind() == ChartKind.BAR && figure.data().axis() == Axis.NAMES;
    }

    private void title() {
        if (figure.note().isEmpty()) return;
        svg.open("rect")
                .with("width", "100%")
                .with("height", "100%")
                .with("fill", "#ffffff")
                .with("class", "chart__paper")
                .close("rect");
        for (String line : Lettering.lines(figure.title(), (size.width - 2 * EDGE) / 1.35)) {
            y += LINE_HEIGHT * 1.3;
            svg.open("text")
                    .with("x", EDGE)
                    .with("y", y)
                    .with("font-size", Lettering.SIZE * 1.35)
                    .with("font-weight", "700")
                    .with("fill", Palette.INK)
                    .with("class", "chart__ink")
                    .text(line)
                    .close("text");
        }
        y += 6;
    }

    private void legend() {
        List<String> series = figure.data().series();
        if (series.size() < 2 || LineNames.fit(figure, size)) return;
        double x = EDGE;
        y += LINE_HEIGHT;
        for (int i = 0; i < series.size(); i++) {
            String name = Lettering.fitted(series.get(i), size.width - 4 * EDGE - 24);
            double wide = 24 + Lettering.width(name) + 18;
            if (x > EDGE && x + wide > size.width - EDGE) {
                x = EDGE;
                y += LINE_HEIGHT + 2;
            }
            boolean isLine = figure.kind() == ChartKind.LINE;
            if (isLine) {
                svg.open("line")
                        .with("x1", x)
                        .with("x2", x + 18)
                        .with("y1", y - 4)
                        .with("y2", y - 4)
                        .with("stroke", Palette.colour(i))
                        .with("stroke-width", "3")
                        .with("stroke-dasharray", Palette.dashes(i))
                        .with("class", "chart__stroke " + Palette.style(i))
                        .close("line");
            } else {
                svg.open("rect")
                        .with("x", x)
                        .with("y", y - 11)
                        .with("width", "13")
                        .with("height", "13")
                        .with("rx", "2")
                        .with("fill", Palette.colour(i))
                        .with("class", "chart__fill " + Palette.style(i))
                        .close("rect");
            }
            text(x + 24, y, name, "start", Palette.INK, "");
            x += wide;
        }
        y += 4;
    }

    private void text(double x, double baseline, String text, String anchor, String colour, String title) {
        text(svg, x, baseline, text, anchor, colour, title);
    }

    /// @param title the whole text, where only a part of it is drawn
    static void text(Svg svg, double x, double baseline, String text, String anchor, String colour, String title) {
        svg.open("text")
                .with("x", x)
                .with("y", baseline)
                .with("text-anchor", anchor)
                .with("fill", colour)
                .with("class", colour.equals(Palette.INK) ? "chart__ink" : "chart__soft");
        if (!title.isEmpty() && !title.equals(text))
            svg.open("title").text(title).close("title");
        svg.text(text).close("text");
    }

    static void gridLine(Svg svg, double x1, double y1, double x2, double y2, boolean isZero) {
        svg.open("line")
                .with("x1", x1)
                .with("y1", y1)
                .with("x2", x2)
                .with("y2", y2)
                .with("stroke", isZero ? Palette.AXIS : Palette.LINE)
                .with("stroke-width", "1")
                .with("class", isZero ? "chart__axis" : "chart__grid")
                .close("line");
    }

    /// Round values around all that are drawn; bars and areas begin at nothing.
    static List<Double> valueTicks(Figure figure, int count) {
        List<Double> values = new ArrayList<>(figure.data().values().toList());
        figure.data().dots().forEach(dot -> values.add(dot.y()));
        if (figure.kind() != ChartKind.SCATTER) values.add(0.0);
        double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return Ticks.around(low, high, count, values.stream().allMatch(value -> value == Math.rint(value)));
    }

    /// The part of a drawing between its axes.
    sealed interface Plot permits SidewaysBars, UprightPlot {
        /// @return where it ends
        double draw(double top);
    }
}
