package city.senne.engine.lake;

import city.senne.engine.table.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.locationtech.jts.geom.Envelope;

/// Rows that DuckDB reads out of a file itself, without geometries.
public final class StagedQuery implements Staged {
    private final Connection connection;
    private final String select;
    private final long rows;

    /// @param spill where DuckDB may put what does not fit in memory
    /// @param memory a DuckDB size such as `1GB`
    /// @param rows how many rows the query yields
    public StagedQuery(Path spill, String memory, String select, long rows) throws SQLException {
        this.select = select;
        this.rows = rows;
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("set memory_limit = " + Sql.literal(memory));
            statement.execute("set temp_directory = " + Sql.literal(spill.toString()));
            // Without a bar it would not say how far it is; nothing is to be printed.
            statement.execute("set enable_progress_bar = true");
            statement.execute("set enable_progress_bar_print = false");
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String select() {
        return select;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public Envelope extent() {
        return new Envelope();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
