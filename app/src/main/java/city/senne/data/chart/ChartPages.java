package city.senne.data.chart;

import city.senne.data.explore.DatasetHead;
import city.senne.data.explore.DatasetHead.Tab;
import city.senne.data.explore.DatasetHeads;
import city.senne.data.explore.FewValues;
import city.senne.data.explore.PresentNames;
import city.senne.data.explore.ReadFacets;
import city.senne.data.query.Timings;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    private final ReadFacets readFacets;
    private final FewValues fewValues;
    private final SavedCharts charts;

    ChartPages(
            DatasetHeads heads, ReadChart readChart, ReadFacets readFacets, FewValues fewValues, SavedCharts charts) {
        this.heads = heads;
        this.readChart = readChart;
        this.readFacets = readFacets;
        this.fewValues = fewValues;
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
        DatasetHead head = heads.head(viewer, id, asOf, words, Tab.CHART).asking(address);
        Optional<PageAddress> present = PresentNames.redirect(address, head.fields());
        if (present.isPresent()) return Page.redirect(present.get().toString());
        return sheet(viewer, head, address, words, response)
                .<Page>map(sheet -> Page.of(ChartPages.class, "chart")
                        .with("head", head)
                        .with("sheet", sheet)
                        .with(
                                "facets",
                                readFacets.read(
                                        viewer,
                                        head,
                                        compared(sheet.asked()),
                                        sheet.asked().rows(),
                                        address,
                                        "#chart",
                                        words,
                                        new Timings()))
                        .with("saved", charts.list(head, words)))
                .orElseGet(() -> Page.of(ChartPages.class, "no-chart").with("head", head));
    }

    /// The fields whose values stand beside each other in a chart, as far as they are names.
    private static List<Field> compared(ChartAsked asked) {
        return Stream.of(Optional.ofNullable(asked.series()), Optional.of(asked.group()))
                .flatMap(Optional::stream)
                .filter(field -> field.type() == FieldType.TEXT)
                .distinct()
                .toList();
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
        files(viewer, head, words, request).sendDrawing(id, AskedAddress.origin(request) + head.path(), response);
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
        files(viewer, head, words, request).sendTable(id + "-chart", response);
    }

    private ChartFiles files(Viewer viewer, DatasetHead head, Words words, HttpServletRequest request) {
        ChartAsked asked = asked(viewer, head, PageAddress.of(request), words).orElseThrow(Problem::notFound);
        ChartData data = readChart.read(viewer, head, asked, words, new Timings());
        return new ChartFiles(asked, data, new Figures(head, asked, data, words, ""), words);
    }

    private Optional<ChartAsked> asked(Viewer viewer, DatasetHead head, PageAddress address, Words words) {
        return ChartAsked.read(address, head.fields(), fewValues.fields(viewer, head, new Timings()), words);
    }

    private Optional<ChartSheet> sheet(
            Viewer viewer, DatasetHead head, PageAddress address, Words words, HttpServletResponse response) {
        return asked(viewer, head, address, words).map(asked -> {
            Timings timings = new Timings();
            ChartData data = readChart.read(viewer, head, asked, words, timings);
            response.setHeader("Server-Timing", timings.toString());
            return ChartSheet.of(head, asked, data, words);
        });
    }
}
