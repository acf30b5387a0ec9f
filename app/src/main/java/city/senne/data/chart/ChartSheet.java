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
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A chart as a page shows it: drawn in two sizes, with its figures, and with all the choices its form offers.
///
/// @param files the address of the chart as a file, without the ending of the file's name
/// @param coverage what is drawn of the whole
/// @param columns heads of the table of figures
public record ChartSheet(
        DatasetHead head,
        ChartAsked asked,
        ChartData data,
        PageAddress files,
        String title,
        String coverage,
        String wide,
        String narrow,
        List<String> columns,
        List<List<Cell>> figures) {
    private static final int MOST_SHOWN = 500;
    private static final Pattern CODE = Pattern.compile("(?:^|_)(?:code|id|nis|ins|nr|no)(?:_|$)");

    /// Readers mean the name of a thing, not its code, wherever the file has it.
    private static final Comparator<Field> NAMES_FIRST =
            Comparator.comparing(field -> CODE.matcher(field.name()).find());

    static ChartSheet of(DatasetHead head, ChartAsked asked, ChartData data, Words words) {
        PageAddress files = asked.ofChart().at(head.path() + "/chart");
        return of(head, asked, data, files, new Figures(head, asked, data, words, ""), words);
    }

    /// A chart under the title that somebody gave it.
    static ChartSheet of(DatasetHead head, SavedChart saved, ChartAsked asked, ChartData data, Words words) {
        PageAddress page = PageAddress.of(saved.path());
        PageAddress files = head.isOlder() ? page.with("as_of", head.version().number()) : page;
        return of(head, asked, data, files, new Figures(head, asked, data, words, saved.title(words)), words);
    }

    private static ChartSheet of(
            DatasetHead head, ChartAsked asked, ChartData data, PageAddress files, Figures figures, Words words) {
        Figure figure = figures.figure(false, "");
        ChartTable table = ChartTable.of(asked, data, figures, words);
        return new ChartSheet(
                head,
                asked,
                data,
                files,
                figures.title(),
                figures.coverage(),
                Drawing.svg(figure, Drawing.Size.WIDE, "wide"),
                Drawing.svg(figure, Drawing.Size.NARROW, "narrow"),
                table.columns(),
                table.rows());
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

    /// The page where the chart is built.
    public String address() {
        return asked.address().at(head.path() + "/chart").toString();
    }

    /// The chart as a file.
    ///
    /// @param ending `.svg` or `.csv`
    public String file(String ending) {
        return files.at(files.path() + ending).toString();
    }

    /// The same chart for other sites.
    public Embed embed() {
        return Embed.of(title, asked.ofChart().at(head.path() + "/chart"), Embed.CHART_HEIGHT);
    }

    /// What the form keeps of the address although it has no box for it.
    public List<PageAddress.Parameter> kept() {
        return asked.address().without(DatasetHead::isOfChart).entries();
    }

    public boolean isOfTime() {
        return asked.kind().isGrouped() && asked.axis() == Axis.TIMES;
    }

    public boolean isOfNames() {
        return asked.kind().isGrouped() && asked.axis() == Axis.NAMES;
    }

    public List<Field> groupFields() {
        return asked.kind().isGrouped()
                ? head.fields().stream()
                        .filter(ChartAsked::mayGroup)
                        .sorted(NAMES_FIRST)
                        .toList()
                : numbers();
    }

    public List<Field> seriesFields() {
        return head.fields().stream()
                .filter(ChartAsked::maySeparate)
                .sorted(NAMES_FIRST)
                .toList();
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
