package city.senne.engine.delivery;

import java.util.List;

/// A [ReadingPlan] that DuckDB can carry out on plain rows, with the same result.
public interface PlainPlan {
    /// How the cells of each column of the source must be written; a file in which one is not is not plain.
    List<PlainCell> cells();

    /// A file with more rows than this might have led to another plan than the rows that were profiled.
    long mostRows();

    /// The query that yields one column per field; it fails when a cell, though written well, is no value
    /// (30 February).
    String select(PlainRows rows);
}
