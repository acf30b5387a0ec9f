package city.senne.engine.delivery.formats;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Closes what was opened to read a file through a database's driver.
final class Closing {
    private Closing() {}

    /// Closes all, also when one of them fails. What was never opened is null.
    static void all(@Nullable AutoCloseable... opened) throws IOException {
        IOException failed = null;
        for (AutoCloseable each : opened) {
            try {
                if (each != null) each.close();
            } catch (Exception e) {
                if (failed == null) failed = new IOException(e);
                else failed.addSuppressed(e);
            }
        }
        if (failed != null) throw failed;
    }
}
