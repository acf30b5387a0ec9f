package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.table.FieldType;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A dBase table, as it lies beside the geometries of a shapefile or alone.
final class DbfFile implements Closeable {
    private static final int DESCRIPTOR = 32;
    private static final Map<Integer, String> LANGUAGES = Map.of(
            0x01,
            "IBM437",
            0x02,
            "IBM850",
            0x03,
            "windows-1252",
            0x57,
            "windows-1252",
            0x64,
            "IBM852",
            0xC8,
            "windows-1250",
            0xC9,
            "windows-1251",
            0x58,
            "windows-1252",
            0x59,
            "windows-1252",
            0x65,
            "IBM866");
    private static final long JULIAN_EPOCH = 2_440_588;

    private final DataInputStream in;
    private final List<Column> columns;
    private final int rowLength;
    private final long rows;
    private final Charset charset;
    private final List<Decision> decisions;
    private long read;

    private record Column(String name, char type, int offset, int length, int decimals) {
        boolean isMemo() {
            return type == 'M' || type == 'G' || type == 'P' || type == 'B' && length != 8;
        }

        @Nullable
        FieldType declared() {
            return switch (type) {
                case 'N', 'F' -> decimals > 0 || length > 18 ? FieldType.DOUBLE : FieldType.INT;
                case 'I', '+' -> FieldType.INT;
                case 'B', 'O', 'Y' -> FieldType.DOUBLE;
                case 'D' -> FieldType.DATE;
                case 'T', '@' -> FieldType.DATETIME;
                case 'L' -> FieldType.BOOLEAN;
                default -> null;
            };
        }
    }

    private DbfFile(
            DataInputStream in,
            List<Column> columns,
            int rowLength,
            long rows,
            Charset charset,
            List<Decision> decisions) {
        this.in = in;
        this.columns = columns;
        this.rowLength = rowLength;
        this.rows = rows;
        this.charset = charset;
        this.decisions = decisions;
    }

    /// Whether the first bytes of a file make sense as the head of one.
    static boolean looksLikeOne(byte[] start, long size, String fileName) {
        if (start.length < 33) return false;
        int version = start[0] & 0xFF;
        boolean named = Format.extension(fileName).equals("dbf");
        if (named) return version < 0x20 || version >= 0x30 && version < 0x90 || version >= 0xC0;
        if (version != 0x03 && version != 0x30 && version != 0x83 && version != 0x8B && version != 0xF5) return false;
        ByteBuffer head = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        int headLength = head.getShort(8) & 0xFFFF;
        int rowLength = head.getShort(10) & 0xFFFF;
        return headLength >= 33
                && headLength < start.length
                && start[headLength - 1] == 0x0D
                && rowLength > 1
                && headLength + (head.getInt(4) & 0xFFFFFFFFL) * rowLength <= size + 1
                && start[2] >= 1
                && start[2] <= 12;
    }

