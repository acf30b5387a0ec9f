package city.senne.engine.delivery.csv;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts bytes into rows and cells, in a buffer that holds one row at a time. Forgiving: a quote inside
/// a cell is a quote, and a quote that is never closed does not swallow the file. Refuses what no table
/// holds: a cell over 16 MB, a row over 100 MB, more than 10,000 columns.
final class CsvScanner {
    static final int LONGEST_CELL = 16 << 20;
    static final int LONGEST_ROW = 100 << 20;
    static final int MOST_COLUMNS = 10_000;
    /// More lines than this inside quotes: somebody forgot to close them.
    private static final int MOST_QUOTED_LINES = 5_000;

    private static final byte PLAIN = 0;
    private static final byte DELIMITER = 1;
    private static final byte LINE_FEED = 2;
    private static final byte RETURN = 3;
    private static final byte NUL = 4;
    private static final byte ESCAPE = 5;
    private static final byte QUOTE = 6;

    private static final byte QUOTED = 1;
    private static final byte ESCAPED = 2;
    private static final byte WIDE = 4;
    private static final byte HOLED = 8;

    private final InputStream in;
    private final byte delimiter;
    private final byte quote;
    private final boolean backslash;
    private final byte[] outside = new byte[256];
    private final byte[] inside = new byte[256];

    private byte[] buffer;
    private int limit;
    private int position;
    private boolean ended;
    private long bytesBefore;

    private int rowStart;
    private long line = 1;
    private long rowLine = 1;
    private int rowEnd;
    private int cells;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private byte[] marks = new byte[64];
    private boolean spansLines;
    private boolean oneLine;
    private int strayQuotes;

    private final CellDecoder decoder;

    CsvScanner(InputStream in, Dialect dialect, Encoding encoding, int bufferSize) {
        this.in = in;
        this.decoder = new CellDecoder(encoding, dialect);
        buffer = new byte[bufferSize + 1];
        buffer[0] = '\n';
        delimiter = (byte) dialect.delimiter();
        quote = (byte) dialect.quote();
        backslash = dialect.backslash();
        for (byte[] table : new byte[][] {outside, inside}) {
            table['\n'] = LINE_FEED;
            table['\r'] = RETURN;
            table[0] = NUL;
            if (backslash) table['\\'] = ESCAPE;
        }
        if (delimiter != 0) outside[delimiter] = DELIMITER;
        if (quote != 0) inside[quote] = QUOTE;
    }

    /// Reads the next row, blank ones included: the number of its cells, -1 after the last row.
    int next() throws IOException {
        oneLine = false;
        rowStart = position;
        rowLine = line;
        decoder.forgetBadBytes();
        return scan();
    }

    /// Reads the last row again, taking a quote that is not closed on its line for a mere character.
    int again(boolean onOneLine) throws IOException {
        oneLine = onOneLine;
        position = rowStart;
        line = rowLine;
        return scan();
    }

    private int scan() throws IOException {
        cells = 0;
        spansLines = false;
        strayQuotes = 0;
        if (position >= limit && !refill()) return -1;
        while (true) {
            if (cells == starts.length) growCells();
            int end = quote != 0 ? quotedCell() : -1;
            if (end < 0) end = plainCell();
            if (end == '\n') return cells;
        }
    }

    /// Reads a cell without quotes; returns what ended it, a delimiter or a line.
    private int plainCell() throws IOException {
        int start = position - rowStart;
        int p = position;
        int wide = 0;
        byte mark = 0;
        byte[] bytes = buffer;
        while (true) {
            byte b = bytes[p];
            wide |= b;
            byte kind = outside[b & 0xff];
            if (kind == PLAIN) {
                p++;
                continue;
            }
            switch (kind) {
                case DELIMITER -> {
                    add(start, p - rowStart, (byte) (mark | (wide < 0 ? WIDE : 0)));
                    position = p + 1;
                    return delimiter;
                }
                case NUL -> {
                    mark |= HOLED;
                    p++;
                }
                case ESCAPE -> {
                    if (p + 1 >= limit) {
                        position = p;
                        refill();
                        p = position;
                        bytes = buffer;
                    }
                    byte next = p + 1 < limit ? bytes[p + 1] : 0;
                    if (next == delimiter || next == '\\' || next == quote && quote != 0) {
                        mark |= ESCAPED;
                        p++;
                    }
                    p++;
                }
                default -> {
                    if (p >= limit) {
                        position = p;
                        refuseLongCell(start, p - rowStart);
                        boolean more = refill();
                        p = position;
                        bytes = buffer;
                        if (more) continue;
                    }
                    add(start, p - rowStart, (byte) (mark | (wide < 0 ? WIDE : 0)));
                    endLine(p);
                    return '\n';
                }
            }
        }
    }

