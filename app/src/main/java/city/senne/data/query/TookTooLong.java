package city.senne.data.query;

import java.time.Duration;

/// The question was given up because it took longer than allowed.
public class TookTooLong extends RuntimeException {
    public TookTooLong(Duration limit, Throwable cause) {
        super(
                "The query took longer than the " + limit.toSeconds()
                        + " seconds it may take. Ask for less, or use an export.",
                cause);
    }
}
