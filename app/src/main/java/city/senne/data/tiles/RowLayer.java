package city.senne.data.tiles;

/// Rows as features, one after another.
interface RowLayer extends AutoCloseable {
    /// Goes to the next row; false when there is none.
    boolean next();

    /// Of the current row.
    double size();

    /// Draws the current row.
    void add();

    @Override
    void close();
}
