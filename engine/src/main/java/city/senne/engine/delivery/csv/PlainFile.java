package city.senne.engine.delivery.csv;

import city.senne.engine.delivery.PlainCell;
import city.senne.engine.delivery.PlainRows;
import city.senne.engine.table.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Finds out whether a file is plain: nothing in it is mended, reported or read by [CsvReader] in its own
/// way, and every cell is written as its column asks. Several processors look at several parts of the file.
///
/// @param header whether the first row holds the names of the columns
record PlainFile(Path file, Dialect dialect, List<PlainCell> cells, boolean header) {
    private static final long SMALLEST_PART = 8 << 20;
    private static final int MOST_PARTS = 8;

    /// The rows of a plain file; empty when it is not plain, or when DuckDB cannot be told its dialect.
    Optional<PlainRows> rows() throws IOException {
        boolean speakable = dialect.delimiter() != 0 && !dialect.backslash() && dialect.comment() == 0;
        if (!speakable) return Optional.empty();
        List<Long> borders = borders();
        Optional<List<PlainScan.Part>> parts = scan(borders);
        // A border may lie in a cell of several lines.
        if (parts.isEmpty() && borders.size() > 2) parts = scan(List.of(borders.getFirst(), borders.getLast()));
        return parts.flatMap(this::together);
    }

    private Optional<PlainRows> together(List<PlainScan.Part> parts) {
        long lineEnds = parts.stream()
                .mapToInt(PlainScan.Part::lineEnd)
                .filter(end -> end != 0)
                .distinct()
                .count();
        long rows = parts.stream().mapToLong(PlainScan.Part::rows).sum();
        boolean padded = parts.stream().anyMatch(PlainScan.Part::padded);
        if (rows == 0 || lineEnds > 1) return Optional.empty();
        return Optional.of(new PlainRows(relation(padded), rows, padded));
    }

    private Optional<List<PlainScan.Part>> scan(List<Long> borders) throws IOException {
        try {
            List<Optional<PlainScan.Part>> parts = IntStream.range(0, borders.size() - 1)
                    .parallel()
                    .mapToObj(part -> scan(borders.get(part), borders.get(part + 1)))
                    .toList();
            if (parts.stream().anyMatch(Optional::isEmpty)) return Optional.empty();
            return Optional.of(parts.stream().map(Optional::orElseThrow).toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<PlainScan.Part> scan(long from, long to) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new PlainScan(channel, from, to, dialect, cells).scan(header && from == 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where the parts begin, each after a line end, and where the last one ends.
    private List<Long> borders() throws IOException {
        long size = Files.size(file);
        int processors = Runtime.getRuntime().availableProcessors();
        long parts = Math.clamp(Math.min(size / SMALLEST_PART, processors), 1, MOST_PARTS);
        List<Long> borders = new ArrayList<>(List.of(0L));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int part = 1; part < parts; part++) {
                long border = afterLine(channel, size * part / parts);
                if (border > borders.getLast() && border < size) borders.add(border);
            }
        }
        borders.add(size);
        return borders;
    }

    private static long afterLine(FileChannel channel, long from) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        channel.read(buffer, from);
        for (int i = 0; i < buffer.position(); i++) if (buffer.get(i) == '\n') return from + i + 1;
        return 0;
    }

    private String relation(boolean padded) {
        String columns = IntStream.range(0, cells.size())
                .mapToObj(index -> "'%s': '%s'"
                        .formatted(
                                PlainRows.column(index),
                                padded ? "varchar" : cells.get(index).sqlType()))
                .collect(Collectors.joining(", ", "{", "}"));
        String quote = Sql.literal(dialect.quoteName());
        return ("read_csv(%s, auto_detect = false, compression = 'none', header = %b, columns = %s, delim = %s, quote = %s, escape = %s,"
                        + " strict_mode = true, null_padding = false)")
                .formatted(
                        Sql.literal(file.toString()),
                        header,
                        columns,
                        Sql.literal(String.valueOf(dialect.delimiter())),
                        quote,
                        quote);
    }
}
