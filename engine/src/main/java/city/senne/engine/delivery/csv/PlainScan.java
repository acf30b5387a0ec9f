package city.senne.engine.delivery.csv;

import city.senne.engine.delivery.PlainCell;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;

/// Looks at every cell of a part of a UTF-8 file for something that [CsvReader] mends, reports or reads in
/// its own way: rows of another width, empty rows, quotes inside a cell, mixed line ends, control
/// characters, cells that are not written as their column asks. Whether the file is UTF-8 throughout is
/// left to DuckDB, which refuses what is not.
final class PlainScan {
    private static final int BUFFER = 1 << 20;
    private static final int END_OF_PART = -1;

    private static final byte ORDINARY = 0;
    /// Ends a cell, or may: delimiter, line end, quote.
    private static final byte MARK = 1;
    /// The first byte of U+0080 to U+00BF: the control characters among them are mended when they are read.
    private static final byte LEAD_OF_CONTROL = 2;
    private static final byte NEVER = 3;

    private final FileChannel channel;
    private final PlainCell[] forms;
    private final int delimiter;
    private final int quote;
    private final byte[] kinds = new byte[256];

    private final byte[] bytes = new byte[BUFFER];
    private int start;
    private int limit;
    private boolean ended;
    private long place;
    private final long end;

    private long rows;
    private int cells;
    private boolean filled;
    private boolean padded;
    private int lineEnd;
    private boolean inHeader;

    /// What was seen of a plain part.
    ///
    /// @param lineEnd the first byte of what ends its rows; 0 when nothing does
    /// @param padded whether some cells have spaces around their text
    record Part(long rows, int lineEnd, boolean padded) {}

    /// @param from,end the part, in bytes; it begins with a row
    /// @param forms one for each column
    PlainScan(FileChannel channel, long from, long end, Dialect dialect, List<PlainCell> forms) {
        this.channel = channel;
        this.place = from;
        this.end = end;
        this.forms = forms.toArray(PlainCell[]::new);
        delimiter = dialect.delimiter();
        quote = dialect.quote() == 0 ? END_OF_PART : dialect.quote();
        kinds[0] = NEVER;
        kinds[0x1a] = NEVER;
        kinds[0xc2] = LEAD_OF_CONTROL;
        for (int mark : new int[] {'\n', '\r', delimiter, quote}) if (mark >= 0) kinds[mark] = MARK;
    }

    /// Empty when the part is not plain, or does not end with a row.
    ///
    /// @param header whether its first row holds names
    Optional<Part> scan(boolean header) throws IOException {
        boolean firstPart = place == 0;
        fill();
        boolean mark = firstPart
                && limit >= 3
                && bytes[0] == (byte) 0xef
                && bytes[1] == (byte) 0xbb
                && bytes[2] == (byte) 0xbf;
        if (mark) start = 3;
        inHeader = header;
        while (at(start) != END_OF_PART) {
            if (!cell()) return Optional.empty();
        }
        return cells == 0 ? Optional.of(new Part(header ? rows - 1 : rows, lineEnd, padded)) : Optional.empty();
    }

    /// Takes the cell that begins at `start`, and what ends it; false when it is not plain.
    private boolean cell() throws IOException {
        boolean quoted = at(start) == quote;
        if (quoted) start++;
        int end = quoted ? endOfQuoted() : endOfPlain();
        if (end < 0 || !isPlain(start, end)) return false;
        start = end;
        if (quoted) start++;
        cells++;
        int mark = at(start);
        if (mark == delimiter) {
            start++;
            // A delimiter as the very last byte opens one more cell, which is empty.
            return cells < forms.length && at(start) != END_OF_PART;
        }
        if (mark == '\r') mark = at(start + 1) == '\n' ? '\r' : NEVER;
        boolean known = mark == '\n' || mark == '\r' || mark == END_OF_PART;
        boolean same = lineEnd == 0 || mark == END_OF_PART || lineEnd == mark;
        if (mark != END_OF_PART) lineEnd = mark;
        start += mark == '\r' ? 2 : mark == '\n' ? 1 : 0;
        boolean row = cells == forms.length && filled;
        rows++;
        cells = 0;
        filled = false;
        inHeader = false;
        return known && same && row;
    }

