package city.senne.engine.odsql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a query and holds its few rows: for facets and counts, never for pages or exports of any size.
public interface Rows {
    /// The values as JDBC gives them.
    List<List<@Nullable Object>> of(SqlQuery query) throws SQLException;

    /// On a connection, which stays open.
    static Rows on(Connection connection) {
        return on(connection, Duration.ZERO);
    }

    /// The same, each query within a time.
    ///
    /// @param timeout in whole seconds; none with zero
    static Rows on(Connection connection, Duration timeout) {
        return query -> {
            try (PreparedStatement statement = prepare(connection, query)) {
                statement.setQueryTimeout(Math.toIntExact(timeout.toSeconds()));
                return rows(statement);
            }
        };
    }

    private static List<List<@Nullable Object>> rows(PreparedStatement statement) throws SQLException {
        try (ResultSet results = statement.executeQuery()) {
            int columns = results.getMetaData().getColumnCount();
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (results.next()) {
                List<@Nullable Object> row = new ArrayList<>(columns);
                for (int i = 1; i <= columns; i++) row.add(results.getObject(i));
                rows.add(Collections.unmodifiableList(row));
            }
            return rows;
        }
    }

    /// The statement with its parameters set; the caller closes it.
    static PreparedStatement prepare(Connection connection, SqlQuery query) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query.sql());
        try {
            for (int i = 0; i < query.parameters().size(); i++) {
                Object parameter = query.parameters().get(i);
                if (parameter instanceof BigDecimal number) statement.setBigDecimal(i + 1, number);
                else statement.setObject(i + 1, parameter);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }
}
