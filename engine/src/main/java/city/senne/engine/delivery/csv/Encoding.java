package city.senne.engine.delivery.csv;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/// The character set of a text and how that is known.
///
/// @param certain false when only ASCII was seen so far: the first other character decides
/// @param mark bytes of the byte order mark, to leave out
record Encoding(Charset charset, Reason reason, boolean certain, int mark) {
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    static final Charset ISO_8859_15 = Charset.forName("ISO-8859-15");

    /// The charset that a publisher chose by its name; `latin1` and the like are understood.
    static Encoding chosen(String name, byte[] head, int length) {
        try {
            Charset charset = Charset.forName(name.strip());
            return new Encoding(charset, Reason.of("delivery.chosen"), true, markOf(head, length, charset));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnreadableDelivery(Reason.of("csv.no-such-encoding", name), e);
        }
    }

    /// Looks at the beginning of a file. Throws UnreadableDelivery when these bytes are no text.
    ///
    /// @param whole whether the bytes are the whole file
    static Encoding find(byte[] bytes, int length, boolean whole) {
        for (Charset charset : new Charset[] {
            StandardCharsets.UTF_8,
            Charset.forName("UTF-32LE"),
            Charset.forName("UTF-32BE"),
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE
        }) {
            int mark = markOf(bytes, length, charset);
            if (mark > 0) {
                return new Encoding(charset, Reason.of("csv.encoding-mark", charset.name()), true, mark);
            }
        }
        Charset wide = wideCharset(bytes, length);
        if (wide != null) return new Encoding(wide, Reason.of("csv.encoding-wide", wide.name()), true, 0);
        refuseBinary(bytes, length);
        return findNarrow(bytes, 0, length, whole);
    }

