package city.senne.engine.delivery.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Turns the bytes of a cell into text, and notices what is wrong with them.
final class CellDecoder {
    private static final String[] SINGLES = new String[128];

    static {
        for (char c = 0; c < SINGLES.length; c++) SINGLES[c] = String.valueOf(c);
    }

    private final byte quote;
    private final byte delimiter;
    private final boolean backslash;
    private Charset charset;
    private boolean certain;
    private @Nullable Encoding later;
    private boolean badBytes;
    private long mended;
    private long firstMendedLine;

    CellDecoder(Encoding encoding, Dialect dialect) {
        quote = (byte) dialect.quote();
        delimiter = (byte) dialect.delimiter();
        backslash = dialect.backslash();
        charset = encoding.charset();
        certain = encoding.certain();
    }

    /// Decides the encoding of a text that was plain ASCII so far, by what comes now.
    void decide(byte[] bytes, int from, int to, boolean whole) {
        if (certain) return;
        later = Encoding.findNarrow(bytes, from, to, whole);
        charset = later.charset();
        certain = true;
    }

    /// The text of bytes, null when nothing is left of them.
    ///
    /// @param escaped whether quotes, backslashes or zeros among them must go
    /// @param wide whether some are not ASCII
    @Nullable
    String text(byte[] bytes, int from, int to, boolean escaped, boolean quoted, boolean wide, long line) {
        if (escaped) {
            byte[] plain = new byte[to - from];
            int length = unescape(bytes, from, to, plain, quoted);
            return length == 0 ? null : text(plain, 0, length, false, quoted, wide, line);
        }
        if (wide) return decode(bytes, from, to, line);
        if (to - from == 1) return SINGLES[bytes[from]];
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private int unescape(byte[] bytes, int from, int to, byte[] target, boolean quoted) {
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == 0) continue;
            if (i + 1 < to) {
                byte next = bytes[i + 1];
                if (quoted && b == quote && next == quote) {
                    i++;
                } else if (backslash && b == '\\') {
                    boolean taken = next == '\\' || next == quote && quote != 0 || !quoted && next == delimiter;
                    if (taken) {
                        b = next;
                        i++;
                    }
                }
            }
            target[length++] = b;
        }
        return length;
    }

    private String decode(byte[] bytes, int from, int to, long line) {
        String text = new String(bytes, from, to - from, charset);
        boolean controls = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            controls |= c >= 0x80 && c < 0xa0;
            if (c == '\ufffd' && !isWritten(bytes, from, to)) badBytes = true;
        }
        return controls ? mend(text, line) : text;
    }

    /// Control characters from 80 to 9F mean nothing in a text: they are what is left of Windows-1252
    /// when somebody took it for ISO-8859-1.
    private String mend(String text, long line) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] < 0x80 || chars[i] >= 0xa0) continue;
            char meant = new String(new byte[] {(byte) chars[i]}, Encoding.WINDOWS_1252).charAt(0);
            if (meant == '\ufffd') continue;
            if (mended++ == 0) firstMendedLine = line;
            chars[i] = meant;
        }
        return new String(chars);
    }

    /// Whether the sign for an unknown character stands in the file itself.
    private boolean isWritten(byte[] bytes, int from, int to) {
        if (!charset.equals(StandardCharsets.UTF_8)) return false;
        for (int i = from; i < to; i++) {
            int length = Encoding.utf8Length(bytes, i, to);
            if (length == 0) return false;
            i += length - 1;
        }
        return true;
    }

    void forgetBadBytes() {
        badBytes = false;
    }

    boolean hasBadBytes() {
        return badBytes;
    }

    /// The encoding found after the beginning, when that was plain ASCII; null when there was no need
    /// to look.
    @Nullable
    Encoding laterEncoding() {
        return later;
    }

    long mended() {
        return mended;
    }

    long firstMendedLine() {
        return firstMendedLine;
    }
}
