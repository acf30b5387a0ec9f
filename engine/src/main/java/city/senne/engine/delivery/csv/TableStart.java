package city.senne.engine.delivery.csv;

import city.senne.engine.delivery.SourceRow;
import java.util.List;

/// Tells comments from rows at the beginning of a file.
final class TableStart {
    private TableStart() {}

    /// The rows without the lines that begin with `#`, when these are comments: a few lines, not of the
    /// table's width.
    static List<SourceRow> withoutComments(List<SourceRow> rows) {
        List<SourceRow> marked = rows.stream().filter(TableStart::isMarked).toList();
        if (marked.isEmpty()) return rows;
        List<SourceRow> others = rows.stream().filter(row -> !isMarked(row)).toList();
        int width = others.stream().mapToInt(row -> row.cells().length).max().orElse(0);
        boolean allAtTop = rows.subList(0, marked.size()).equals(marked);
        boolean ofOtherWidth = marked.stream().allMatch(row -> row.cells().length != width);
        boolean few = marked.size() * 5 <= rows.size();
        return ofOtherWidth && (allAtTop || few) ? others : rows;
    }

    private static boolean isMarked(SourceRow row) {
        return row.cells().length > 0
                && row.cells()[0] instanceof String text
                && text.stripLeading().startsWith("#");
    }
}
