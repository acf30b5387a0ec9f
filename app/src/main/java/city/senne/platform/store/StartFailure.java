package city.senne.platform.store;

import java.sql.SQLException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.web.server.PortInUseException;

/// Why the application did not start, told by what it stumbled over, however deep that lies.
final class StartFailure {
    private static final String NOT_ALLOWED = "42501";

    private StartFailure() {}

    /// What to throw instead: the failure itself when nothing is known about it.
    static RuntimeException of(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case CannotContinue known -> {
                    return known;
                }
                case PortInUseException known -> {
                    return known;
                }
                case FlywayValidateException _ -> {
                    return new CannotContinue(
                            "The database was laid out by another Senne, probably a newer one than this, %s. Start that one, or restore a backup that it made."
                                    .formatted(Program.version()),
                            failure);
                }
                case SQLException sql
                when NOT_ALLOWED.equals(sql.getSQLState()) -> {
                    return new CannotContinue(
                            "The database does not let Senne in: %s. Make its user the owner of the database."
                                    .formatted(firstLine(sql)),
                            failure);
                }
                default -> {
                    // deeper
                }
            }
        }
        return Outage.in(failure)
                .<RuntimeException>map(outage -> hindered(outage, failure))
                .orElse(failure);
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static CannotContinue hindered(Outage outage, RuntimeException failure) {
        return new CannotContinue(
                switch (outage) {
                    case DISK_FULL -> "The disk is full. Make room and start again; nothing was lost.";
                    case DATABASE_AWAY -> "The database went away while Senne started. Start again when it is back.";
                },
                failure);
    }
}
