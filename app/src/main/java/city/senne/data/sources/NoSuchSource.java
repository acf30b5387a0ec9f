package city.senne.data.sources;

/// There is no such source, or none that this viewer may see.
final class NoSuchSource extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSuchSource(long id) {
        super("No source " + id);
    }
}
