package city.senne.trust.access;

/// The viewer may not do this; doors answer 401 to those who have not signed in and 403 to others.
public class AccessRefused extends RuntimeException {
    private final Verdict.Reason reason;

    public AccessRefused(Verdict.Reason reason) {
        super("Access refused: " + reason);
        this.reason = reason;
    }

    public Verdict.Reason reason() {
        return reason;
    }
}
