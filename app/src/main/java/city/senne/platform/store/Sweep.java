package city.senne.platform.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/// Deleting files that no row names any more, apart from those who rely on files that no row names yet: a backup that
/// makes sure of its files, a version that is being committed.
@Component
public class Sweep {
    private final DataSource database;

    Sweep(DataSource database) {
        this.database = database;
    }

    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    /// Runs the work, which looks for such files and deletes them; others wait meanwhile.
    ///
    /// @return false when one of the others is at work, and nothing was run
    public boolean alone(Work work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!isLocked(connection)) return false;
                work.run();
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                connection.rollback(); // and with it goes the lock
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be asked whether anybody relies on files", e);
        }
    }

    private static boolean isLocked(Connection connection) throws SQLException {
        String sql = "select pg_try_advisory_xact_lock(%d)".formatted(SenneHome.SWEEPING);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
