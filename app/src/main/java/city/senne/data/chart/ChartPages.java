package city.senne.data.chart;

import city.senne.data.explore.DatasetHead;
import city.senne.data.explore.DatasetHead.Tab;
import city.senne.data.explore.DatasetHeads;
import city.senne.data.query.Timings;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.AskedAddress;
import city.senne.platform.web.Framing;
import city.senne.platform.web.Page;
import city.senne.platform.web.PageAddress;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The chart of a dataset: a page with a form, a drawing, its figures, and a page for other sites to frame. Every
/// chart is an address.
@Controller
@RequestMapping("/datasets/{id}")
class ChartPages {
    private final DatasetHeads heads;
    private final ReadChart readChart;
    private final SavedCharts charts;

    ChartPages(DatasetHeads heads, ReadChart readChart, SavedCharts charts) {
        this.heads = heads;
        this.readChart = readChart;
        this.charts = charts;
    }

    @GetMapping("/chart")
    Page chart(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response) {
        PageAddress address = PageAddress.of(request);
        boolean hasBlanks = request.getParameterMap().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(String::isBlank);
        if (hasBlanks) return Page.redirect(address.toString());
        DatasetHead head = heads.head(viewer, id, asOf, words, Tab.CHART);
        return sheet(viewer, head, address, words, response)
                .<Page>map(sheet -> Page.of(ChartPages.class, "chart")
                        .with("head", head)
                        .with("sheet", sheet)
                        .with("saved", charts.list(head.dataset().id())))
                .orElseGet(() -> Page.of(ChartPages.class, "no-chart").with("head", head));
    }

    @GetMapping("/chart/embed")
    Page embed(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response) {
        DatasetHead head = heads.head(viewer, id, asOf, words, Tab.CHART);
        Framing.allow(response);
        return sheet(viewer, head, PageAddress.of(request), words, response)
                .<Page>map(sheet ->
                        Page.of(ChartPages.class, "embed").with("head", head).with("sheet", sheet))
                .orElseThrow(Problem::notFound);
    }

    @GetMapping("/chart.svg")
    void svg(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        DatasetHead head = heads.head(viewer, id, asOf, words, Tab.CHART);
        Optional<Answered> answered = answer(viewer, head, words, request, response);
        if (answered.isEmpty()) return;
        String source = AskedAddress.origin(request) + head.path();
        Figure figure = answered.get().figures().figure(true, source);
        send(response, "image/svg+xml", id + ".svg", Drawing.svg(figure, Drawing.Size.WIDE, "chart"));
    }

    @GetMapping("/chart.csv")
    void csv(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        DatasetHead head = heads.head(viewer, id, asOf, words, Tab.CHART);
        Optional<Answered> answered = answer(viewer, head, words, request, response);
        if (answered.isEmpty()) return;
        Answered chart = answered.get();
        String table = ChartTable.of(chart.asked(), chart.data(), chart.figures(), words)
                .csv();
        send(response, "text/csv;charset=UTF-8", id + "-chart.csv", table);
    }

    /// A chart that was asked for, with what it shows.
    private record Answered(ChartAsked asked, ChartData data, Figures figures) {}

    /// Empty when the address asks for no chart; then the answer is 404 already.
    private Optional<Answered> answer(
            Viewer viewer, DatasetHead head, Words words, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<ChartAsked> read = ChartAsked.read(PageAddress.of(request), head.fields(), words);
        if (read.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return Optional.empty();
        }
        ChartAsked asked = read.get();
        ChartData data = readChart.read(viewer, head, asked, words, new Timings());
        return Optional.of(new Answered(asked, data, new Figures(head, asked, data, words)));
    }

    private static void send(HttpServletResponse response, String type, String name, String content)
            throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "private, no-cache");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private Optional<ChartSheet> sheet(
            Viewer viewer, DatasetHead head, PageAddress address, Words words, HttpServletResponse response) {
        return ChartAsked.read(address, head.fields(), words).map(asked -> {
            Timings timings = new Timings();
            ChartData data = readChart.read(viewer, head, asked, words, timings);
            response.setHeader("Server-Timing", timings.toString());
            return ChartSheet.of(head, asked, data, words);
        });
    }
}
