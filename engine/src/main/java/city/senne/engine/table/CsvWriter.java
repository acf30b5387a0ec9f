package city.senne.engine.table;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes rows as RFC 4180 text with a delimiter of choice.
///
/// A text that a spreadsheet would run as a formula gets an apostrophe in front, which spreadsheets hide: `=cmd|…` in a
/// dataset must not start a program on the desk of whoever downloads it. Numbers and phone numbers stay as they are.
public final class CsvWriter {
    private final Appendable out;
    private final char delimiter;
    private final boolean quoteAll;

    public CsvWriter(Appendable out, char delimiter, boolean quoteAll) {
        this.out = out;
        this.delimiter = delimiter;
        this.quoteAll = quoteAll;
    }

    /// @param cells null for no value, which is written as nothing at all
    public void row(List<? extends @Nullable String> cells) throws IOException {
        boolean first = true;
        for (String cell : cells) {
            if (!first) out.append(delimiter);
            first = false;
            cell(cell == null ? "" : cell);
        }
        out.append("\r\n");
    }

    private void cell(String raw) throws IOException {
        String text = harmless(raw);
        if (!quoteAll && !needsQuotes(text)) {
            out.append(text);
            return;
        }
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') out.append('"');
            out.append(c);
        }
        out.append('"');
    }

    private boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == delimiter || c == '"' || c == '\n' || c == '\r') return true;
        }
        // Blanks at the ends are lost by many readers unless quoted.
        return !text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' ');
    }

    /// The text, made so that no spreadsheet takes it for a formula.
    public static String harmless(String text) {
        if (text.isEmpty()) return text;
        return switch (text.charAt(0)) {
            case '=', '@', '\t', '\r' -> "'" + text;
            case '+', '-' -> isNumberLike(text) ? text : "'" + text;
            default -> text;
        };
    }

    private static boolean isNumberLike(String text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = (c >= '0' && c <= '9') || " .,:-/eE%\u00a0\u202f".indexOf(c) >= 0;
            if (!allowed) return false;
        }
        return true;
    }
}