    /// Steps over the line end at `p`, of whichever kind, or over nothing at the end of the file.
    private void endLine(int p) throws IOException {
        position = p;
        rowEnd = p - rowStart;
        if (p < limit) {
            position = p + 1;
            if (buffer[p] == '\r') {
                if (position >= limit) refill();
                if (position < limit && buffer[position] == '\n') position++;
            }
            line++;
        }
    }

    /// Reads a cell in quotes; returns what ended it, or -1 with nothing moved when there is no such
    /// cell here.
    private int quotedCell() throws IOException {
        int p = position;
        while (p < limit && buffer[p] == ' ' && delimiter != ' ') p++;
        if (p >= limit) {
            int ahead = p - position;
            if (!refill()) return -1;
            p = position + ahead;
            while (p < limit && buffer[p] == ' ' && delimiter != ' ') p++;
        }
        if (p >= limit || buffer[p] != quote) return -1;
        int cellStart = position - rowStart;
        long firstLine = line;
        int start = p + 1 - rowStart;
        p++;
        int wide = 0;
        byte mark = QUOTED;
        int stray = 0;
        while (true) {
            byte b = buffer[p];
            if (p >= limit) {
                position = p;
                if (p - rowStart - start > LONGEST_CELL) {
                    if (line > firstLine) return giveUp(cellStart, firstLine);
                    refuseLongCell(start, p - rowStart);
                }
                if (!refill()) return giveUp(cellStart, firstLine);
                p = position;
                continue;
            }
            wide |= b;
            switch (inside[b & 0xff]) {
                case QUOTE -> {
                    int end = afterQuote(p);
                    p = position;
                    if (end == quote) {
                        mark |= ESCAPED;
                        p += 2;
                    } else if (end != 0) {
                        strayQuotes += stray;
                        spansLines |= line > firstLine;
                        add(start, p - rowStart, (byte) (mark | (wide < 0 ? WIDE : 0)));
                        p++;
                        while (p < limit && buffer[p] != delimiter && isBlankByte(buffer[p])) p++;
                        if (end == '\n') {
                            endLine(p);
                        } else {
                            position = p + 1;
                        }
                        return end;
                    } else {
                        stray++;
                        p++;
                    }
                }
                case LINE_FEED, RETURN -> {
                    if (b == '\n' || !isLineFeedAt(p + 1)) line++;
                    if (oneLine || line - firstLine > MOST_QUOTED_LINES) return giveUp(cellStart, firstLine);
                    p++;
                }
                case NUL -> {
                    mark |= HOLED;
                    p++;
                }
                case ESCAPE -> {
                    if (p + 1 >= limit) {
                        position = p;
                        refill();
                        p = position;
                    }
                    byte next = p + 1 < limit ? buffer[p + 1] : 0;
                    if (next == quote || next == '\\') {
                        mark |= ESCAPED;
                        p++;
                    }
                    p++;
                }
                default -> p++;
            }
        }
    }

    private boolean isLineFeedAt(int p) {
        return p < limit && buffer[p] == '\n';
    }

    private static boolean isBlankByte(byte b) {
        return b == ' ' || b == '\t';
    }

