package city.senne.engine.delivery.csv;

import city.senne.engine.delivery.PlainRows;
import city.senne.engine.table.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Looks at every byte of a UTF-8 file for something that [CsvReader] mends, reports or reads in its own
/// way: rows of another width, empty rows, quotes inside a cell, mixed line ends, control characters. A
/// file without any is plain. Whether it is UTF-8 throughout is left to DuckDB, which refuses what is not.
final class PlainScan {
    private static final int BUFFER = 1 << 20;
    private static final byte ORDINARY = 0;
    private static final byte BLANK = 1;
    private static final byte DELIMITER = 2;
    private static final byte LINE_END = 3;
    private static final byte RETURN = 4;
    private static final byte QUOTE = 5;
    /// First byte of U+0080 to U+00BF: the control characters among them are mended when they are read.
    private static final byte LEAD_OF_CONTROL = 6;
    private static final byte NEVER = 7;

    private enum At {
        CELL_START,
        CELL,
        QUOTED,
        QUOTE_IN_QUOTED,
        AFTER_RETURN
    }

    private final byte[] kinds = new byte[256];
    private final int width;
    private long rows;

    private int cells = 1;
    private boolean filled;
    private boolean returns;
    private boolean newlines;
    private boolean afterLead;
    private At at = At.CELL_START;

    private PlainScan(Dialect dialect, int width) {
        this.width = width;
        for (int b = 0; b <= ' '; b++) kinds[b] = BLANK;
        kinds[0] = NEVER;
        kinds[0x1a] = NEVER;
        kinds['\n'] = LINE_END;
        kinds['\r'] = RETURN;
        kinds[0xc2] = LEAD_OF_CONTROL;
        if (dialect.quote() != 0) kinds[dialect.quote()] = QUOTE;
        kinds[dialect.delimiter()] = DELIMITER;
    }

    /// The rows of a plain file; empty when it is not plain, or when DuckDB cannot be told its dialect.
    ///
    /// @param width how many columns the table has
    /// @param header whether the first row holds their names
    static Optional<PlainRows> of(Path file, Dialect dialect, int width, boolean header) throws IOException {
        boolean speakable = dialect.delimiter() != 0 && !dialect.backslash() && dialect.comment() == 0;
        if (!speakable) return Optional.empty();
        PlainScan scan = new PlainScan(dialect, width);
        if (!scan.isPlain(file)) return Optional.empty();
        long rows = header ? scan.rows - 1 : scan.rows;
        return rows > 0 ? Optional.of(new PlainRows(relation(file, dialect, width, header), rows)) : Optional.empty();
    }

    private static String relation(Path file, Dialect dialect, int width, boolean header) {
        String columns = IntStream.range(0, width)
                .mapToObj(index -> "'" + PlainRows.column(index) + "': 'varchar'")
                .collect(Collectors.joining(", ", "{", "}"));
        String quote = Sql.literal(dialect.quoteName());
        return "read_csv(%s, auto_detect = false, header = %b, columns = %s, delim = %s, quote = %s, escape = %s, strict_mode = true, null_padding = false)"
                .formatted(
                        Sql.literal(file.toString()),
                        header,
                        columns,
                        Sql.literal(String.valueOf(dialect.delimiter())),
                        quote,
                        quote);
    }

    private boolean isPlain(Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            int from = startsWithMark(in, buffer);
            for (int length = from; length >= 0; length = in.read(buffer)) {
                if (!take(buffer, length)) return false;
            }
        }
        if (at == At.QUOTED || at == At.AFTER_RETURN) return false;
        boolean afterLastLine = at == At.CELL_START && cells == 1;
        return afterLastLine || endRow();
    }

    /// Reads the first bytes; leaves out a byte order mark. Answers how many of them are in the buffer.
    private static int startsWithMark(InputStream in, byte[] buffer) throws IOException {
        int length = in.readNBytes(buffer, 0, 3);
        boolean mark = length == 3 && buffer[0] == (byte) 0xef && buffer[1] == (byte) 0xbb && buffer[2] == (byte) 0xbf;
        return mark ? 0 : length;
    }

    private boolean take(byte[] bytes, int length) {
        int i = 0;
        while (i < length) {
            byte b = bytes[i++];
            byte kind = kinds[b & 0xff];
            if (afterLead) {
                if ((b & 0xff) < 0xa0) return false;
                afterLead = false;
            }
            if (kind == ORDINARY) {
                if (at == At.QUOTE_IN_QUOTED || at == At.AFTER_RETURN) return false;
                if (at == At.CELL_START) at = At.CELL;
                filled = true;
                while (i < length && kinds[bytes[i] & 0xff] == ORDINARY) i++;
            } else if (!special(kind)) {
                return false;
            }
        }
        return true;
    }

    private boolean special(byte kind) {
        if (kind == NEVER) return false;
        if (kind == LEAD_OF_CONTROL) {
            afterLead = true;
            kind = ORDINARY;
            filled = true;
        }
        switch (at) {
            case QUOTED -> {
                if (kind == QUOTE) at = At.QUOTE_IN_QUOTED;
                return true;
            }
            case QUOTE_IN_QUOTED -> {
                if (kind == QUOTE) {
                    at = At.QUOTED;
                    return true;
                }
                if (kind == ORDINARY || kind == BLANK) return false;
            }
            case AFTER_RETURN -> {
                return kind == LINE_END && endRow();
            }
            case CELL_START, CELL -> {
                if (kind == QUOTE) {
                    boolean opens = at == At.CELL_START;
                    at = At.QUOTED;
                    return opens;
                }
            }
        }
        switch (kind) {
            case DELIMITER -> {
                at = At.CELL_START;
                return ++cells <= width;
            }
            case LINE_END -> {
                newlines = true;
                return !returns && endRow();
            }
            case RETURN -> {
                at = At.AFTER_RETURN;
                returns = true;
                return !newlines;
            }
            default -> {
                if (at == At.CELL_START) at = At.CELL;
                return true;
            }
        }
    }

    private boolean endRow() {
        boolean plain = cells == width && filled;
        rows++;
        cells = 1;
        filled = false;
        at = At.CELL_START;
        return plain;
    }
}
