package city.senne.engine.delivery.formats;

import city.senne.engine.delivery.formats.SheetRows.Merge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A quick look through the XML of a sheet, byte by byte: how many values are in it (so that reading can end at the
/// last one, be there a million formatted rows below it), and which cells are merged (which is said at its end).
///
/// @param values how many cells hold a value, at least
/// @param merges those that begin in the first rows
record XlsxScan(long values, List<Merge> merges) {
    private static final int TAIL = 1 << 20;
    private static final int ROWS_OF_INTEREST = 1000;
    private static final Pattern MERGE =
            Pattern.compile("mergeCell\\s[^>]*?ref=\"([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})\"");

    static XlsxScan of(InputStream in) throws IOException {
        Names names = new Names();
        byte[] buffer = new byte[1 << 16];
        for (int n; (n = in.read(buffer)) > 0; ) names.look(buffer, n);
        return new XlsxScan(names.values, merges(names.tail.toString()));
    }

    private static List<Merge> merges(String tail) {
        List<Merge> merges = new ArrayList<>();
        Matcher found = MERGE.matcher(tail);
        while (found.find()) {
            int first = Integer.parseInt(found.group(2)) - 1;
            int last = Integer.parseInt(found.group(4)) - 1;
            if (first < ROWS_OF_INTEREST) {
                merges.add(new Merge(first, last, column(found.group(1)), column(found.group(3))));
            }
        }
        return List.copyOf(merges);
    }

    /// The column of a cell's name, from 0: `B12` → 1. -1 when there is none.
    static int column(String cell) {
        int column = 0;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c < 'A' || c > 'Z') break;
            column = column * 26 + c - 'A' + 1;
            if (column > 1 << 20) return -1;
        }
        return column - 1;
    }

    /// Follows the names of elements through the bytes: `<v>`, `<x:v>`, `<is>`.
    private static final class Names {
        private final byte[] name = new byte[16];
        private int length = -1;
        private boolean ending;
        private boolean inTail;
        private long values;
        private final StringBuilder tail = new StringBuilder();

        void look(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                byte b = bytes[i];
                if (inTail) {
                    int rest = Math.min(count - i, TAIL - tail.length());
                    tail.append(new String(bytes, i, Math.max(0, rest), StandardCharsets.ISO_8859_1));
                    return;
                }
                if (length < 0) {
                    if (b == '<') {
                        length = 0;
                        ending = false;
                    }
                } else if (b == '/' && length == 0) {
                    ending = true;
                } else if (b == '>' || b == ' ' || b == '/' || b == '\n' || b == '\r' || b == '\t') {
                    end();
                } else if (b == ':') {
                    length = 0;
                } else if (length < name.length) {
                    name[length++] = b;
                } else {
                    length = -1;
                }
            }
        }

        private void end() {
            boolean value = length == 1 && name[0] == 'v' || length == 2 && name[0] == 'i' && name[1] == 's';
            if (value && !ending) values++;
            inTail = ending && length == 9 && new String(name, 0, 9, StandardCharsets.ISO_8859_1).equals("sheetData");
            length = -1;
        }
    }
}
