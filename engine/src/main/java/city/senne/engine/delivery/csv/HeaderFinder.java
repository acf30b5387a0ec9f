package city.senne.engine.delivery.csv;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.engine.delivery.types.CellKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Finds the header of a table among its first rows: below titles and notes, on one line or several, or
/// nowhere. A line is a header when it stands in contrast to what is below it: words above numbers and
/// dates, a name that does not come back as a value. For text files and for sheets alike.
public final class HeaderFinder {
    private static final int MOST_HEADER_LINES = 4;
    private static final int BODY_ROWS = 300;

    private final List<@Nullable Object[]> rows;
    private final long[] lines;
    private final CellKind[][] kinds;
    private final int[] filled;
    private final int width;

    private HeaderFinder(List<@Nullable Object[]> rows, long[] lines) {
        this.rows = rows;
        this.lines = lines;
        kinds = new CellKind[rows.size()][];
        filled = new int[rows.size()];
        int widest = 0;
        for (int r = 0; r < rows.size(); r++) {
            @Nullable Object[] cells = rows.get(r);
            kinds[r] = new CellKind[cells.length];
            for (int c = 0; c < cells.length; c++) {
                kinds[r][c] = CellKind.of(cells[c]);
                if (cell(r, c) != null) {
                    filled[r]++;
                    widest = Math.max(widest, c + 1);
                }
            }
        }
        width = widest;
    }

    /// Where the table begins.
    ///
    /// @param headerRow the last line of the header, counted from 1; 0 when there is
    ///     none
    /// @param firstDataRow the index, from 0, of the first row below it
    /// @param headers one per column, trimmed, never empty, no two alike: `column_3` where nothing is
    ///     written, `x (2)` for the second `x`
    /// @param reason why it is there
    /// @param names a NAME decision for every header that had to be made up
    public record Found(int headerRow, int firstDataRow, List<String> headers, Reason reason, List<Decision> names) {
        /// The HEADER decision.
        public Decision decision() {
            return new Decision(
                    Decision.Aspect.HEADER,
                    null,
                    Integer.toString(headerRow),
                    reason,
                    reason.code().equals("delivery.chosen"));
        }
    }

    /// Finds the header in the first rows of a table (a few hundred are plenty), blank ones included.
    /// With
    /// `options.headerRow()` it stands where the publisher says.
    public static Found find(List<@Nullable Object[]> firstRows, ReadingOptions options) {
        long[] lines = LongStream.rangeClosed(1, firstRows.size()).toArray();
        return find(firstRows, lines, options);
    }

    /// The same for rows that do not follow each other line by line.
    ///
    /// @param lines the line of each row; `headerRow` is then such a line too
    static Found find(List<@Nullable Object[]> firstRows, long[] lines, ReadingOptions options) {
        HeaderFinder finder = new HeaderFinder(firstRows, lines);
        Integer wanted = options.headerRow();
        return wanted == null ? finder.find() : finder.at(wanted);
    }

    private Found at(int headerRow) {
        Reason chosen = Reason.of("delivery.chosen");
        if (headerRow == 0) return withoutHeader(firstFilled(0), chosen);
        int last = rows.size() - 1;
        while (last >= 0 && lines[last] > headerRow) last--;
        if (last < 0 || filled[last] == 0 || headerRow > lines[rows.size() - 1]) {
            throw new UnreadableDelivery(Reason.of("csv.no-such-header-row", headerRow));
        }
        int first = last;
        while (first > 0 && last - first < MOST_HEADER_LINES && continues(first - 1, first)) first--;
        return withHeader(first, last, chosen);
    }

    private Found find() {
        int start = tableStart();
        if (start == rows.size()) return withoutHeader(start, Reason.of("csv.header-none-no-rows"));
        int last = -1;
        for (int r = start; r < rows.size() && r < start + 2 * MOST_HEADER_LINES; r++) {
            if (filled[r] == 0) continue;
            double contrast = contrast(r);
            boolean header = last < 0 ? contrast > -0.4 && !isAlone(r) || contrast > 0 : isClearlyHeader(r, contrast);
            if (!header) break;
            last = r;
        }
        if (last < 0) return withoutHeader(start, Reason.of("csv.header-none", rows.size() - start));
        int first = last;
        while (first > 0 && last - first < MOST_HEADER_LINES && continues(first - 1, first)) first--;
        Reason reason = first < last
                ? Reason.of("csv.header-lines", lines[first], lines[last])
                : last > firstFilled(0)
                        ? Reason.of("csv.header-below-titles", lines[last], filledBefore(last))
                        : Reason.of("csv.header-first", lines[last]);
        return withHeader(first, last, reason);
    }

