package city.senne.engine.odsql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where somebody stands who walks through all rows of a version: behind this one.
///
/// @param keys what the row is sorted by, as text, null where it has no value; empty when the rows are not sorted
/// @param row what tells it from any other row of the table, in the order of [Relation#rowOrder]
public record RowPosition(List<@Nullable String> keys, List<Long> row) {
    public RowPosition {
        row = List.copyOf(row);
    }
}