    /// @param stated the content of a `.cpg` file beside it, or null
    static DbfFile open(Path file, @Nullable String stated, ReadingOptions options, Limits limits) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        try {
            byte[] head = in.readNBytes(32);
            if (head.length < 32) throw Refusal.of("dbf-broken");
            ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            long rows = numbers.getInt(4) & 0xFFFFFFFFL;
            int headLength = numbers.getShort(8) & 0xFFFF;
            int rowLength = numbers.getShort(10) & 0xFFFF;
            byte[] descriptors = in.readNBytes(Math.max(0, headLength - 32));
            if (headLength < 33 || rowLength < 1 || descriptors.length < headLength - 32)
                throw Refusal.of("dbf-broken");
            List<Column> columns = columns(descriptors, limits);
            Column last = columns.getLast();
            if (last.offset() + last.length() > rowLength) throw Refusal.of("dbf-broken");
            List<Decision> decisions = new ArrayList<>();
            Charset charset = charset(file, headLength, head[29] & 0xFF, stated, options, decisions);
            List<Column> named = new ArrayList<>();
            for (Column column : columns) {
                String name = new String(column.name().getBytes(StandardCharsets.ISO_8859_1), charset).strip();
                String header = name.isEmpty() ? "column_" + (named.size() + 1) : name;
                named.add(new Column(header, column.type(), column.offset(), column.length(), column.decimals()));
                if (column.isMemo()) {
                    decisions.add(Decision.found(Aspect.TYPE, header, "text", Reason.of("formats.dbf-memo")));
                }
            }
            return new DbfFile(in, List.copyOf(named), rowLength, rows, charset, decisions);
        } catch (RuntimeException | IOException failure) {
            in.close();
            throw failure;
        }
    }

    private static List<Column> columns(byte[] descriptors, Limits limits) {
        List<Column> columns = new ArrayList<>();
        int offset = 1;
        for (int at = 0; at + DESCRIPTOR <= descriptors.length && descriptors[at] != 0x0D; at += DESCRIPTOR) {
            int end = at;
            while (end < at + 11 && descriptors[end] != 0) end++;
            String name = new String(descriptors, at, end - at, StandardCharsets.ISO_8859_1);
            char type = (char) (descriptors[at + 11] & 0xFF);
            int length = descriptors[at + 16] & 0xFF;
            int decimals = descriptors[at + 17] & 0xFF;
            // Long texts keep the upper half of their length where numbers have their decimals.
            if (type == 'C') {
                length += decimals << 8;
                decimals = 0;
            }
            columns.add(new Column(name, type, offset, length, decimals));
            offset += length;
            if (columns.size() > limits.columns()) throw Refusal.of("too-many-columns", limits.columns());
        }
        if (columns.isEmpty()) throw Refusal.of("dbf-broken");
        return columns;
    }

    private static Charset charset(
            Path file,
            int headLength,
            int language,
            @Nullable String stated,
            ReadingOptions options,
            List<Decision> decisions)
            throws IOException {
        String chosen = options.encoding();
        if (chosen != null) {
            Charset charset = charset(chosen);
            if (charset == null) throw Refusal.of("no-such-encoding", chosen);
            decisions.add(Decision.chosen(Aspect.ENCODING, null, charset.name()));
            return charset;
        }
        Charset known = stated == null ? null : charset(stated.strip());
        if (known == null && LANGUAGES.containsKey(language)) known = charset(LANGUAGES.getOrDefault(language, ""));
        byte[] sample;
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(headLength);
            sample = in.readNBytes(4 << 20);
        }
        boolean utf8 = Utf8.isValid(sample);
        boolean plain = true;
        for (byte b : sample) plain &= b >= 0;
        // What is stated is often what the program was set to, not what it wrote: bytes that are UTF-8 are.
        boolean contradicted = known != null && !plain && (known == StandardCharsets.UTF_8) != utf8;
        if (known != null && !contradicted) {
            decisions.add(Decision.found(Aspect.ENCODING, null, known.name(), Reason.of("formats.encoding-stated")));
            return known;
        }
        Charset found = utf8 ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
        decisions.add(Decision.found(Aspect.ENCODING, null, found.name(), Reason.of("formats.encoding-sniffed")));
        return found;
    }

    private static @Nullable Charset charset(String name) {
        String plain =
                name.strip().toLowerCase(java.util.Locale.ROOT).replaceFirst("^(ansi|oem)?[ _]*(?=\\d{3,5}$)", "");
        String wanted = switch (plain) {
            case "1252", "88591" -> "windows-1252";
            case "65001", "utf8" -> "UTF-8";
            case "437", "850", "852", "866" -> "IBM" + plain;
            case "1250", "1251", "1253", "1254", "1257" -> "windows-" + plain;
            default -> plain;
        };
        try {
            return wanted.isEmpty() ? null : Charset.forName(wanted);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    List<SourceColumn> columns() {
        return columns.stream()
                .map(column -> new SourceColumn(column.name(), column.declared(), null))
                .toList();
    }

    long rows() {
        return rows;
    }

    List<Decision> decisions() {
        return decisions;
    }

    /// The next row, null after the last.
    @Nullable
    Row next() throws IOException {
        if (read >= rows) return null;
        byte[] bytes = in.readNBytes(rowLength);
        boolean endMark = bytes.length > 0 && bytes[0] == 0x1A;
        if (bytes.length < rowLength || endMark) throw Refusal.of("dbf-cut", read, rows);
        read++;
        if (bytes[0] == '*') return new Row(true, new @Nullable Object[0]);
        @Nullable Object[] cells = new @Nullable Object[columns.size()];
        for (int i = 0; i < cells.length; i++) cells[i] = value(columns.get(i), bytes);
        return new Row(false, cells);
    }

    /// @param deleted it is only marked so, and still takes its place
    record Row(boolean deleted, @Nullable Object[] cells) {}

    private @Nullable Object value(Column column, byte[] row) {
        if (column.isMemo()) return null;
        int from = column.offset();
        int length = column.length();
        switch (column.type()) {
            case 'I', '+' -> {
                return length == 4 ? (Object) (long) little(row, from).getInt() : null;
            }
            case 'B', 'O' -> {
                return little(row, from).getDouble();
            }
            case 'Y' -> {
                return little(row, from).getLong() / 10_000.0;
            }
            case 'T', '@' -> {
                return moment(little(row, from));
            }
            default -> {}
        }
        String text = new String(row, from, length, charset);
        int zero = text.indexOf('\0');
        text = (zero >= 0 ? text.substring(0, zero) : text).strip();
        if (text.isEmpty()) return null;
        return switch (column.type()) {
            case 'N', 'F' -> number(text, column);
            case 'D' -> date(text);
            case 'L' ->
                switch (Character.toUpperCase(text.charAt(0))) {
                    case 'T', 'Y', 'J', 'O', '1' -> true;
                    case 'F', 'N', '0' -> false;
                    default -> null;
                };
            default -> text;
        };
    }

    private static ByteBuffer little(byte[] row, int from) {
        ByteBuffer eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        eight.put(row, from, Math.min(8, row.length - from));
        return eight.rewind();
    }

    private static @Nullable Object number(String text, Column column) {
        // Programs fill what does not fit, or is not there, with stars.
        if (text.startsWith("*")) return null;
        try {
            String plain = text.replace(',', '.');
            if (column.declared() == FieldType.INT) {
                double number = Double.parseDouble(plain);
                return number == Math.rint(number) && Math.abs(number) < 1e15 ? (Object) (long) number : exact(plain);
            }
            return Double.parseDouble(plain);
        } catch (NumberFormatException noNumber) {
            return text;
        }
    }

    private static Object exact(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException fraction) {
            return Double.parseDouble(text);
        }
    }

    private static @Nullable Object date(String text) {
        if (text.matches("0+")) return null;
        try {
            return LocalDate.of(
                    Integer.parseInt(text.substring(0, 4)),
                    Integer.parseInt(text.substring(4, 6)),
                    Integer.parseInt(text.substring(6, 8)));
        } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException noDate) {
            return text;
        }
    }

    private static @Nullable LocalDateTime moment(ByteBuffer eight) {
        int day = eight.getInt();
        int millis = eight.getInt();
        if (day == 0 || millis < 0 || millis >= 86_400_000) return null;
        return LocalDate.ofEpochDay(day - JULIAN_EPOCH).atStartOfDay().plusNanos(millis * 1_000_000L);
    }

    double progress() {
        return rows == 0 ? 1 : (double) read / rows;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
