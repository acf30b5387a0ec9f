package city.senne.platform.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;

/// What this program needs from outside, and is away for a while. Nothing is wrong with what was asked: it may be
/// asked again as it is.
public enum Outage {
    /// The disk of the home, of the database or of temporary files is full.
    DISK_FULL,
    /// PostgreSQL does not answer, or is starting or stopping.
    DATABASE_AWAY;

    /// As the operating systems, DuckDB and PostgreSQL say it.
    private static final List<String> NO_ROOM =
            List.of("No space left on device", "Disk quota exceeded", "File too large");

    private static final String POSTGRESQL_DISK_FULL = "53100";

    /// Connection lost or refused; too many connections; PostgreSQL is stopped, has crashed, or starts.
    private static final List<String> POSTGRESQL_AWAY = List.of("08", "53300", "57P01", "57P02", "57P03");

    /// The outage that a failure or one of its causes tells of.
    public static Optional<Outage> in(Throwable failure) {
        Outage found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isDiskFull(cause)) return Optional.of(DISK_FULL);
            if (isDatabaseAway(cause)) found = DATABASE_AWAY;
        }
        return Optional.ofNullable(found);
    }

    private static boolean isDiskFull(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return NO_ROOM.stream().anyMatch(message::contains) || stateOf(cause).equals(POSTGRESQL_DISK_FULL);
    }

    private static boolean isDatabaseAway(Throwable cause) {
        return cause instanceof SQLTransientConnectionException
                || POSTGRESQL_AWAY.stream().anyMatch(stateOf(cause)::startsWith);
    }

    private static String stateOf(Throwable cause) {
        return cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
    }
}
