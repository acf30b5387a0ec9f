package city.senne.engine.odsql;

/// A row filter or a mask cannot be read against its table. Nothing is shown then: the fault is that of whoever set
/// the rights, and its text may name fields that the caller must not know. For the operator's eyes only.
public final class PolicyFault extends IllegalStateException {
    private static final long serialVersionUID = 1;

    PolicyFault(String what, Throwable cause) {
        super(what + " cannot be read: " + cause.getMessage(), cause);
    }
}
