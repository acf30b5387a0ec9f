package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.PlainCell;
import city.senne.engine.delivery.PlainRows;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.RowReader;
import city.senne.engine.delivery.SourceColumn;
import city.senne.engine.delivery.SourceRow;
import city.senne.engine.delivery.csv.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The door for files: whatever a publisher hands in becomes rows, or a refusal that says why. The format
/// is found in the content; the name is asked only where the content leaves it open. A file may be opened
/// as often as needed, and reads the same each time.
public final class Formats {
    private final Path work;
    private final Limits limits;

    /// @param work a folder for what is unpacked; every reader cleans up behind itself when it is closed
    public Formats(Path work, Limits limits) {
        this.work = work;
        this.limits = limits;
    }

    /// Opens a file as a table.
    ///
    /// @param fileName as the publisher calls it, with its extension
    /// @throws city.senne.engine.delivery.UnreadableDelivery when it is no table that we can read; nothing
    ///     is left
    ///     behind
    public RowReader open(Path file, String fileName, ReadingOptions options) throws IOException {
        Files.createDirectories(work);
        Path folder = Files.createTempDirectory(work, "delivery");
        try {
            Unwrapping unwrapped = Unwrapping.of(file, fileName, options, folder, limits);
            Content content = Content.of(unwrapped.table(), unwrapped.name(), limits);
            if (content.format() == null) throw new IllegalStateException("An archive was left");
            RowReader reader = open(content.format(), unwrapped, folder);
            List<Decision> decisions = decisions(content.format(), unwrapped, reader);
            return new Opened(reader, decisions, unfollowed(options, decisions, content.format()), folder);
        } catch (RuntimeException | IOException failure) {
            delete(folder);
            throw failure;
        }
    }

    private RowReader open(Format format, Unwrapping unwrapped, Path folder) throws IOException {
        Path table = unwrapped.table();
        ReadingOptions options = unwrapped.options();
        return switch (format) {
            case DELIMITED -> CsvReader.open(table, options);
            case XLS -> XlsRows.open(table, options, limits);
            case ODS -> OdsRows.open(table, options, limits);
            case SHAPEFILE -> ShapefileReader.open(table, options, limits);
            case DBF -> ShapefileReader.openAttributes(table, options, limits);
            case GEOPACKAGE -> GeoPackageReader.open(table, options, limits);
            case PARQUET -> ParquetReader.open(table, options, limits, folder);
            case JSON -> JsonReader.open(table, options, limits);
            case XLSX -> XlsxRows.open(table, options, limits, folder);
        };
    }

    private static List<Decision> decisions(Format format, Unwrapping unwrapped, RowReader reader) {
        List<Decision> all = new ArrayList<>(unwrapped.decisions());
        boolean told = reader.decisions().stream().anyMatch(decision -> decision.aspect() == Aspect.FORMAT);
        if (!told) {
            String extension = Format.extension(unwrapped.name());
            Reason why = format.isNamed(extension)
                    ? Reason.of("formats.by-content", format.word())
                    : Reason.of("formats.by-content-not-name", format.word(), extension);
            all.add(Decision.found(Aspect.FORMAT, null, format.word(), why));
        }
        String entry = unwrapped.entry();
        for (Decision decision : reader.decisions()) {
            // A sheet in a file in an archive is asked for by both names.
            boolean nested = decision.aspect() == Aspect.SHEET && entry != null;
            all.add(
                    nested
                            ? new Decision(
                                    Aspect.SHEET,
                                    null,
                                    entry + "#" + decision.value(),
                                    decision.reason(),
                                    decision.chosen())
                            : decision);
        }
        return List.copyOf(all);
    }

    /// What the publisher asks of the file that this format has no use for.
    private static List<SourceRow.Problem> unfollowed(ReadingOptions options, List<Decision> decisions, Format format) {
        Map<Aspect, @Nullable Object> asked = new EnumMap<>(Aspect.class);
        asked.put(Aspect.ENCODING, options.encoding());
        asked.put(Aspect.DELIMITER, options.delimiter());
        asked.put(Aspect.QUOTE, options.quote());
        asked.put(Aspect.HEADER, options.headerRow());
        asked.put(Aspect.SHEET, options.sheet());
        List<SourceRow.Problem> unfollowed = new ArrayList<>();
        asked.forEach((aspect, value) -> {
            boolean followed = decisions.stream().anyMatch(decision -> decision.aspect() == aspect);
            if (value == null || followed) return;
            String word = "reading."
                    + (aspect == Aspect.HEADER ? "header_row" : aspect.name().toLowerCase(Locale.ROOT));
            unfollowed.add(Refusal.ofRow(
                    null,
                    value,
                    Reason.of("formats.instruction-unused", word, Refusal.shown(value.toString()), format.word())));
        });
        return unfollowed;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) Files.deleteIfExists(path);
    }

    /// A reader that takes its working files with it.
    private record Opened(RowReader reader, List<Decision> decisions, List<SourceRow.Problem> unfollowed, Path folder)
            implements RowReader {
        @Override
        public List<SourceColumn> columns() {
            return reader.columns();
        }

        @Override
        public @Nullable SourceRow next() throws IOException {
            return reader.next();
        }

        @Override
        public List<SourceRow.Problem> findings() {
            return Stream.concat(unfollowed.stream(), reader.findings().stream())
                    .toList();
        }

        @Override
        public Optional<PlainRows> plain(List<PlainCell> cells) throws IOException {
            return reader.plain(cells);
        }

        @Override
        public double progress() {
            return reader.progress();
        }

        @Override
        public void close() throws IOException {
            try {
                reader.close();
            } finally {
                delete(folder);
            }
        }
    }
}
