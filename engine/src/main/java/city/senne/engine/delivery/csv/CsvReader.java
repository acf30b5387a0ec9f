package city.senne.engine.delivery.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.PlainCell;
import city.senne.engine.delivery.PlainRows;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.SourceRow.Problem;
import city.senne.engine.delivery.UnreadableDelivery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads delimited text whatever its encoding and dialect, which are found in its first megabytes
/// unless the publisher says them. Short rows are filled up; rows that are too long carry a problem;
/// blank lines, lines of empty cells, comments and notes below the table are left out and counted in
/// `findings`.
public final class CsvReader implements RowReader {
    private static final int HEAD = 4 << 20;
    private static final int SAMPLE = 128 << 10;
    private static final int HEADER_ROWS = 300;
    private static final int BUFFER = 256 << 10;
    private static final int MOST_NOTES = 20;
    /// The mark that old systems put behind the last byte.
    private static final String END_OF_FILE = "\u001a";

    private final InputStream in;
    private final long length;
    private final CsvScanner scanner;
    private final List<Decision> decisions = new ArrayList<>();
    private final Findings findings = new Findings();
    private final ArrayDeque<SourceRow> ready = new ArrayDeque<>();
    private final List<SourceRow> perhapsNotes = new ArrayList<>();
    private List<SourceColumn> columns = List.of();
    private @Nullable Object[] headerLine = {};
    private char comment;
    private Optional<PlainShape> shape = Optional.empty();
    private boolean afterBlank;
    private boolean ended;

    /// What DuckDB has to know of a file that may be plain.
    private record PlainShape(Path file, Dialect dialect, boolean header) {}

    private CsvReader(InputStream in, long length, CsvScanner scanner) {
        this.in = in;
        this.length = length;
        this.scanner = scanner;
    }

    /// Opens a file. Throws UnreadableDelivery when it is no text, or holds no table.
    public static CsvReader open(Path file, ReadingOptions options) throws IOException {
        return open(Bytes.of(file), options);
    }

