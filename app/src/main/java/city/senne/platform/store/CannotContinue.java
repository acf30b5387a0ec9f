package city.senne.platform.store;

/// Something outside the program stands in the way, and a person can remove it.
/// The message is one or two sentences for that person: what is wrong and what to do about it.
/// The command line prints it without a stack trace and ends with exit code 1.
public final class CannotContinue extends RuntimeException {
    public CannotContinue(String message) {
        super(message);
    }

    public CannotContinue(String message, Throwable cause) {
        super(message, cause);
    }
}
