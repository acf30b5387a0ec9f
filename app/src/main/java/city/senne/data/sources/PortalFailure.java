package city.senne.data.sources;

/// A portal cannot be read: its answer is none that it should give.
final class PortalFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Note note;

    PortalFailure(Note note) {
        super(note.code() + note.arguments());
        this.note = note;
    }

    Note note() {
        return note;
    }
}
