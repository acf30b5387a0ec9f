package city.senne.platform.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Looks at a PostgreSQL of the operator's before anything is done with it, and says what is wrong in a sentence.
final class NamedPostgres {
    private final DatabaseAddress address;

    NamedPostgres(DatabaseAddress address) {
        this.address = address;
    }

    /// @throws CannotContinue when it cannot be entered
    Connection connect() {
        try {
            return address.connect();
        } catch (SQLException e) {
            throw refusal(e);
        }
    }

    /// @throws CannotContinue when it cannot be entered, holds text in another encoding than UTF-8, or belongs to
    /// another program
    void requireUsable() {
        try (Connection connection = connect()) {
            String encoding = text(connection, "show server_encoding");
            if (!encoding.equals("UTF8")) {
                throw new CannotContinue("The database at %s holds text as %s. Senne needs one with encoding 'UTF8'."
                        .formatted(address, encoding));
            }
            DatabaseRows rows = new DatabaseRows(connection);
            if (rows.listMigrations().isEmpty() && !rows.isEmpty()) {
                throw new CannotContinue(
                        "The database at %s belongs to another program: it holds tables that Senne did not make. Name an empty one."
                                .formatted(address));
            }
        } catch (SQLException e) {
            throw refusal(e);
        }
    }

    private CannotContinue refusal(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String toDo = switch (state) {
            case "28P01", "28000" ->
                "Check user and password: SENNE_DATABASE_USER and SENNE_DATABASE_PASSWORD, or the address.";
            case "3D000" -> "Make it first: create database … encoding 'UTF8'.";
            case "53300" -> "Give Senne more connections: it uses up to 12.";
            default -> "Check that it runs and can be reached from this machine.";
        };
        return new CannotContinue(
                "The database at %s cannot be entered: %s%n%s".formatted(address, e.getMessage(), toDo), e);
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
