package city.senne.engine.odsql;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/// What the language needs beyond DuckDB's own SQL: shapes, and words with typing errors.
public final class DuckDbFunctions {
    private DuckDbFunctions() {}

    /// Makes the functions known to the whole DuckDB instance of this connection: once per instance is enough.
    public static void register(DuckDBConnection connection) throws SQLException {
        GeoFunctions.register(connection);
        WordFunctions.register(connection);
    }
}
