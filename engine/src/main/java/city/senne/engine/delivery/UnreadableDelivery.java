package city.senne.engine.delivery;

/// The file cannot be read as a table, or not with these choices; nothing was published.
public class UnreadableDelivery extends RuntimeException {
    private final Reason reason;

    public UnreadableDelivery(Reason reason) {
        super(reason.toString());
        this.reason = reason;
    }

    public UnreadableDelivery(Reason reason, Throwable cause) {
        super(reason.toString(), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
