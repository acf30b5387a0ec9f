package city.senne.engine.delivery.csv;

import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.SourceRow.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lines that were mended or left out, counted by kind with the first one of each.
final class Findings {
    private final Map<String, long[]> counts = new LinkedHashMap<>();

    void comment(long line) {
        count("csv.comments-left-out", line);
    }

    void blank(long line) {
        count("csv.empty-rows-left-out", line);
    }

    void note(long line) {
        count("csv.notes-left-out", line);
    }

    void shortRow(long line) {
        count("csv.short-rows", line);
    }

    void openQuote(long line) {
        count("csv.open-quotes", line);
    }

    void header(long line) {
        count("csv.headers-left-out", line);
    }

    void mendedCharacters(long count, long firstLine) {
        if (count > 0) counts.put("csv.characters-mended", new long[] {count, firstLine});
    }

    private void count(String code, long line) {
        long[] count = counts.get(code);
        if (count == null) counts.put(code, new long[] {1, line});
        else count[0]++;
    }

    List<Problem> list() {
        List<Problem> list = new ArrayList<>();
        counts.forEach((code, count) -> list.add(new Problem(null, null, Reason.of(code, count[0], count[1]))));
        return list;
    }
}
