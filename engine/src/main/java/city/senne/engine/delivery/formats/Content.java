package city.senne.engine.delivery.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;

/// What a file is, by its first bytes; its name is asked only where the bytes leave it open.
///
/// @param wrapping what has to be taken off before the table is reached
/// @param format of the table, null while it is wrapped
record Content(Wrapping wrapping, @Nullable Format format) {
    enum Wrapping {
        NONE,
        ZIP,
        GZIP
    }

    private Content(Format format) {
        this(Wrapping.NONE, format);
    }

    private static final int LOOKED_AT = 8192;
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("25504446", "PDF"),
            Map.entry("89504e47", "PNG"),
            Map.entry("ffd8ff", "JPEG"),
            Map.entry("47494638", "GIF"),
            Map.entry("377abcaf", "7z"),
            Map.entry("52617221", "RAR"),
            Map.entry("425a68", "bzip2"),
            Map.entry("fd377a58", "xz"),
            Map.entry("28b52ffd", "zstd"),
            Map.entry("7b5c727466", "RTF"),
            Map.entry("7f454c46", "ELF"),
            Map.entry("49492a00", "TIFF"),
            Map.entry("4d4d002a", "TIFF"),
            Map.entry("504d5469", "PMTiles"),
            Map.entry("52494646", "RIFF"));
    private static final Pattern JSON_FOR_SURE = Pattern.compile("\\A\\s*(?:\\{\\s*(?:[\"}]|\\z)|\\[\\s*[\\[{])");
    private static final Pattern JSON_PERHAPS = Pattern.compile("\\A\\s*[\\[{]");
    private static final Pattern SCRIPT = Pattern.compile(
            "\\A\\s*(?:(?:var|let|const|export)\\s+[\\w$. ]+=?|[\\w$.]+\\s*=|[\\w$.]+\\s*\\()\\s*[\\[{]");

    /// Refuses what is no table in a format we read, by its name.
    static Content of(Path file, String fileName, Limits limits) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(LOOKED_AT);
        }
        if (start.length == 0) throw Refusal.of("empty");
        String hex = java.util.HexFormat.of().formatHex(start, 0, Math.min(8, start.length));
        if (hex.startsWith("504b0304") || hex.startsWith("504b0506") || hex.startsWith("504b0708")) {
            return ofZip(file, limits);
        }
        if (hex.startsWith("1f8b")) return new Content(Wrapping.GZIP, null);
        if (hex.equals("d0cf11e0a1b11ae1")) return new Content(Format.XLS);
        if (hex.startsWith("50415231")) return new Content(Format.PARQUET);
        if (hex.equals("53514c6974652066")) return new Content(Format.GEOPACKAGE);
        if (hex.startsWith("0000270a")) return new Content(Format.SHAPEFILE);
        if (hex.matches("09(00|02|04)(04|06|08)00.*|09080[68]00.*")) throw Refusal.of("xls-too-old");
        if (DbfFile.looksLikeOne(start, Files.size(file), fileName)) return new Content(Format.DBF);
        for (Map.Entry<String, String> other : OTHERS.entrySet()) {
            if (hex.startsWith(other.getKey())) throw Refusal.of("not-a-table", other.getValue());
        }
        return ofText(start, fileName);
    }

    private static Content ofZip(Path file, Limits limits) throws IOException {
        try (Archive archive = Archive.open(file, limits)) {
            if (archive.find("[Content_Types].xml") != null) {
                if (archive.find("xl/workbook.xml") != null) return new Content(Format.XLSX);
                if (archive.find("xl/workbook.bin") != null) throw Refusal.of("not-a-table", "XLSB");
                boolean sheets =
                        archive.files().stream().anyMatch(f -> f.getName().contains("worksheets/sheet"));
                if (sheets) return new Content(Format.XLSX);
                throw Refusal.of("not-a-table", "Office");
            }
            ZipArchiveEntry mimetype = archive.find("mimetype");
            if (mimetype != null && mimetype.getSize() < 200) {
                String type;
                try (InputStream in = archive.read(mimetype)) {
                    type = new String(in.readNBytes(200), StandardCharsets.US_ASCII).strip();
                }
                if (type.startsWith("application/vnd.oasis.opendocument.spreadsheet")) return new Content(Format.ODS);
                if (type.startsWith("application/")) throw Refusal.of("not-a-table", Refusal.shown(type));
            }
            return new Content(Wrapping.ZIP, null);
        }
    }

    private static Content ofText(byte[] start, String fileName) {
        String extension = Format.extension(fileName);
        String text = text(start);
        String begin = text.strip().toLowerCase(Locale.ROOT);
        if (begin.startsWith("<!doctype html") || begin.startsWith("<html")) throw Refusal.of("not-a-table", "HTML");
        if (begin.startsWith("<?xml") || begin.startsWith("<kml") || begin.startsWith("<gml")) {
            throw Refusal.of("not-a-table", "XML");
        }
        boolean namedJson = Format.isNamedJson(extension);
        boolean json = namedJson
                || JSON_FOR_SURE.matcher(text).find()
                || !Format.isNamedLikeTable(fileName)
                        && JSON_PERHAPS.matcher(text).find()
                || !extension.equals("csv") && SCRIPT.matcher(text).find() && text.indexOf(':') > 0;
        if (json) return new Content(Format.JSON);
        if (isBinary(start)) throw Refusal.of("binary");
        return new Content(Format.DELIMITED);
    }

    private static String text(byte[] start) {
        if (start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
            return new String(start, 2, start.length - 2, StandardCharsets.UTF_16LE);
        }
        if (start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
            return new String(start, 2, start.length - 2, StandardCharsets.UTF_16BE);
        }
        if (start.length >= 4 && start[0] != 0 && start[1] == 0 && start[2] != 0 && start[3] == 0) {
            return new String(start, StandardCharsets.UTF_16LE);
        }
        if (start.length >= 4 && start[0] == 0 && start[1] != 0 && start[2] == 0 && start[3] != 0) {
            return new String(start, StandardCharsets.UTF_16BE);
        }
        int mark = start.length >= 3 && (start[0] & 0xFF) == 0xEF && (start[1] & 0xFF) == 0xBB ? 3 : 0;
        return new String(start, mark, start.length - mark, StandardCharsets.ISO_8859_1);
    }

    /// Text has next to no control characters. Zeros are let pass where they alternate with characters (UTF-16), and
    /// where they are few: some exports pad with them.
    private static boolean isBinary(byte[] start) {
        int controls = 0;
        int evenZeros = 0;
        int oddZeros = 0;
        for (int i = 0; i < start.length; i++) {
            int b = start[i] & 0xFF;
            if (b == 0 && i % 2 == 0) evenZeros++;
            else if (b == 0) oddZeros++;
            else if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != 0x0C && b != 0x1B) controls++;
        }
        int half = start.length / 2;
        boolean wide =
                evenZeros > half * 0.6 && oddZeros < half * 0.1 || oddZeros > half * 0.6 && evenZeros < half * 0.1;
        int strange = wide ? controls : controls + evenZeros + oddZeros;
        return strange * 20 > start.length;
    }
}
