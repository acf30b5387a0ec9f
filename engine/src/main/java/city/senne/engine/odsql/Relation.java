package city.senne.engine.odsql;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table to read, in words of our own (never of a caller).
///
/// @param sql what stands after FROM: a table's quoted name or a call of `read_parquet`
/// @param rowOrder SQL expressions over the relation that tell any two rows apart and are cheap, to keep pages of
///     sorted rows stable; empty when there are none
/// @param mixed whether rows come in that order where no other is asked for, as the one in which they lie tells more
///     than may be known
/// @param datasetId the value of the technical field `datasetid`
/// @param timestamp the value of the technical field `record_timestamp`
/// @param joined the table of a join, or null
public record Relation(
        String sql,
        List<String> rowOrder,
        boolean mixed,
        @Nullable String datasetId,
        @Nullable Instant timestamp,
        @Nullable Relation joined) {
    public Relation {
        rowOrder = List.copyOf(rowOrder);
    }

    public static Relation of(String sql) {
        return new Relation(sql, List.of(), false, null, null, null);
    }

    /// The same, with sorted pages kept stable by these expressions, such as `file_row_number`.
    public Relation orderedBy(String... expressions) {
        return new Relation(sql, List.of(expressions), false, datasetId, timestamp, joined);
    }

    /// The same, with rows in an order by chance that is always the same one.
    ///
    /// @param key letters and digits that no caller knows, else she could find out where rows lie
    public Relation mixedBy(String key) {
        if (!key.matches("[0-9A-Za-z]+")) throw new IllegalArgumentException("Not a key of letters and digits");
        String place = "concat_ws('/', '" + key + "', " + String.join(", ", rowOrder) + ")";
        // 63 bits, as a position has room for no more.
        return new Relation(
                sql, List.of("CAST(md5_number(" + place + ") >> 65 AS BIGINT)"), true, datasetId, timestamp, joined);
    }

    /// The same, as a version of a dataset.
    public Relation as(String newDatasetId, Instant newTimestamp) {
        return new Relation(sql, rowOrder, mixed, newDatasetId, newTimestamp, joined);
    }

    /// Whether nothing may depend on the order in which rows lie, be it those of the table or of the one that
    /// is joined.
    boolean isMixed() {
        return mixed || joined != null && joined.mixed;
    }

    /// The same with another table, in which something is looked up.
    public Relation joining(Relation other) {
        return new Relation(sql, rowOrder, mixed, datasetId, timestamp, other);
    }
}
