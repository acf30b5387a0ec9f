package city.senne.data.chart;

import city.senne.data.explore.DatasetHead;
import city.senne.data.explore.Preview;
import city.senne.data.query.Timings;
import city.senne.data.query.TooBusy;
import city.senne.data.query.TooLarge;
import city.senne.data.query.TookTooLong;
import city.senne.platform.i18n.Words;
import city.senne.trust.identity.Viewer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Shows the first chart that was kept with a dataset, and that its version can draw.
@Component
class PreviewChart implements Preview.Source {
    private static final Logger LOG = LoggerFactory.getLogger(PreviewChart.class);

    private final SavedCharts charts;
    private final ReadChart readChart;

    PreviewChart(SavedCharts charts, ReadChart readChart) {
        this.charts = charts;
        this.readChart = readChart;
    }

    @Override
    public Optional<Preview> find(Viewer viewer, DatasetHead head, Words words) {
        if (!head.mayRead()) return Optional.empty();
        for (SavedChart chart : charts.list(head, words)) {
            if (chart.read(head.fields(), words) instanceof SavedChart.Reading.Drawable(ChartAsked asked)) {
                return preview(viewer, head, chart, asked, words);
            }
        }
        return Optional.empty();
    }

    /// The page is worth reading without it, when it cannot be drawn now.
    private Optional<Preview> preview(
            Viewer viewer, DatasetHead head, SavedChart chart, ChartAsked asked, Words words) {
        try {
            ChartData data = readChart.read(viewer, head, asked, words, new Timings());
            ChartSheet sheet = ChartSheet.of(head, chart, asked, data, words);
            if (data.isEmpty()) return Optional.empty();
            return Optional.of(new Preview(
                    chart.title(words),
                    chart.path() + head.asOfQuery("?"),
                    sheet.drawing(true),
                    sheet.drawing(false),
                    sheet.coverage(),
                    sheet.columns(),
                    sheet.figuresShown()));
        } catch (TooBusy | TooLarge | TookTooLong later) {
            LOG.info("No preview of {}: {}", chart.path(), later.getMessage());
            return Optional.empty();
        }
    }
}
