package city.senne.engine.delivery;

/// How the cells of a column must be written so that DuckDB reads them as the column's plan does.
public interface PlainCell {
    /// Whether a cell that holds something is written so.
    ///
    /// @param utf8 its text is the bytes from `from` to before `to`, without blanks around it
    boolean fits(byte[] utf8, int from, int to);

    /// The DuckDB type as which such cells are read from the file.
    String sqlType();
}
