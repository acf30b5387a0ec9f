package city.senne.engine.delivery.csv;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.types.CellKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds how a file separates its cells by trying: every plausible dialect reads the beginning of the
/// file, and the one wins whose rows are most alike in width and whose cells look most like values.
/// (The idea that both must be weighed together is that of G. van den Burg, A. Nazábal and C. Sutton,
/// "Wrangling messy CSV files by detecting row and type patterns", 2019; measures and weights here are
/// our own.)
final class DialectSniffer {
    private static final int MOST_ROWS = 400;
    /// Delimiters in the order in which we believe in them, and how much.
    private static final String DELIMITERS = ",;\t|^~\u0001\u001f\u001e:# &!*_";

    private static final double[] BELIEF = {1, 1, 1, 1, .9, .9, 1, 1, 1, .6, .5, .6, .5, .5, .5, .3};
    private static final double SINGLE_COLUMN = 0.1;

    private final byte[] sample;
    private final Encoding encoding;

    /// @param sample the first lines of the file, in an encoding that keeps ASCII
    DialectSniffer(byte[] sample, Encoding encoding) {
        this.sample = sample;
        this.encoding = encoding;
    }

    /// A dialect and how well it reads the sample.
    ///
    /// @param width cells of most rows
    /// @param share of the rows that have this width
    record Fit(Dialect dialect, double score, int width, double share, int rows) {
        Reason reason() {
            return dialect.delimiter() == 0
                    ? Reason.of("csv.delimiter-none")
                    : Reason.of("csv.delimiter-found", width, Math.round(100 * share), rows);
        }
    }

    /// The best dialect, among those with the delimiter and the quote that are already decided (null:
    /// not decided).
    Fit find(@Nullable Character delimiter, @Nullable Character quote) {
        Fit best = null;
        String valueSigns = delimiter == null ? valueSigns() : "";
        for (Dialect candidate : candidates(delimiter, quote)) {
            if (valueSigns.indexOf(candidate.delimiter()) >= 0) continue;
            Fit fit = measure(candidate);
            if (best == null || fit.score > best.score * 1.0001) best = fit;
        }
        if (best == null) throw new IllegalStateException("no dialect to try");
        return best;
    }

    private List<Dialect> candidates(@Nullable Character delimiter, @Nullable Character quote) {
        int[] counts = new int[128];
        boolean escapedQuote = false;
        for (int i = 0; i < sample.length; i++) {
            byte b = sample[i];
            if (b < 0) continue;
            counts[b]++;
            if (b == '\\' && i + 1 < sample.length) {
                byte next = sample[i + 1];
                escapedQuote |= next == '"' || next == '\'' || next == '\\';
            }
        }
        List<Character> quotes = new ArrayList<>();
        if (quote != null) {
            quotes.add(quote);
        } else {
            quotes.add('"');
            if (counts['\''] > 1) quotes.add('\'');
            if (counts['"'] > 0) quotes.add((char) 0);
        }
        List<Character> delimiters = new ArrayList<>();
        if (delimiter != null) {
            delimiters.add(delimiter);
        } else {
            for (char c : DELIMITERS.toCharArray()) if (counts[c] > 0) delimiters.add(c);
            delimiters.add((char) 0);
        }
        List<Dialect> candidates = new ArrayList<>();
        for (char d : delimiters) {
            for (char q : quotes) {
                candidates.add(new Dialect(d, q, false, (char) 0));
                if (escapedQuote && q != 0) candidates.add(new Dialect(d, q, true, (char) 0));
            }
        }
        return candidates;
    }

    /// Signs that are part of values when nearly every line, the first aside, is one number or one
    /// moment: `12:30`,
    /// `3 000`, `12 mars 2024`; also `12,5` below a first line without a comma.
    private String valueSigns() {
        List<String> lines = new String(sample, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.isBlank())
                .limit(MOST_ROWS)
                .toList();
        long values = lines.stream()
                .skip(1)
                .map(CellKind::of)
                .filter(kind -> kind == CellKind.NUMBER || kind == CellKind.MOMENT)
                .count();
        if (lines.size() < 2 || values < 0.9 * (lines.size() - 1)) return "";
        return lines.getFirst().indexOf(',') < 0 ? ": ," : ": ";
    }

