package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.csv.HeaderFinder;
import city.senne.engine.delivery.formats.SheetRows.Merge;
import city.senne.engine.delivery.formats.SheetRows.SheetRow;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sheet as a table: finds its header among the first rows, then gives every row below that holds something.
final class SheetReader implements RowReader {
    /// Enough to see a header in contrast to its data.
    private static final int LOOKED_AT = 300;

    private static final int WIDEST_MERGE = 1000;

    private final SheetRows rows;
    private final Deque<SheetRow> ahead;
    private final List<SourceColumn> columns;
    private final List<Decision> decisions;

    private SheetReader(SheetRows rows, Deque<SheetRow> ahead, List<SourceColumn> columns, List<Decision> decisions) {
        this.rows = rows;
        this.ahead = ahead;
        this.columns = columns;
        this.decisions = List.copyOf(decisions);
    }

    /// Takes the rows over: they are closed with the reader, or at once when there is no table in them.
    static RowReader open(
            SheetRows rows, List<Merge> merges, ReadingOptions options, Limits limits, List<Decision> before)
            throws IOException {
        try {
            return openOrThrow(rows, merges, options, limits, before);
        } catch (RuntimeException | IOException failure) {
            rows.close();
            throw failure;
        }
    }

    private static RowReader openOrThrow(
            SheetRows rows, List<Merge> merges, ReadingOptions options, Limits limits, List<Decision> before)
            throws IOException {
        List<SheetRow> first = new ArrayList<>();
        while (first.size() < LOOKED_AT) {
            SheetRow row = rows.next();
            if (row == null) break;
            if (width(row.cells()) > limits.columns()) throw Refusal.of("too-many-columns", limits.columns());
            if (width(row.cells()) > 0) first.add(row);
        }
        if (first.isEmpty()) throw Refusal.of("empty-sheet");
        List<@Nullable Object[]> shown = new ArrayList<>();
        List<@Nullable SheetRow> shownRows = new ArrayList<>();
        for (SheetRow row : first) {
            // The header finder counts lines as the sheet does, so blank rows are put back, within reason.
            while (shown.size() < row.number() - 1 && shown.size() < 2 * LOOKED_AT) {
                shown.add(new @Nullable Object[0]);
                shownRows.add(null);
            }
            shown.add(row.cells().clone());
            shownRows.add(row);
        }
        fill(shown, merges);
        HeaderFinder.Found found = HeaderFinder.find(shown, options);
        Deque<SheetRow> ahead = new ArrayDeque<>();
        for (SheetRow row : shownRows.subList(Math.min(found.firstDataRow(), shownRows.size()), shownRows.size())) {
            if (row != null) ahead.add(row);
        }
        List<Decision> decisions = new ArrayList<>(before);
        decisions.add(found.decision());
        decisions.addAll(found.names());
        return new SheetReader(
                rows, ahead, found.headers().stream().map(SourceColumn::of).toList(), decisions);
    }

    /// A merged cell holds its value for every column it covers; but one that is alone in its row is a title, and
    /// stays alone.
    private static void fill(List<@Nullable Object[]> rows, List<Merge> merges) {
        boolean[] alone = new boolean[rows.size()];
        for (int r = 0; r < rows.size(); r++) alone[r] = filled(rows.get(r)) < 2;
        for (Merge merge : merges) {
            if (merge.firstRow() >= rows.size() || alone[merge.firstRow()]) continue;
            @Nullable Object[] cells = rows.get(merge.firstRow());
            Object value = merge.firstColumn() < cells.length ? cells[merge.firstColumn()] : null;
            if (value == null) continue;
            int last = Math.min(merge.lastColumn(), merge.firstColumn() + WIDEST_MERGE);
            if (cells.length <= last) cells = Arrays.copyOf(cells, last + 1);
            for (int c = merge.firstColumn(); c <= last; c++) if (cells[c] == null) cells[c] = value;
            rows.set(merge.firstRow(), cells);
        }
    }

    private static int filled(@Nullable Object[] cells) {
        int filled = 0;
        for (Object cell : cells) if (cell != null) filled++;
        return filled;
    }

    private static int width(@Nullable Object[] cells) {
        int width = cells.length;
        while (width > 0 && cells[width - 1] == null) width--;
        return width;
    }

    @Override
    public List<SourceColumn> columns() {
        return columns;
    }

    @Override
    public @Nullable SourceRow next() throws IOException {
        while (true) {
            SheetRow row = ahead.poll();
            if (row == null) row = rows.next();
            if (row == null) return null;
            int width = width(row.cells());
            if (width > 0) return sourceRow(row, width);
        }
    }

    private SourceRow sourceRow(SheetRow row, int width) {
        @Nullable Object[] cells = row.cells();
        if (cells.length == columns.size()) return new SourceRow(row.number(), cells, null);
        if (width <= columns.size()) {
            return new SourceRow(row.number(), Arrays.copyOf(cells, columns.size()), null);
        }
        return new SourceRow(
                row.number(),
                Arrays.copyOf(cells, columns.size()),
                Refusal.ofRow(
                        null,
                        cells[width - 1],
                        Reason.of("formats.beyond-last-column", columnName(width - 1), columns.size())));
    }

    /// `A`, `B`, … `AA`: as sheets call their columns.
    static String columnName(int column) {
        StringBuilder name = new StringBuilder();
        for (int c = column; c >= 0; c = c / 26 - 1) name.insert(0, (char) ('A' + c % 26));
        return name.toString();
    }

    @Override
    public List<Decision> decisions() {
        return decisions;
    }

    @Override
    public double progress() {
        return rows.progress();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
