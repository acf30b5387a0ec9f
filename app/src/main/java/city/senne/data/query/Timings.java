package city.senne.data.query;

import java.util.Locale;
import java.util.StringJoiner;

/// How long each step of an answer took, for the `Server-Timing` header.
public final class Timings {
    private final StringJoiner header = new StringJoiner(", ");
    private long since = System.nanoTime();

    /// Ends the step that began with the last call.
    public void step(String name) {
        long now = System.nanoTime();
        header.add("%s;dur=%s".formatted(name, String.format(Locale.ROOT, "%.1f", (now - since) / 1e6)));
        since = now;
    }

    /// The header's value.
    @Override
    public String toString() {
        return header.toString();
    }
}
