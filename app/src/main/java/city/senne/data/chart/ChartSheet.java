package city.senne.data.chart;

import city.senne.data.chart.ChartData.Axis;
import city.senne.data.explore.Cell;
import city.senne.data.explore.DatasetHead;
import city.senne.data.explore.Embed;
import city.senne.engine.table.Field;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A chart as a page shows it: drawn in two sizes, with its figures, and with all the choices its form offers.
///
/// @param coverage what is drawn of the whole
/// @param columns heads of the table of figures
public record ChartSheet(
        DatasetHead head,
        ChartAsked asked,
        ChartData data,
        String title,
        String coverage,
        String wide,
        String narrow,
        List<String> columns,
        List<List<Cell>> figures) {
    private static final int MOST_SHOWN = 500;

    static ChartSheet of(DatasetHead head, ChartAsked asked, ChartData data, Words words) {
        Figures figures = new Figures(head, asked, data, words);
        Figure figure = figures.figure(false, "");
        ChartTable table = ChartTable.of(asked, data, figures, words);
        return new ChartSheet(
                head,
                asked,
                data,
                figures.title(),
                figures.coverage(),
                Drawing.svg(figure, Drawing.Size.WIDE, "wide"),
                Drawing.svg(figure, Drawing.Size.NARROW, "narrow"),
                table.columns(),
                table.rows());
    }

    /// The same under the title that somebody gave it.
    ChartSheet named(String given) {
        return new ChartSheet(head, asked, data, given, coverage, wide, narrow, columns, figures);
    }

    /// Markup of our own, in which every text of others is escaped.
    public Content drawing(boolean isWide) {
        return output -> output.writeContent(isWide ? wide : narrow);
    }

    public List<List<Cell>> figuresShown() {
        return figures.subList(0, Math.min(figures.size(), MOST_SHOWN));
    }

    public boolean isCut() {
        return figures.size() > MOST_SHOWN;
    }

    /// The same chart elsewhere: `.svg`, `.csv` or `/embed` behind the address of its page.
    public String address(String ending) {
        return asked.address().at(head.path() + "/chart" + ending).toString();
    }

    /// The same chart for other sites.
    public Embed embed() {
        return Embed.of(title, asked.address().at(head.path() + "/chart"), 560);
    }

    /// The rows of the chart as a table.
    public String table() {
        return asked.address()
                .at(head.path() + "/table")
                .without(name -> !city.senne.data.explore.RowChoice.isParameter(name) && !name.equals("as_of"))
                .toString();
    }

    /// What the form keeps of the address although it has no box for it.
    public List<PageAddress.Parameter> kept() {
        return asked.address()
                .without("kind", "group", "per", "series", "aggregate", "of", "order", "top")
                .entries();
    }

    public boolean isOfTime() {
        return asked.kind().isGrouped() && asked.axis() == Axis.TIMES;
    }

    public boolean isOfNames() {
        return asked.kind().isGrouped() && asked.axis() == Axis.NAMES;
    }

    public List<Field> groupFields() {
        return asked.kind().isGrouped()
                ? head.fields().stream().filter(ChartAsked::mayGroup).toList()
                : numbers();
    }

    public List<Field> seriesFields() {
        return head.fields().stream().filter(ChartAsked::maySeparate).toList();
    }

    public List<Field> numbers() {
        List<Field> numbers = new ArrayList<>(ChartAsked.amounts(head.fields()).toList());
        head.fields().stream()
                .filter(field -> field.type().isNumber() && !numbers.contains(field))
                .forEach(numbers::add);
        return numbers;
    }

    public boolean is(@Nullable Field field, Field other) {
        return other.equals(field);
    }
}
