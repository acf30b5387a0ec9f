package city.senne.data.query;

/// The question needs more memory than questions may have.
public class TooLarge extends RuntimeException {
    public TooLarge(Throwable cause) {
        super(
                "The query needs more memory than it may use. Ask for fewer groups or fewer fields, or try again in a few seconds.",
                cause);
    }
}
