package city.senne.trust.access;

/// Yes or no, never without a reason.
public sealed interface Verdict {
    Reason reason();

    record Yes(Reason reason) implements Verdict {}

    record No(Reason reason) implements Verdict {}

    /// Each has its sentence in the module's messages, under `access.reason.<name>`.
    enum Reason {
        OPEN_DATA,
        ADMINISTRATOR,
        PUSH_KEY,
        OTHER_PUSH_KEY,
        SIGN_IN_NEEDED,
        ADMINISTRATORS_ONLY,
        DELETED
    }
}