    private Fit measure(Dialect dialect) {
        List<int[]> rows = new ArrayList<>();
        Map<Integer, Integer> widths = new HashMap<>();
        int stray = 0;
        int torn = 0;
        try (var in = new ByteArrayInputStream(sample)) {
            CsvScanner scanner = new CsvScanner(in, dialect, encoding, sample.length);
            int cells;
            while (rows.size() < MOST_ROWS && (cells = scanner.next()) >= 0) {
                if (scanner.isBlank()) continue;
                if (cells > 1 && isEmpty(scanner, cells)) continue;
                int value = 0;
                int weight = 0;
                boolean tears = false;
                for (int c = 0; c < cells && c < 500; c++) {
                    String cell = scanner.cell(c);
                    value += worth(cell, scanner.isQuoted(c));
                    tears |= cell != null && !scanner.isQuoted(c) && tearsBrackets(cell);
                    weight += cell == null ? 40 : 100;
                }
                stray += scanner.strayQuotes();
                if (tears) torn++;
                rows.add(new int[] {cells, value, weight});
                widths.merge(cells, 1, Integer::sum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return score(dialect, rows, widths, stray + 2 * torn);
    }

    private static Fit score(Dialect dialect, List<int[]> rows, Map<Integer, Integer> widths, int disorder) {
        int width = 1;
        int most = 0;
        for (var entry : widths.entrySet()) {
            int weight = entry.getValue() * (entry.getKey() > 1 ? 2 : 1);
            if (weight > most || weight == most && entry.getKey() > width) {
                most = weight;
                width = entry.getKey();
            }
        }
        int first = 0;
        while (first < rows.size() && rows.get(first)[0] != width) first++;
        int alike = 0;
        long value = 0;
        long weight = 0;
        for (int r = first; r < rows.size(); r++) {
            if (rows.get(r)[0] == width) alike++;
            value += rows.get(r)[1];
            weight += rows.get(r)[2];
        }
        int below = rows.size() - first;
        double share = below == 0 ? 0 : (double) alike / below;
        double type = weight == 0 ? 0 : (double) value / weight;
        double spread = width == 1 ? SINGLE_COLUMN : (width - 1.0) / width;
        double titles = rows.isEmpty() ? 0 : 1 - 0.5 * first / rows.size();
        double belief = dialect.delimiter() == 0 ? 1 : beliefIn(dialect.delimiter());
        double order = 1.0 / (1 + (double) disorder / Math.max(1, rows.size()));
        double score = share * share * spread * type * titles * belief * order;
        if (dialect.quote() == '\'') score *= 0.98;
        if (dialect.backslash()) score *= 0.995;
        return new Fit(dialect, score, width, share, rows.size());
    }

    /// Whether a bracket opens here and closes in another cell, or the other way round: `POLYGON ((4.3 50.8`.
    private static boolean tearsBrackets(String cell) {
        int open = 0;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '(' || c == '[' || c == '{') open++;
            if (c == ')' || c == ']' || c == '}') open--;
        }
        return open != 0;
    }

    private static double beliefIn(char delimiter) {
        int index = DELIMITERS.indexOf(delimiter);
        return index < 0 ? 0.5 : BELIEF[index];
    }

    private static boolean isEmpty(CsvScanner scanner, int cells) {
        for (int c = 0; c < cells; c++) {
            String cell = scanner.cell(c);
            if (cell != null && !cell.isBlank()) return false;
        }
        return true;
    }

    /// How much a cell looks like a value, in hundredths.
    private static int worth(@Nullable String cell, boolean quoted) {
        if (cell == null) return 30;
        return switch (CellKind.of(cell)) {
            case EMPTY -> 80;
            case NUMBER, MOMENT, BOOLEAN -> 100;
            case TEXT -> quoted ? 95 : worthOfWords(cell);
        };
    }

    private static int worthOfWords(String cell) {
        char first = cell.charAt(0);
        char last = cell.charAt(cell.length() - 1);
        if (first == '"' || last == '"' || first == '\'' && last == '\'') return 10;
        boolean letters = false;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            letters |= Character.isLetter(c);
            if (c == '\t' || c == ';' || c == '|' || c == '^' || c == '~' || c < ' ') return 35;
            if (c == ',' && i + 1 < cell.length() && cell.charAt(i + 1) != ' ') return 50;
        }
        return letters ? 85 : 50;
    }
}
