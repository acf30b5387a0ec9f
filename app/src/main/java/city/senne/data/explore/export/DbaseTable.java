package city.senne.data.explore.export;

import city.senne.engine.odsql.OutputColumn;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values of a shapefile: its `.dbf`. Columns are as wide as their widest value, so rows are kept in a file of
/// their own until all are there.
final class DbaseTable implements AutoCloseable {
    static final int MOST_COLUMNS = 255;
    static final int LONGEST_NAME = 10;
    private static final int LONGEST_TEXT = 254;
    private static final int LONGEST_PLAIN_NUMBER = 24;
    private static final int NO_VALUE = 255;
    private static final int HEADER = 32;
    private static final int MOST_DECIMALS = 15;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");

    private final List<OutputColumn> columns;
    private final List<String> names;
    private final TextValues texts;
    private final Path file;
    private final DataOutputStream rows;
    private final char[] types;
    private final int[] widths;
    private final int[] decimals;
    private int count;
    private int cut;

    /// @param names as the file calls them, in ASCII
    DbaseTable(List<OutputColumn> columns, List<String> names, TextValues texts, Path file) throws IOException {
        this.columns = columns;
        this.names = names;
        this.texts = texts;
        this.file = file;
        this.rows = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
        this.widths = new int[columns.size()];
        this.decimals = new int[columns.size()];
        this.types = new char[columns.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = type(columns.get(i));
            widths[i] = types[i] == 'D' ? 8 : 1;
        }
    }

    /// How many texts were too long.
    int cut() {
        return cut;
    }

    /// @param values one per column
    void add(List<@Nullable Object> values) throws IOException {
        for (int i = 0; i < types.length; i++) {
            String text = text(i, values.get(i));
            if (text == null) {
                rows.writeByte(NO_VALUE);
                continue;
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            int length = fitting(bytes);
            if (length < bytes.length) cut++;
            widths[i] = Math.max(widths[i], length);
            if (types[i] == 'N') decimals[i] = Math.max(decimals[i], decimals(text));
            rows.writeByte(length);
            rows.write(bytes, 0, length);
        }
        count++;
    }

    /// When all are added.
    ///
    /// @param day on which the data was made
    void write(OutputStream out, LocalDate day) throws IOException {
        rows.flush();
        int width = 1 + Arrays.stream(widths).sum();
        ByteBuffer header = ByteBuffer.allocate(HEADER + HEADER * types.length + 1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 3)
                .put((byte) (day.getYear() - 1900))
                .put((byte) day.getMonthValue())
                .put((byte) day.getDayOfMonth())
                .putInt(count)
                .putShort((short) (HEADER + HEADER * types.length + 1))
                .putShort((short) width);
        for (int i = 0; i < types.length; i++) {
            int start = HEADER + HEADER * i;
            header.position(start).put(names.get(i).getBytes(StandardCharsets.US_ASCII));
            header.put(start + 11, (byte) types[i]);
            header.put(start + 16, (byte) widths[i]);
            header.put(start + 17, (byte) Math.clamp(
                    decimals[i], 0, Math.min(MOST_DECIMALS, Math.max(0, widths[i] - 2))));
        }
        header.put(header.capacity() - 1, (byte) 0x0d);
        out.write(header.array());
        writeRows(out, width);
        out.write(0x1a);
    }

    private void writeRows(OutputStream out, int width) throws IOException {
        byte[] row = new byte[width];
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (int n = 0; n < count; n++) {
                Arrays.fill(row, (byte) ' ');
                int at = 1;
                for (int i = 0; i < types.length; i++) {
                    int length = in.readUnsignedByte();
                    if (length == NO_VALUE) {
                        if (types[i] == 'L') row[at] = '?';
                    } else {
                        // Numbers stand at the right.
                        in.readFully(row, types[i] == 'N' ? at + widths[i] - length : at, length);
                    }
                    at += widths[i];
                }
                out.write(row);
            }
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
        Files.deleteIfExists(file);
    }

    private static char type(OutputColumn column) {
        return switch (column.type()) {
            case INTEGER, NUMBER, DECIMAL -> 'N';
            case BOOLEAN -> 'L';
            case DATE -> JsonValues.precision(column) == null ? 'D' : 'C';
            default -> 'C';
        };
    }

    private @Nullable String text(int at, @Nullable Object value) {
        String text = switch (value) {
            case null -> null;
            case LocalDate date
            when types[at] == 'D' -> date.getYear() < 0 || date.getYear() > 9999 ? null : DATE.format(date);
            case Boolean flag -> flag ? "T" : "F";
            case Double number when Double.isFinite(number) -> number(number);
            case BigDecimal number -> JsonValues.trimmed(number).toPlainString();
            default -> texts.text(columns.get(at), value);
        };
        // A zero byte ends a text for many readers.
        return text == null || text.isEmpty() ? null : text.replace('\0', ' ');
    }

    private static String number(double number) {
        String plain = new BigDecimal(Double.toString(number)).toPlainString();
        return plain.length() <= LONGEST_PLAIN_NUMBER ? plain : Double.toString(number);
    }

    private static int decimals(String number) {
        int point = number.indexOf('.');
        return point < 0 ? 0 : number.length() - point - 1;
    }

    /// How many bytes of a text are kept, so that no character is cut in two.
    private static int fitting(byte[] text) {
        if (text.length <= LONGEST_TEXT) return text.length;
        int length = LONGEST_TEXT;
        while ((text[length] & 0xc0) == 0x80) length--;
        return length;
    }
}