    /// The place of the mark that ends the cell; negative when something in it is not plain. `start` moves
    /// along when more bytes have to be read.
    private int endOfPlain() throws IOException {
        int i = start;
        while (true) {
            while (i < limit && kinds[bytes[i] & 0xff] == ORDINARY) i++;
            if (i == limit) {
                i -= fill();
                if (i == limit) return ended ? i : -1;
            } else if (kinds[bytes[i] & 0xff] == MARK) {
                return bytes[i] == quote ? -1 : i;
            } else {
                i -= fillFor(i);
                if (!isCharacter(i)) return -1;
                i++;
            }
        }
    }

    private int endOfQuoted() throws IOException {
        int i = start;
        while (true) {
            while (i < limit && bytes[i] != quote && kinds[bytes[i] & 0xff] < LEAD_OF_CONTROL) i++;
            if (i == limit) {
                i -= fill();
                if (i == limit) return -1;
                continue;
            }
            i -= fillFor(i);
            if (bytes[i] != quote) {
                if (!isCharacter(i)) return -1;
                i++;
            } else if (i + 1 < limit && bytes[i + 1] == quote) {
                i += 2;
            } else {
                return i;
            }
        }
    }

    private boolean isCharacter(int i) {
        return kinds[bytes[i] & 0xff] == LEAD_OF_CONTROL && i + 1 < limit && (bytes[i + 1] & 0xff) >= 0xa0;
    }

    /// Whether the bytes of a cell mean what they say; notes blanks around it.
    private boolean isPlain(int from, int to) {
        if (from == to) return true;
        int first = bytes[from] & 0xff;
        int last = bytes[to - 1] & 0xff;
        // Blanks that are no space are trimmed by us and not by DuckDB; some have several bytes.
        boolean strange = first < ' ' || last < ' ' || first == 0xc2 || first == 0xe2 || first == 0xef;
        if (strange || endsInWideBlank(from, to)) return false;
        if (first == ' ' || last == ' ') {
            padded = true;
            while (from < to && bytes[from] == ' ') from++;
            while (to > from && bytes[to - 1] == ' ') to--;
            // What is left may have other blanks around it.
            if (from < to) return isPlain(from, to);
            return true;
        }
        filled = true;
        return inHeader || cells < forms.length && forms[cells].fits(bytes, from, to);
    }

    private boolean endsInWideBlank(int from, int to) {
        int last = bytes[to - 1] & 0xff;
        if (last < 0x80) return false;
        boolean two = to - from >= 2 && last == 0xa0 && bytes[to - 2] == (byte) 0xc2;
        boolean three = to - from >= 3
                && (bytes[to - 3] == (byte) 0xe2 && bytes[to - 2] == (byte) 0x80 && last <= 0xaf
                        || bytes[to - 3] == (byte) 0xef && bytes[to - 2] == (byte) 0xbb);
        return two || three;
    }

    private int at(int i) throws IOException {
        int place = i - fillFor(i);
        return place < limit ? bytes[place] & 0xff : END_OF_PART;
    }

    /// Makes sure that the byte after `i` is there, unless the part ends; by how much everything moved.
    private int fillFor(int i) throws IOException {
        return i + 1 < limit || ended ? 0 : fill();
    }

    /// Moves what begins at `start` to the front and reads on; by how much everything moved. A cell that
    /// fills the whole buffer cannot be read.
    private int fill() throws IOException {
        if (ended) return 0;
        int moved = start;
        System.arraycopy(bytes, start, bytes, 0, limit - start);
        limit -= start;
        start = 0;
        int wanted = (int) Math.min(bytes.length - limit, end - place);
        ByteBuffer free = ByteBuffer.wrap(bytes, limit, wanted);
        while (free.hasRemaining() && channel.read(free, place + free.position() - limit) >= 0) {}
        int read = free.position() - limit;
        limit += read;
        place += read;
        ended = place == end || read < wanted;
        return moved;
    }
}