    /// Tells UTF-8 and the sets of one byte apart.
    static Encoding findNarrow(byte[] bytes, int from, int to, boolean whole) {
        boolean ascii = true;
        for (int i = from; i < to && ascii; i++) ascii = bytes[i] >= 0;
        if (ascii) return new Encoding(StandardCharsets.UTF_8, Reason.of("csv.encoding-ascii"), whole, 0);
        if (isUtf8(bytes, from, to, whole)) {
            return new Encoding(StandardCharsets.UTF_8, Reason.of("csv.encoding-utf8"), true, 0);
        }
        int controls = 0;
        int euros = 0;
        int ligatures = 0;
        int sequences = 0;
        int others = 0;
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xff;
            if (b < 0x80) continue;
            int length = utf8Length(bytes, i, to);
            if (length > 1) {
                sequences++;
                i += length - 1;
                continue;
            }
            others++;
            if (b < 0xa0) controls++;
            else if (b == 0xa4) euros++;
            else if ((b == 0xbc || b == 0xbd) && i + 1 < to && isLetter(bytes[i + 1])) ligatures++;
        }
        if (sequences > 20L * others) {
            return new Encoding(StandardCharsets.UTF_8, Reason.of("csv.encoding-utf8-mostly", others), true, 0);
        }
        if (controls > 0) return new Encoding(WINDOWS_1252, Reason.of("csv.encoding-1252"), true, 0);
        if (euros > 0 || ligatures > 0) return new Encoding(ISO_8859_15, Reason.of("csv.encoding-8859-15"), true, 0);
        return new Encoding(WINDOWS_1252, Reason.of("csv.encoding-western"), true, 0);
    }

    /// Whether a scanner may look for delimiters in the bytes themselves: every ASCII byte means that
    /// character.
    boolean keepsAscii() {
        String name = charset.name();
        return charset.equals(StandardCharsets.UTF_8)
                || charset.equals(StandardCharsets.US_ASCII)
                || name.startsWith("ISO-8859-")
                || name.startsWith("windows-125");
    }

    /// The same text after it was made UTF-8.
    Encoding asUtf8() {
        return new Encoding(StandardCharsets.UTF_8, reason, true, 0);
    }

    private static int markOf(byte[] bytes, int length, Charset charset) {
        int[] mark = switch (charset.name()) {
            case "UTF-8" -> new int[] {0xef, 0xbb, 0xbf};
            case "UTF-16LE" -> new int[] {0xff, 0xfe};
            case "UTF-16BE" -> new int[] {0xfe, 0xff};
            case "UTF-32LE" -> new int[] {0xff, 0xfe, 0, 0};
            case "UTF-32BE" -> new int[] {0, 0, 0xfe, 0xff};
            default -> new int[0];
        };
        if (length < mark.length) return 0;
        for (int i = 0; i < mark.length; i++) if ((bytes[i] & 0xff) != mark[i]) return 0;
        return mark.length;
    }

    private static @Nullable Charset wideCharset(byte[] bytes, int length) {
        int looked = Math.min(length, 8192) & ~1;
        if (looked < 4) return null;
        int evenZeros = 0;
        int oddZeros = 0;
        for (int i = 0; i < looked; i += 2) {
            if (bytes[i] == 0) evenZeros++;
            if (bytes[i + 1] == 0) oddZeros++;
        }
        int half = looked / 2;
        if (oddZeros > 0.6 * half && evenZeros < 0.05 * half) return StandardCharsets.UTF_16LE;
        if (evenZeros > 0.6 * half && oddZeros < 0.05 * half) return StandardCharsets.UTF_16BE;
        return null;
    }

    private static void refuseBinary(byte[] bytes, int length) {
        String kind = knownKind(bytes, length);
        if (kind != null) throw new UnreadableDelivery(Reason.of("csv.binary-known", kind));
        String start = new String(bytes, 0, Math.min(length, 200), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .toLowerCase(java.util.Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            throw new UnreadableDelivery(Reason.of("csv.markup", "HTML"));
        }
        if (start.startsWith("<?xml")) throw new UnreadableDelivery(Reason.of("csv.markup", "XML"));
        int looked = Math.min(length, 1 << 16);
        int controls = 0;
        for (int i = 0; i < looked; i++) {
            byte b = bytes[i];
            if (b >= 0 && b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x0b) controls++;
        }
        if (controls > 16 && controls > looked / 50) {
            throw new UnreadableDelivery(Reason.of("csv.binary"));
        }
    }

    private static @Nullable String knownKind(byte[] bytes, int length) {
        String start = new String(bytes, 0, Math.min(length, 16), StandardCharsets.ISO_8859_1);
        if (start.startsWith("PK\3\4") || start.startsWith("PK\5\6")) return "ZIP (XLSX, ODS, …)";
        if (start.startsWith("\u001f\u008b")) return "GZIP";
        if (start.startsWith("%PDF-")) return "PDF";
        if (start.startsWith("\u00d0\u00cf\u0011\u00e0")) return "XLS, DOC";
        if (start.startsWith("\u0089PNG")) return "PNG";
        if (start.startsWith("\u00ff\u00d8\u00ff")) return "JPEG";
        if (start.startsWith("GIF8")) return "GIF";
        if (start.startsWith("SQLite format 3")) return "SQLite, GeoPackage";
        if (start.startsWith("PAR1")) return "Parquet";
        if (start.startsWith("7z\u00bc\u00af")) return "7z";
        if (start.startsWith("Rar!")) return "RAR";
        if (start.startsWith("\u007fELF")) return "ELF";
        return null;
    }

    private static boolean isUtf8(byte[] bytes, int from, int to, boolean whole) {
        for (int i = from; i < to; i++) {
            if (bytes[i] >= 0) continue;
            int length = utf8Length(bytes, i, to);
            if (length == 0) return !whole && to - i < 4 && isCutShort(bytes, i, to);
            i += length - 1;
        }
        return true;
    }

    private static boolean isCutShort(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xff;
        int wanted = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
        if (to - at >= wanted) return false;
        for (int i = at + 1; i < to; i++) if ((bytes[i] & 0xc0) != 0x80) return false;
        return true;
    }

    /// Bytes of the well-formed sequence that begins here; 0 when there is none.
    static int utf8Length(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xff;
        if (lead < 0x80) return 1;
        int length =
                lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > to) return 0;
        for (int i = 1; i < length; i++) if ((bytes[at + i] & 0xc0) != 0x80) return 0;
        int second = bytes[at + 1] & 0xff;
        if (lead == 0xe0 && second < 0xa0 || lead == 0xed && second > 0x9f) return 0;
        if (lead == 0xf0 && second < 0x90 || lead == 0xf4 && second > 0x8f) return 0;
        return length;
    }

    private static boolean isLetter(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
}
