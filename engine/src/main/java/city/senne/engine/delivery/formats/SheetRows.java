package city.senne.engine.delivery.formats;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The rows of a sheet in their order, whatever the format; rows without any value may be left out.
interface SheetRows extends Closeable {
    /// The next row that was written, or null after the last.
    @Nullable
    SheetRow next() throws IOException;

    /// How much of the sheet has been read, between 0 and 1.
    double progress();

    /// @param number of the row as the sheet counts it, from 1
    /// @param cells by column from the left, as long as it takes
    record SheetRow(long number, @Nullable Object[] cells) {}

    /// Cells shown as one; all numbers from 0, the last ones included.
    record Merge(int firstRow, int lastRow, int firstColumn, int lastColumn) {}
}
