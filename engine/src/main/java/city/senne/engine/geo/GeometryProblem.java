package city.senne.engine.geo;

import city.senne.engine.delivery.Reason;

/// What was given as a geometry is none, or cannot be placed on Earth.
public final class GeometryProblem extends Exception {
    private final Reason reason;

    public GeometryProblem(Reason reason) {
        super(reason.code());
        this.reason = reason;
    }

    static GeometryProblem of(String what, Object... arguments) {
        return new GeometryProblem(Reason.of("geo." + what, arguments));
    }

    public Reason reason() {
        return reason;
    }

    /// Thrown by the thousand when a whole column is unreadable; nobody reads its stack.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
