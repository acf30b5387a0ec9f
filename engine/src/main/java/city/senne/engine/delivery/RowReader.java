package city.senne.engine.delivery;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A table as it lies in a file: its columns, then its rows one after another. Memory stays bounded
/// whatever the file's
/// size. Not for several threads.
public interface RowReader extends AutoCloseable {
    List<SourceColumn> columns();

    /// The next row, or null after the last. Throws UnreadableDelivery when the rest cannot be read.
    @Nullable
    SourceRow next() throws IOException;

    /// What was decided about the file while opening it, each with its reason.
    List<Decision> decisions();

    /// What was mended or left out on the way (short rows, notes below the table); complete after the
    /// last row.
    default List<SourceRow.Problem> findings() {
        return List.of();
    }

    /// The same rows as a relation of DuckDB, for as long as this reader is open; empty where DuckDB would
    /// not see the same, or where a cell is not written as asked. Reads the whole file.
    ///
    /// @param cells one for each column
    default Optional<PlainRows> plain(List<PlainCell> cells) throws IOException {
        return Optional.empty();
    }

    /// How much of the file has been read, between 0 and 1; an estimate, for progress.
    double progress();

    @Override
    void close() throws IOException;
}
