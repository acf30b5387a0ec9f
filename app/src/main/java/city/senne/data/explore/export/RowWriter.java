package city.senne.data.explore.export;

import java.io.IOException;
import java.io.OutputStream;

/// Writes rows in one format, as they come, holding none of them.
public interface RowWriter {
    /// Writes the whole file. When this throws, what was written is not a valid file and must not be ended as one.
    void write(Rows rows, OutputStream out) throws IOException;
}
