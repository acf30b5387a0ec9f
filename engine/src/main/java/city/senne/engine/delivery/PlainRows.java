package city.senne.engine.delivery;

/// The rows of a file as DuckDB's own reader sees them, where these are the same rows that the file's
/// [RowReader] yields: many times faster, and only true of files without any irregularity.
///
/// @param relation a relation of DuckDB with the columns [#column] `(0)`, `(1)`, …, all of them text, null
///     for an
///     empty cell
/// @param rows how many rows it has
public record PlainRows(String relation, long rows) {

    /// The relation's column for a column of the source.
    public static String column(int index) {
        return "c" + index;
    }
}
