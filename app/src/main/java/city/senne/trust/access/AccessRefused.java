package city.senne.trust.access;

import java.util.List;

/// The viewer may not do this; doors answer 401 to those who have not signed in and 403 to others.
public class AccessRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Verdict.Reason reason;
    private final transient List<String> purposes;

    public AccessRefused(Verdict.Reason reason) {
        this(reason, List.of());
    }

    /// @param purposes of which saying one would let the viewer in
    AccessRefused(Verdict.Reason reason, List<String> purposes) {
        super("Access refused: " + reason);
        this.reason = reason;
        this.purposes = List.copyOf(purposes);
    }

    public Verdict.Reason reason() {
        return reason;
    }

    /// Empty where it is not a purpose that is missing.
    public List<String> purposes() {
        return purposes;
    }
}
