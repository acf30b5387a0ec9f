package city.senne.data.explore.api;

import city.senne.data.explore.export.Rows;
import city.senne.engine.odsql.DifferenceQuery;
import city.senne.engine.odsql.OutputColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows that two versions do not share, one line each in a file: what happened, then the values. A changed row has two
/// lines, one as it was before and one as it is after.
final class DifferenceRows implements Rows {
    private final Rows differences;
    private final int fields;
    private String change = "";
    private boolean after;

    /// @param differences what happened, the values before, the values after
    DifferenceRows(Rows differences) {
        this.differences = differences;
        this.fields = (differences.columns().size() - 1) / 2;
    }

    @Override
    public List<OutputColumn> columns() {
        List<OutputColumn> columns = new ArrayList<>(differences.columns().subList(0, 1));
        columns.addAll(differences.columns().subList(1 + fields, 1 + 2 * fields));
        return columns;
    }

    @Override
    public boolean next() {
        if (change.equals("before")) {
            change = "after";
            after = true;
            return true;
        }
        if (!differences.next()) return false;
        String happened = happened();
        after = happened.equals(DifferenceQuery.ADDED);
        change = happened.equals(DifferenceQuery.CHANGED) ? "before" : happened;
        return true;
    }

    @Override
    public @Nullable Object value(int column) {
        return column == 0 ? change : differences.value(after ? fields + column : column);
    }

    private String happened() {
        return Objects.requireNonNull(differences.value(0)).toString();
    }

    /// The same row as it was, or as it is; null where there is no such row.
    @Nullable
    Rows side(boolean isAfter) {
        if (happened().equals(isAfter ? DifferenceQuery.REMOVED : DifferenceQuery.ADDED)) return null;
        int from = isAfter ? 1 + fields : 1;
        return new Rows() {
            @Override
            public List<OutputColumn> columns() {
                return differences.columns().subList(from, from + fields);
            }

            @Override
            public boolean next() {
                throw new UnsupportedOperationException("One row");
            }

            @Override
            public @Nullable Object value(int column) {
                return differences.value(from + column);
            }
        };
    }

    /// The fields in which a changed row differs.
    List<String> changedFields() {
        if (!happened().equals(DifferenceQuery.CHANGED)) return List.of();
        return IntStream.rangeClosed(1, fields)
                .filter(i -> !Objects.deepEquals(differences.value(i), differences.value(fields + i)))
                .mapToObj(i -> differences.columns().get(i).name())
                .toList();
    }
}
