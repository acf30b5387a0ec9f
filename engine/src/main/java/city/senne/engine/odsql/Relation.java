package city.senne.engine.odsql;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table to read, in words of our own (never of a caller).
///
/// @param sql what stands after FROM: a table's quoted name or a call of `read_parquet`
/// @param rowOrder SQL expressions over the relation that tell any two rows apart and are cheap, to keep pages of
///     sorted rows stable; empty when there are none
/// @param datasetId the value of the technical field `datasetid`
/// @param timestamp the value of the technical field `record_timestamp`
/// @param joined the table of a join, or null
public record Relation(
        String sql,
        List<String> rowOrder,
        @Nullable String datasetId,
        @Nullable Instant timestamp,
        @Nullable Relation joined) {
    public Relation {
        rowOrder = List.copyOf(rowOrder);
    }

    public static Relation of(String sql) {
        return new Relation(sql, List.of(), null, null, null);
    }

    /// The same, with sorted pages kept stable by these expressions, such as `file_row_number`.
    public Relation orderedBy(String... expressions) {
        return new Relation(sql, List.of(expressions), datasetId, timestamp, joined);
    }

    /// The same, as a version of a dataset.
    public Relation as(String newDatasetId, Instant newTimestamp) {
        return new Relation(sql, rowOrder, newDatasetId, newTimestamp, joined);
    }

    /// The same with another table, in which something is looked up.
    public Relation joining(Relation other) {
        return new Relation(sql, rowOrder, datasetId, timestamp, other);
    }
}
