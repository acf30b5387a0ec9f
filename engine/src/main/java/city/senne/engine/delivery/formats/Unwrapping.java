package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Decision.Aspect;
import city.senne.engine.delivery.ReadingOptions;
import city.senne.engine.delivery.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;

/// Takes a table out of the archives around it. What comes out lies in the folder of this delivery, under names of
/// our own.
///
/// @param table the file to read; of a shapefile the `.shp`, with its companions beside it
/// @param name the table's own name
/// @param options for the table: a sheet's name no longer bears the name of the file it is in
/// @param entry the file chosen among several tables in an archive, else null
record Unwrapping(
        Path table,
        String name,
        ReadingOptions options,
        @Nullable String entry,
        List<Decision> decisions) {
    private static final List<String> SHAPEFILE_PARTS = List.of("shp", "dbf", "prj", "cpg", "cst");
    private static final int TAR_MAGIC = 257;

    static Unwrapping of(Path file, String fileName, ReadingOptions options, Path folder, Limits limits)
            throws IOException {
        Unwrapping now = new Unwrapping(file, fileName, options, null, List.of());
        for (int depth = 0; ; depth++) {
            Content content = Content.of(now.table, now.name, limits);
            if (content.wrapping() == Content.Wrapping.NONE) return now;
            if (depth >= limits.archiveDepth()) throw Refusal.of("zip-too-deep", limits.archiveDepth());
            Path inside = Files.createDirectory(folder.resolve("level" + depth));
            now = content.wrapping() == Content.Wrapping.GZIP ? now.gunzip(inside, limits) : now.unzip(inside, limits);
        }
    }

    private Unwrapping gunzip(Path folder, Limits limits) throws IOException {
        String inner = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        Path out = folder.resolve("table");
        long packed = Files.size(table);
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(table), 1 << 16);
                InputStream in = new BoundedInput(gzip(raw), packed, limits);
                OutputStream to = Files.newOutputStream(out)) {
            byte[] buffer = new byte[1 << 16];
            while (true) {
                int n = unpack(in, buffer);
                if (n < 0) break;
                to.write(buffer, 0, n);
            }
        }
        if (isTar(out)) throw Refusal.of("not-a-table", "tar");
        Decision decision =
                Decision.found(Aspect.CONTAINER, null, "gzip", Reason.of("formats.gzip", Refusal.shown(inner)));
        return new Unwrapping(out, inner, options, entry, with(decision));
    }

    private static InputStream gzip(InputStream raw) {
        try {
            return new GZIPInputStream(raw, 1 << 16);
        } catch (IOException broken) {
            throw Refusal.of(broken, "gzip-damaged");
        }
    }

    /// Only what is wrong with the packed bytes is damage; a full disk is not.
    private static int unpack(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException broken) {
            throw Refusal.of(broken, "gzip-damaged");
        }
    }

    private static boolean isTar(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(TAR_MAGIC + 5);
            return start.length == TAR_MAGIC + 5
                    && new String(start, TAR_MAGIC, 5, java.nio.charset.StandardCharsets.US_ASCII).equals("ustar");
        }
    }

    private Unwrapping unzip(Path folder, Limits limits) throws IOException {
        try (Archive archive = Archive.open(table, limits)) {
            List<ZipArchiveEntry> tables = tables(archive);
            if (tables.isEmpty()) {
                if (archive.files().isEmpty()) throw Refusal.of("zip-empty");
                List<String> names =
                        archive.files().stream().map(ZipArchiveEntry::getName).toList();
                throw Refusal.of("zip-no-table", Refusal.shown(String.join(", ", names)));
            }
            ZipArchiveEntry wanted = wanted(tables);
            ZipArchiveEntry taken = wanted == null ? tables.getFirst() : wanted;
            String inner = taken.getName();
            List<String> others = tables.stream()
                    .filter(t -> t != taken)
                    .map(ZipArchiveEntry::getName)
                    .toList();
            Decision decision = wanted != null
                    ? Decision.chosen(Aspect.CONTAINER, null, inner)
                    : Decision.found(
                            Aspect.CONTAINER,
                            null,
                            inner,
                            others.isEmpty()
                                    ? Reason.of("formats.zip-one-table", Refusal.shown(inner))
                                    : Reason.of(
                                            "formats.zip-largest-table",
                                            Refusal.shown(inner),
                                            others.size(),
                                            Refusal.shown(String.join(", ", others))));
            Path out = extract(archive, taken, folder);
            return new Unwrapping(
                    out,
                    Archive.lastName(inner),
                    wanted == null ? options : withoutEntry(inner),
                    others.isEmpty() ? entry : inner,
                    with(decision));
        }
    }

    /// The tables among the files, largest first. A file that is alone may be called what it likes.
    private static List<ZipArchiveEntry> tables(Archive archive) {
        List<ZipArchiveEntry> files = archive.files();
        List<ZipArchiveEntry> tables = new ArrayList<>();
        for (ZipArchiveEntry file : files) {
            String name = file.getName();
            String extension = Format.extension(name);
            boolean companion = extension.equals("dbf") && find(files, sibling(name, "shp")) != null;
            boolean packed = extension.equals("zip") || extension.equals("gz");
            if ((Format.isNamedLikeTable(name) || packed) && !companion) tables.add(file);
        }
        if (tables.isEmpty() && files.size() == 1) return files;
        tables.sort(Comparator.comparingLong((ZipArchiveEntry e) -> weight(e)).reversed());
        return tables;
    }

    /// A read-me is a text file too, so that plain text comes last.
    private static long weight(ZipArchiveEntry entry) {
        String name = Archive.lastName(entry.getName()).toLowerCase(Locale.ROOT);
        boolean words = name.matches(".*(readme|read_me|lisez|leesmij|licen[cs]e|licentie|copyright|metadata).*");
        return words ? 0 : Math.max(1, entry.getSize());
    }

    private @Nullable ZipArchiveEntry wanted(List<ZipArchiveEntry> tables) {
        String sheet = options.sheet();
        if (sheet == null) return null;
        for (ZipArchiveEntry table : tables) {
            if (sheet.equals(table.getName()) || sheet.startsWith(table.getName() + "#")) return table;
        }
        return null;
    }

    private ReadingOptions withoutEntry(String inner) {
        String sheet = options.sheet();
        String rest = sheet == null || sheet.length() <= inner.length() ? null : sheet.substring(inner.length() + 1);
        return new ReadingOptions(
                options.encoding(),
                options.delimiter(),
                options.quote(),
                options.headerRow(),
                rest,
                options.nullWords(),
                options.zone(),
                options.srid(),
                options.columns());
    }

    private static Path extract(Archive archive, ZipArchiveEntry entry, Path folder) throws IOException {
        if (!Format.extension(entry.getName()).equals("shp")) {
            Path out = folder.resolve("table");
            archive.extract(entry, out);
            return out;
        }
        for (String extension : SHAPEFILE_PARTS) {
            ZipArchiveEntry part = find(archive.files(), sibling(entry.getName(), extension));
            if (part != null) archive.extract(part, folder.resolve("table." + extension));
        }
        return folder.resolve("table.shp");
    }

    private static String sibling(String name, String extension) {
        return name.substring(0, name.lastIndexOf('.') + 1) + extension;
    }

    private static @Nullable ZipArchiveEntry find(List<ZipArchiveEntry> files, String name) {
        for (ZipArchiveEntry file : files) if (file.getName().equalsIgnoreCase(name)) return file;
        return null;
    }

    private List<Decision> with(Decision decision) {
        List<Decision> more = new ArrayList<>(decisions);
        more.add(decision);
        return List.copyOf(more);
    }
}