    /// What follows the quote at `p`: the quote again, the delimiter, `\n` for any line end, 0 for
    /// anything else. Leaves
    /// `position` on the quote, since the buffer may have moved.
    private int afterQuote(int p) throws IOException {
        int ahead = 1;
        while (true) {
            if (p + ahead >= limit) {
                position = p;
                boolean more = refill();
                p = position;
                if (!more) return '\n';
            }
            position = p;
            byte b = buffer[p + ahead];
            if (ahead == 1 && b == quote) return quote;
            if (b == delimiter && delimiter != 0) return delimiter;
            if (b == '\n' || b == '\r') return '\n';
            if (!isBlankByte(b) || ahead > 200) return 0;
            ahead++;
        }
    }

    /// The quote that opened this cell is never closed: it is a character like others.
    private int giveUp(int cellStart, long firstLine) throws IOException {
        position = rowStart + cellStart;
        line = firstLine;
        strayQuotes++;
        return plainCell();
    }

    private void add(int start, int end, byte mark) {
        refuseLongCell(start, end);
        starts[cells] = start;
        ends[cells] = end;
        marks[cells++] = mark;
    }

    private void growCells() {
        if (cells >= MOST_COLUMNS) {
            throw new UnreadableDelivery(Reason.of("csv.too-many-columns", rowLine, MOST_COLUMNS));
        }
        int size = Math.min(cells * 2, MOST_COLUMNS);
        starts = Arrays.copyOf(starts, size);
        ends = Arrays.copyOf(ends, size);
        marks = Arrays.copyOf(marks, size);
    }

    private void refuseLongCell(int start, int end) {
        if (end - start > LONGEST_CELL) {
            throw new UnreadableDelivery(Reason.of("csv.cell-too-long", rowLine, LONGEST_CELL >> 20));
        }
    }

    /// Brings more bytes behind `position`, moving the row to the front of the buffer; false at the end
    /// of the file.
    private boolean refill() throws IOException {
        if (ended) return false;
        if (rowStart > 0) {
            System.arraycopy(buffer, rowStart, buffer, 0, limit - rowStart);
            bytesBefore += rowStart;
            limit -= rowStart;
            position -= rowStart;
            rowStart = 0;
        }
        if (limit == buffer.length - 1) {
            if (limit >= LONGEST_ROW) {
                throw new UnreadableDelivery(Reason.of("csv.row-too-long", rowLine, LONGEST_ROW >> 20));
            }
            buffer = Arrays.copyOf(buffer, Math.min(limit * 2, LONGEST_ROW) + 1);
        }
        int count = in.readNBytes(buffer, limit, buffer.length - 1 - limit);
        limit += count;
        buffer[limit] = '\n';
        if (count == 0) ended = true;
        return count > 0;
    }

    /// The line, counted from 1, on which the row begins.
    long line() {
        return rowLine;
    }

    /// Whether a cell of the row holds a line end.
    boolean spansLines() {
        return spansLines;
    }

    /// Quotes in the row that neither open nor close a cell.
    int strayQuotes() {
        return strayQuotes;
    }

    /// The row begins with this character.
    boolean startsWith(char c) {
        return rowEnd > 0 && buffer[rowStart] == (byte) c;
    }

    boolean isQuoted(int cell) {
        return (marks[cell] & QUOTED) != 0;
    }

    /// Whether there is nothing at all in the row.
    boolean isBlank() {
        if (cells > 1) return false;
        for (int i = rowStart + starts[0]; i < rowStart + ends[0]; i++) {
            if (buffer[i] > ' ' || buffer[i] < 0) return false;
        }
        return true;
    }

    long bytesRead() {
        return bytesBefore + position;
    }

    /// Knows what the cells asked for were like: bad bytes of this row, mended characters of all rows.
    CellDecoder decoder() {
        return decoder;
    }

    /// The text of a cell, null when it is empty.
    @Nullable
    String cell(int index) {
        int from = rowStart + starts[index];
        int to = rowStart + ends[index];
        if (from == to) return null;
        byte mark = marks[index];
        if ((mark & WIDE) != 0) decoder.decide(buffer, rowStart, limit, ended);
        boolean escaped = (mark & (ESCAPED | HOLED)) != 0;
        return decoder.text(buffer, from, to, escaped, (mark & QUOTED) != 0, (mark & WIDE) != 0, rowLine);
    }
}