    /// The first row that has about as many cells as the rows of the table.
    private int tableStart() {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int n : filled) if (n > 0) counts.merge(n, 1, Integer::sum);
        if (counts.isEmpty()) return rows.size();
        int[] sorted = Arrays.stream(filled).filter(n -> n > 0).sorted().toArray();
        int typical = Math.max(
                sorted[sorted.length / 2],
                counts.entrySet().stream()
                        .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                        .orElseThrow()
                        .getKey());
        if (sorted.length == 3) typical = sorted[2];
        if (sorted.length == 2) typical = sorted[0];
        for (double share : new double[] {0.75, 0.5}) {
            for (int r = 0; r < rows.size(); r++) {
                if (filled[r] >= typical * share && !isTitleAbove(r, typical)) return r;
            }
        }
        return firstFilled(0);
    }

    /// In a table of two columns a lone word above two words is a title.
    private boolean isTitleAbove(int row, int typical) {
        return typical > 1 && filled[row] < typical && filled[row] == 1 && row + 1 < rows.size();
    }

    private int firstFilled(int from) {
        int r = from;
        while (r < rows.size() && filled[r] == 0) r++;
        return r;
    }

    private int filledBefore(int row) {
        int count = 0;
        for (int r = 0; r < row; r++) if (filled[r] > 0) count++;
        return count;
    }

    private boolean isAlone(int row) {
        return firstFilled(row + 1) == rows.size() && hasData(row);
    }

    private boolean hasData(int row) {
        for (CellKind kind : kinds[row]) if (kind == CellKind.NUMBER || kind == CellKind.MOMENT) return true;
        return false;
    }

    /// How much the row differs from what is below it: positive for a header, negative for one more row
    /// of data.
    private double contrast(int row) {
        double contrast = 0;
        double blemishes = 0;
        Set<String> seen = new HashSet<>();
        for (int c = 0; c < width; c++) {
            Object cell = cell(row, c);
            if (cell == null) {
                blemishes += 0.05;
                continue;
            }
            if (!seen.add(cell.toString().strip())) blemishes += 0.1;
            contrast += contrast(row, c, cell);
        }
        return contrast - Math.min(blemishes, 0.3);
    }

    private double contrast(int row, int column, Object cell) {
        int[] counts = new int[CellKind.values().length];
        int body = 0;
        boolean comesBack = false;
        int sameLength = 0;
        int length = -1;
        int years = 0;
        for (int r = row + 1; r < rows.size() && body < BODY_ROWS; r++) {
            Object below = cell(r, column);
            CellKind kind = kind(r, column);
            if (kind == CellKind.EMPTY || cell.equals(below) && isRepeated(row, r)) continue;
            counts[kind.ordinal()]++;
            body++;
            if (below != null) {
                String text = below.toString();
                comesBack |= text.equals(cell);
                if (isYear(below)) years++;
                if (length < 0) length = text.length();
                if (text.length() == length) sameLength++;
            }
        }
        if (body == 0) return 0;
        CellKind own = kind(row, column);
        int data = counts[CellKind.NUMBER.ordinal()] + counts[CellKind.MOMENT.ordinal()];
        if (own == CellKind.TEXT || own == CellKind.BOOLEAN) {
            if (data >= 0.7 * body) return own == CellKind.BOOLEAN ? 0.5 : data == body ? 2 : 1;
            if (counts[CellKind.BOOLEAN.ordinal()] >= 0.9 * body) return own == CellKind.TEXT ? 0.7 : -1;
            if (comesBack) return -1;
            boolean fixed = body >= 3 && sameLength == body && cell.toString().length() != length;
            return fixed ? 0.5 : 0;
        }
        if (own == CellKind.EMPTY) return 0;
        if (isYear(cell) && years < 0.5 * body) return 0.3;
        return comesBack || counts[own.ordinal()] >= 0.5 * body ? -1 : -0.6;
    }

    /// A line that comes back whole is a header that was copied along with its table.
    private boolean isRepeated(int row, int other) {
        return filled[row] > 1 && Arrays.equals(rows.get(row), rows.get(other));
    }

    private static boolean isYear(Object cell) {
        String text = cell.toString().strip();
        if (text.endsWith(".0")) text = text.substring(0, text.length() - 2);
        return text.length() == 4 && (text.startsWith("19") || text.startsWith("20"));
    }

    /// A second line of a header must prove it: nothing in it looks like data, and words stand above
    /// data.
    private boolean isClearlyHeader(int row, double contrast) {
        int below = firstFilled(row + 1);
        return !hasData(row) && contrast >= 1 && below < rows.size() && firstFilled(below + 1) < rows.size();
    }

    /// Whether the upper of two rows is part of the same header: each fills what the other leaves open.
    private boolean continues(int upper, int lower) {
        if (filled[upper] < 2 || hasOnlyTitles(upper)) return false;
        Set<String> seen = new HashSet<>();
        int mended = 0;
        boolean inGroup = false;
        for (int c = 0; c < width; c++) {
            inGroup |= cell(upper, c) != null;
            Object below = cell(lower, c);
            boolean open = below == null || !seen.add(below.toString().strip());
            if (open && inGroup && isFilledBelow(lower, c)) mended++;
        }
        return mended > 0 && !hasMoment(upper);
    }

    private boolean isFilledBelow(int row, int column) {
        for (int r = row + 1; r < rows.size(); r++) if (cell(r, column) != null) return true;
        return false;
    }

    private boolean hasOnlyTitles(int row) {
        int longOnes = 0;
        for (int c = 0; c < width; c++) {
            Object cell = cell(row, c);
            if (cell != null && cell.toString().length() > 60) longOnes++;
        }
        return longOnes * 2 > filled[row];
    }

    private boolean hasMoment(int row) {
        for (CellKind kind : kinds[row]) if (kind == CellKind.MOMENT) return true;
        return false;
    }

    private Found withHeader(int first, int last, Reason reason) {
        List<@Nullable String> written = new ArrayList<>();
        @Nullable String[] group = new @Nullable String[last - first + 1];
        int columns = columnsBelow(first, last + 1);
        for (int c = 0; c < columns; c++) {
            List<String> parts = new ArrayList<>();
            for (int r = first; r <= last; r++) {
                Object cell = cell(r, c);
                if (cell != null) {
                    group[r - first] = clean(cell);
                    Arrays.fill(group, r - first + 1, group.length, null);
                } else if (r == last || !isSpanned(r, c, last)) {
                    continue;
                }
                String part = group[r - first];
                if (part != null && !parts.contains(part)) parts.add(part);
            }
            written.add(parts.isEmpty() ? null : String.join(" ", parts));
        }
        return named((int) lines[last], last + 1, written, reason);
    }

    /// A blank in an upper line of a header belongs to the group on its left when something stands
    /// below it.
    private boolean isSpanned(int row, int column, int last) {
        for (int r = row + 1; r <= last; r++) if (cell(r, column) != null) return true;
        return false;
    }

    private Found withoutHeader(int firstDataRow, Reason reason) {
        List<@Nullable String> nothing = new ArrayList<>();
        int columns = columnsBelow(firstDataRow, firstDataRow);
        for (int c = 0; c < columns; c++) nothing.add(null);
        return named(0, firstDataRow, nothing, reason);
    }

    /// As many columns as are named, or filled in more than a stray row or two.
    private int columnsBelow(int firstHeaderRow, int firstDataRow) {
        int columns = 0;
        for (int r = firstHeaderRow; r < firstDataRow; r++) columns = Math.max(columns, lastFilled(r));
        int[] reaching = new int[width + 1];
        int body = 0;
        for (int r = firstDataRow; r < rows.size(); r++) {
            if (filled[r] == 0) continue;
            body++;
            reaching[lastFilled(r)]++;
        }
        columns = Math.max(columns, regularWidth(firstDataRow));
        int count = 0;
        for (int w = width; w > columns; w--) {
            count += reaching[w];
            if (count * 2 >= body || count >= 3 && count * 10 > body) return w;
        }
        return columns;
    }

    /// The last column with a value in it, when most rows have the same number of cells; else 0.
    private int regularWidth(int firstDataRow) {
        Map<Integer, Integer> lengths = new HashMap<>();
        int body = 0;
        for (int r = firstDataRow; r < rows.size(); r++) {
            if (filled[r] == 0) continue;
            body++;
            lengths.merge(rows.get(r).length, 1, Integer::sum);
        }
        int columns = 0;
        for (var length : lengths.entrySet()) {
            if (length.getValue() * 2 <= body || body < 3) continue;
            for (int r = firstDataRow; r < rows.size(); r++) {
                if (rows.get(r).length <= length.getKey()) columns = Math.max(columns, lastFilled(r));
            }
        }
        return columns;
    }

    private int lastFilled(int row) {
        int last = rows.get(row).length;
        while (last > 0 && cell(row, last - 1) == null) last--;
        return last;
    }

    private static Found named(int headerRow, int firstDataRow, List<@Nullable String> written, Reason reason) {
        ColumnNames names = ColumnNames.of(written, headerRow > 0);
        return new Found(headerRow, firstDataRow, names.headers(), reason, names.decisions());
    }

    private static String clean(Object cell) {
        String text = cell instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(number.longValue())
                : cell.toString();
        StringBuilder line = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
                blank = !line.isEmpty();
            } else {
                if (blank) line.append(' ');
                blank = false;
                line.append(c);
            }
        }
        return line.toString();
    }

    /// What stands there, null for nothing but blanks.
    private @Nullable Object cell(int row, int column) {
        @Nullable Object[] cells = rows.get(row);
        if (column >= cells.length) return null;
        return cells[column] instanceof String text && text.isBlank() ? null : cells[column];
    }

    private CellKind kind(int row, int column) {
        return column < kinds[row].length ? kinds[row][column] : CellKind.EMPTY;
    }
}