    /// Opens bytes that lie anywhere.
    public static CsvReader open(Bytes source, ReadingOptions options) throws IOException {
        InputStream in = source.open();
        try {
            byte[] head = in.readNBytes(HEAD);
            boolean whole = head.length < HEAD;
            if (isBlank(head)) throw new UnreadableDelivery(Reason.of("csv.empty"));
            Encoding encoding = options.encoding() == null
                    ? Encoding.find(head, head.length, whole)
                    : Encoding.chosen(options.encoding(), head, head.length);
            InputStream text = new SequenceInputStream(
                    new ByteArrayInputStream(head, encoding.mark(), head.length - encoding.mark()), in);
            byte[] start = head;
            if (encoding.keepsAscii()) {
                start = Arrays.copyOfRange(head, encoding.mark(), head.length);
            } else {
                text = new Utf8Stream(text, encoding.charset());
                start = text.readNBytes(HEAD);
                whole = start.length < HEAD;
                text = new SequenceInputStream(new ByteArrayInputStream(start), text);
            }
            Encoding scanned = encoding.keepsAscii() ? encoding : encoding.asUtf8();
            return open(text, source, start, whole, encoding, scanned, options);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static CsvReader open(
            InputStream text,
            Bytes source,
            byte[] start,
            boolean whole,
            Encoding encoding,
            Encoding scanned,
            ReadingOptions options)
            throws IOException {
        Character delimiter = character(options.delimiter());
        Character quote = character(options.quote());
        int skipped = 0;
        Character announced = announcedDelimiter(start);
        if (announced != null) {
            skipped = endOfLine(start, 0);
            if (delimiter == null) delimiter = announced;
        }
        byte[] sample = Arrays.copyOfRange(start, skipped, sampleEnd(start, skipped, whole));
        DialectSniffer.Fit fit = new DialectSniffer(sample, scanned).find(delimiter, quote);
        Dialect dialect = fit.dialect();
        CsvReader reader = new CsvReader(text, source.length(), new CsvScanner(text, dialect, scanned, BUFFER));
        reader.decisions.add(new Decision(
                Aspect.ENCODING, null, encoding.charset().name(), encoding.reason(), options.encoding() != null));
        Reason why = options.delimiter() != null
                ? Reason.of("delivery.chosen")
                : announced != null ? Reason.of("csv.delimiter-announced") : fit.reason();
        reader.decisions.add(
                new Decision(Aspect.DELIMITER, null, dialect.delimiterName(), why, options.delimiter() != null));
        Reason whyQuote = options.quote() != null
                ? Reason.of("delivery.chosen")
                : Reason.of(dialect.backslash() ? "csv.quote-backslash" : "csv.quote-found");
        reader.decisions.add(new Decision(Aspect.QUOTE, null, dialect.quoteName(), whyQuote, options.quote() != null));
        if (announced != null) reader.scanner.next();
        HeaderFinder.Found found = reader.findTable(options);
        Path file = source.file();
        boolean fromTheTop = announced == null && reader.comment == 0 && found.firstDataRow() == found.headerRow();
        if (file != null
                && fromTheTop
                && found.headerRow() <= 1
                && encoding.charset().equals(UTF_8)) {
            reader.shape = Optional.of(new PlainShape(file, dialect, found.headerRow() == 1));
        }
        return reader;
    }

    private HeaderFinder.Found findTable(ReadingOptions options) throws IOException {
        List<SourceRow> rows = new ArrayList<>();
        int cells;
        while (rows.size() < HEADER_ROWS && (cells = scanner.next()) >= 0) rows.add(row(cells));
        List<SourceRow> table = TableStart.withoutComments(rows);
        if (table.size() < rows.size()) {
            comment = '#';
            for (SourceRow row : rows) if (!table.contains(row)) findings.comment(row.line());
        }
        long[] lines = table.stream().mapToLong(SourceRow::line).toArray();
        HeaderFinder.Found found =
                HeaderFinder.find(table.stream().map(SourceRow::cells).toList(), lines, options);
        columns = found.headers().stream().map(SourceColumn::of).toList();
        decisions.add(found.decision());
        decisions.addAll(found.names());
        if (found.headerRow() > 0)
            headerLine = table.get(found.firstDataRow() - 1).cells();
        for (int r = found.firstDataRow(); r < table.size(); r++) take(table.get(r));
        if (rows.size() < HEADER_ROWS) end();
        while (ready.isEmpty() && !ended) readOn();
        if (ready.isEmpty()) throw new UnreadableDelivery(Reason.of("csv.no-rows"));
        return found;
    }

    private SourceRow row(int cells) {
        if (scanner.isBlank()) return new SourceRow(scanner.line(), new @Nullable Object[0], null);
        @Nullable Object[] values = new @Nullable Object[cells];
        for (int c = 0; c < cells; c++) values[c] = scanner.cell(c);
        Problem problem = scanner.decoder().hasBadBytes() ? new Problem(null, null, Reason.of("csv.bad-bytes")) : null;
        return new SourceRow(scanner.line(), values, problem);
    }

    @Override
    public @Nullable SourceRow next() throws IOException {
        while (ready.isEmpty() && !ended) readOn();
        return ready.poll();
    }

    private void readOn() throws IOException {
        int cells = scanner.next();
        if (cells < 0) {
            end();
            return;
        }
        if (comment != 0 && scanner.startsWith(comment)) {
            findings.comment(scanner.line());
            return;
        }
        if (scanner.spansLines() && (cells != columns.size() || scanner.strayQuotes() > 0)) {
            if (scanner.again(true) == columns.size()) {
                cells = columns.size();
                findings.openQuote(scanner.line());
            } else {
                cells = scanner.again(false);
            }
        }
        take(row(cells));
    }

    private void take(SourceRow row) {
        @Nullable Object[] cells = row.cells();
        int filled = 0;
        for (Object cell : cells) if (cell != null && !((String) cell).isBlank()) filled++;
        if (filled == 0) {
            if (cells.length > 0) findings.blank(row.line());
            afterBlank = true;
            return;
        }
        boolean note = filled == 1 && cells[0] instanceof String text && mayBeNote(text, cells.length);
        afterBlank = false;
        if (note && perhapsNotes.size() < MOST_NOTES) {
            perhapsNotes.add(row);
            return;
        }
        if (repeatsHeader(cells)) {
            findings.header(row.line());
            for (SourceRow title : perhapsNotes) findings.note(title.line());
            perhapsNotes.clear();
            return;
        }
        for (SourceRow held : perhapsNotes) ready.add(fitted(held));
        perhapsNotes.clear();
        ready.add(fitted(row));
    }

    /// A lone text that does not look like the first cell of a row: it is a note if the table ends with
    /// it.
    private boolean mayBeNote(String text, int cells) {
        int width = columns.size();
        boolean apart = afterBlank || !perhapsNotes.isEmpty() || width > 2 && cells <= 2;
        boolean words = text.length() > 20 || text.indexOf(' ') >= 0 || text.indexOf(':') >= 0;
        return width > 1 && apart && (words || text.equals(END_OF_FILE));
    }

    /// Files that were put together from several often carry the header of each.
    private boolean repeatsHeader(@Nullable Object[] cells) {
        if (headerLine.length < 2 || cells.length < headerLine.length) return false;
        for (int c = 0; c < headerLine.length; c++) {
            if (!Objects.equals(cells[c], headerLine[c])) return false;
        }
        return true;
    }

    private void end() {
        ended = true;
        for (SourceRow note : perhapsNotes) {
            if (!END_OF_FILE.equals(note.cells()[0])) findings.note(note.line());
        }
        perhapsNotes.clear();
    }

    private SourceRow fitted(SourceRow row) {
        int width = columns.size();
        @Nullable Object[] cells = row.cells();
        if (cells.length == width) return row;
        if (cells.length < width) {
            findings.shortRow(row.line());
            return new SourceRow(row.line(), Arrays.copyOf(cells, width), row.problem());
        }
        for (int c = width; c < cells.length; c++) {
            if (cells[c] instanceof String text && !text.isBlank()) {
                return new SourceRow(
                        row.line(),
                        cells,
                        new Problem(
                                null,
                                text.length() > 200 ? text.substring(0, 200) : text,
                                Reason.of("csv.too-many-cells", cells.length, width)));
            }
        }
        return new SourceRow(row.line(), Arrays.copyOf(cells, width), row.problem());
    }

    @Override
    public List<SourceColumn> columns() {
        return columns;
    }

    @Override
    public List<Decision> decisions() {
        Encoding later = scanner.decoder().laterEncoding();
        if (later == null) return List.copyOf(decisions);
        List<Decision> corrected = new ArrayList<>(decisions);
        corrected.set(0, Decision.found(Aspect.ENCODING, null, later.charset().name(), later.reason()));
        return corrected;
    }

    @Override
    public List<Problem> findings() {
        findings.mendedCharacters(scanner.decoder().mended(), scanner.decoder().firstMendedLine());
        return findings.list();
    }

    @Override
    public Optional<PlainRows> plain(List<PlainCell> cells) throws IOException {
        if (shape.isEmpty()) return Optional.empty();
        PlainShape plain = shape.get();
        return new PlainFile(plain.file(), plain.dialect(), cells, plain.header()).rows();
    }

    @Override
    public double progress() {
        if (ended) return 1;
        return length <= 0 ? 0 : Math.min(0.999, (double) scanner.bytesRead() / length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes)
            if (b > ' ' || b < 0 && b != (byte) 0xef && b != (byte) 0xbb && b != (byte) 0xbf) return false;
        return true;
    }

    private static @Nullable Character character(@Nullable String option) {
        if (option == null) return null;
        String sign = option.equals("\\t") ? "\t" : option;
        if (sign.isEmpty()) return (char) 0;
        if (sign.length() > 1 || sign.charAt(0) > 126 || sign.charAt(0) == '\n' || sign.charAt(0) == '\r') {
            throw new UnreadableDelivery(Reason.of("csv.no-such-sign", option));
        }
        return sign.charAt(0);
    }

    /// The delimiter of a first line `sep=;`, as spreadsheets write it.
    private static @Nullable Character announcedDelimiter(byte[] start) {
        if (start.length < 6 || start[4] < 0) return null;
        boolean announced =
                (start[0] | 32) == 's' && (start[1] | 32) == 'e' && (start[2] | 32) == 'p' && start[3] == '=';
        return announced && (start[5] == '\n' || start[5] == '\r') ? (char) start[4] : null;
    }

    private static int endOfLine(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length && bytes[i] != '\n' && bytes[i] != '\r') i++;
        if (i + 1 < bytes.length && bytes[i] == '\r' && bytes[i + 1] == '\n') i++;
        return Math.min(i + 1, bytes.length);
    }

    private static int sampleEnd(byte[] start, int from, boolean whole) {
        if (whole && start.length <= from + SAMPLE) return start.length;
        int end = Math.min(start.length, from + SAMPLE);
        int cut = end;
        while (cut > from && start[cut - 1] != '\n' && start[cut - 1] != '\r') cut--;
        return cut > from ? cut : end;
    }
}
