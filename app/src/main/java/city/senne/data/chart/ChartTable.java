package city.senne.data.chart;

import city.senne.data.explore.Cell;
import city.senne.engine.table.CsvWriter;
import city.senne.platform.i18n.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The figures of a chart in rows and columns: one row for each group, one column for each series.
///
/// @param plain the values as programs read them, null where there is none
record ChartTable(List<String> columns, List<List<Cell>> rows, List<List<@Nullable String>> plain) {

    static ChartTable of(ChartAsked asked, ChartData data, Figures figures, Words words) {
        List<String> columns = new ArrayList<>();
        List<List<Cell>> rows = new ArrayList<>();
        List<List<@Nullable String>> plain = new ArrayList<>();
        columns.add(figures.group());
        if (asked.kind() == ChartKind.SCATTER) {
            columns.add(Objects.requireNonNull(asked.measure()).label());
            if (asked.series() != null) columns.add(asked.series().label());
            for (ChartData.Dot dot : data.dots()) {
                List<Cell> row = new ArrayList<>(List.of(cell(dot.x(), words), cell(dot.y(), words)));
                List<@Nullable String> values = new ArrayList<>(List.of(plain(dot.x()), plain(dot.y())));
                if (asked.series() != null) {
                    row.add(new Cell(data.series().get(dot.series()), Cell.Kind.TEXT));
                    values.add(data.series().get(dot.series()));
                }
                rows.add(row);
                plain.add(values);
            }
            return new ChartTable(columns, rows, plain);
        }
        if (asked.series() == null) columns.add(figures.values(true));
        else columns.addAll(data.series());
        for (ChartData.Group group : data.groups()) {
            List<Cell> row = new ArrayList<>(List.of(new Cell(group.label(), Cell.Kind.TEXT)));
            List<@Nullable String> values = new ArrayList<>(List.of(group.label()));
            for (Number value : group.values()) {
                row.add(
                        value == null
                                ? new Cell("", Cell.Kind.NOTHING)
                                : new Cell(figures.number(value), Cell.Kind.NUMBER));
                values.add(value == null ? null : plain(value));
            }
            rows.add(row);
            plain.add(values);
        }
        return new ChartTable(columns, rows, plain);
    }

    private static Cell cell(double value, Words words) {
        return new Cell(words.number(value), Cell.Kind.NUMBER);
    }

    private static String plain(Number value) {
        return value instanceof Double number && Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : value.toString();
    }

    /// With a semicolon, as the exports of the rows.
    String csv() {
        var out = new StringBuilder("\uFEFF");
        var writer = new CsvWriter(out, ';', false);
        try {
            writer.row(columns);
            for (List<@Nullable String> row : plain) writer.row(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
