package city.senne.engine.delivery;

/// The rows of a file as DuckDB's own reader sees them, where these are the same rows that the file's
/// [RowReader] yields: many times faster, and only true of files without any irregularity.
///
/// @param relation a relation of DuckDB with a column for each column of the source, null for an empty cell
/// @param rows how many rows it has
/// @param padded whether some cells have spaces around their text; then all columns of the relation are text
public record PlainRows(String relation, long rows, boolean padded) {

    /// The relation's column for a column of the source.
    public static String column(int index) {
        return "c" + index;
    }

    /// The expression of a cell's value in the type that it has in the file.
    public String cell(int index, PlainCell cell) {
        String name = column(index);
        return padded ? "cast(nullif(trim(" + name + "), '') as " + cell.sqlType() + ")" : name;
    }
}
