package city.senne.engine.lake;

import java.sql.Connection;
import java.sql.SQLException;
import org.locationtech.jts.geom.Envelope;

/// The rows of a delivery where DuckDB can read them, on their way into the lake. To be used by one thread.
public interface Staged extends AutoCloseable {
    /// Where [#select] can be asked; closed together with this.
    Connection connection() throws SQLException;

    /// The columns of the lake, in the order in which the rows should lie there.
    String select();

    long rows();

    /// The box around all geometries; null-sized when there is none.
    Envelope extent();

    @Override
    void close() throws SQLException;
}
