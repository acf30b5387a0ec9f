package city.senne.data.chart;

import city.senne.data.chart.KeepChart.Outcome;
import city.senne.data.explore.DatasetHead;
import city.senne.data.explore.DatasetHead.Tab;
import city.senne.data.explore.DatasetHeads;
import city.senne.data.query.Timings;
import city.senne.platform.i18n.Translated;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.AskedAddress;
import city.senne.platform.web.Entries;
import city.senne.platform.web.Framing;
import city.senne.platform.web.Page;
import city.senne.platform.web.PageAddress;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The charts that were kept with a dataset: each has a page, a page for other sites to frame, and a form for those who
/// may describe the dataset.
@Controller
@RequestMapping("/datasets/{id}/charts")
class SavedChartPages {
    private final DatasetHeads heads;
    private final ReadChart readChart;
    private final SavedCharts charts;
    private final KeepChart keepChart;

    SavedChartPages(DatasetHeads heads, ReadChart readChart, SavedCharts charts, KeepChart keepChart) {
        this.heads = heads;
        this.readChart = readChart;
        this.charts = charts;
        this.keepChart = keepChart;
    }

    @PostMapping
    Page keep(Viewer viewer, @PathVariable String id, Words words, HttpServletRequest request) {
        DatasetHead head = heads.head(viewer, id, "", words, Tab.CHART);
        PageAddress chart = PageAddress.of(request)
                .without(name -> name.startsWith("_") || name.startsWith("title.") || name.equals("as_of"))
                .at(head.path() + "/chart");
        ChartAsked asked = ChartAsked.read(chart, head.fields(), words).orElseThrow(Problem::notFound);
        Entries entries = Entries.of(request);
        return switch (keepChart.keep(viewer, head.dataset(), asked, title(entries))) {
            case Outcome.Kept kept -> Page.redirect(kept.chart().path());
            case Outcome.Wrong wrong ->
                Page.of(ChartPages.class, "chart")
                        .with("head", head.asking(chart))
                        .with("sheet", ChartSheet.of(head, asked, read(viewer, head, asked, words), words))
                        .with("saved", charts.list(head, words))
                        .with("entries", entries)
                        .with("error", words.of(wrong.word(), wrong.argument()))
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    /// Where a form that was sent back is read again, in another language for instance.
    @GetMapping
    Page charts(Viewer viewer, @PathVariable String id, Words words) {
        return Page.redirect(heads.head(viewer, id, "", words, Tab.CHART).path() + "/chart");
    }

    @GetMapping("/{chart}")
    Page chart(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String chart,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words) {
        DatasetHead head = heads.head(viewer, id, asOf, words, Tab.CHART);
        SavedChart saved = saved(head, chart, words);
        Entries entries = new Entries();
        entries.put("title", saved.title());
        return page(viewer, head, saved, entries, "", words);
    }

    @PostMapping("/{chart}")
    Page rename(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String chart,
            Words words,
            HttpServletRequest request) {
        DatasetHead head = heads.head(viewer, id, "", words, Tab.CHART);
        SavedChart saved = saved(head, chart, words);
        Entries entries = Entries.of(request);
        return switch (keepChart.rename(viewer, head.dataset(), saved, title(entries))) {
            case Outcome.Kept kept -> Page.redirect(kept.chart().path());
            case Outcome.Wrong wrong ->
                page(viewer, head, saved, entries, words.of(wrong.word(), wrong.argument()), words)
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    @PostMapping("/{chart}/first")
    Page placeFirst(Viewer viewer, @PathVariable String id, @PathVariable String chart, Words words) {
        DatasetHead head = heads.head(viewer, id, "", words, Tab.CHART);
        SavedChart saved = saved(head, chart, words);
        keepChart.placeFirst(viewer, head.dataset(), saved);
        return Page.redirect(saved.path());
    }

    @PostMapping("/{chart}/delete")
    Page delete(Viewer viewer, @PathVariable String id, @PathVariable String chart, Words words) {
        DatasetHead head = heads.head(viewer, id, "", words, Tab.CHART);
        keepChart.delete(viewer, head.dataset(), saved(head, chart, words));
        return Page.redirect(head.path() + "/chart");
    }

    @GetMapping("/{chart}/embed")
    Page embed(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String chart,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words,
            HttpServletResponse response) {
        DatasetHead head = heads.head(viewer, id, asOf, words, Tab.CHART);
        SavedChart saved = saved(head, chart, words);
        Framing.allow(response);
        return shown(Page.of(ChartPages.class, "saved-embed"), viewer, head, saved, words);
    }

    @GetMapping("/{chart}.svg")
    void svg(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String chart,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        DatasetHead head = heads.head(viewer, id, asOf, words, Tab.CHART);
        SavedChart saved = saved(head, chart, words);
        String source = AskedAddress.origin(request) + saved.path();
        files(viewer, head, saved, words).sendDrawing(saved.fileName(words), source, response);
    }

    @GetMapping("/{chart}.csv")
    void csv(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String chart,
            @RequestParam(name = "as_of", defaultValue = "") String asOf,
            Words words,
            HttpServletResponse response)
            throws IOException {
        DatasetHead head = heads.head(viewer, id, asOf, words, Tab.CHART);
        SavedChart saved = saved(head, chart, words);
        files(viewer, head, saved, words).sendTable(saved.fileName(words), response);
    }

    private ChartFiles files(Viewer viewer, DatasetHead head, SavedChart saved, Words words) {
        if (!(saved.read(head.fields(), words) instanceof SavedChart.Reading.Drawable(ChartAsked asked))) {
            throw Problem.notFound();
        }
        ChartData data = read(viewer, head, asked, words);
        return new ChartFiles(asked, data, new Figures(head, asked, data, words, saved.title(words)), words);
    }

    private Page.Template page(
            Viewer viewer, DatasetHead head, SavedChart chart, Entries entries, String error, Words words) {
        return shown(Page.of(ChartPages.class, "saved"), viewer, head, chart, words)
                .with("saved", charts.list(head, words))
                .with("entries", entries)
                .with("error", error);
    }

    private Page.Template shown(Page.Template page, Viewer viewer, DatasetHead head, SavedChart chart, Words words) {
        Page.Template said = page.with("head", head).with("chart", chart);
        return switch (chart.read(head.fields(), words)) {
            case SavedChart.Reading.Drawable(ChartAsked asked) ->
                // The tabs go on with the rows of the chart.
                said.with("head", head.asking(asked.address()))
                        .with("sheet", ChartSheet.of(head, chart, asked, read(viewer, head, asked, words), words));
            case SavedChart.Reading.Lacking(List<String> fields) -> said.with("lacking", fields);
        };
    }

    private ChartData read(Viewer viewer, DatasetHead head, ChartAsked asked, Words words) {
        return readChart.read(viewer, head, asked, words, new Timings());
    }

    private SavedChart saved(DatasetHead head, String chart, Words words) {
        return charts.find(head, chart, words).orElseThrow(Problem::notFound);
    }

    private static Translated title(Entries entries) {
        Entries lines = new Entries();
        entries.values().keySet().forEach(name -> lines.put(name, entries.line(name)));
        return lines.translated("title", Translated.EMPTY);
    }
}
