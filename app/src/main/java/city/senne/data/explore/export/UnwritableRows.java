package city.senne.data.explore.export;

/// Rows that a format cannot hold; the message says why, and what to do.
public final class UnwritableRows extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnwritableRows(String message) {
        super(message);
    }
}
