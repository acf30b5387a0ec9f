package city.senne.engine.geo;

import city.senne.engine.delivery.Reason;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/// Makes a geometry valid, or says that it cannot be done without making another one of it.
public final class Repair {
    /// A repair that changes the area by more has guessed.
    private static final double MOST_CHANGE = 0.01;

    private Repair() {}

    public sealed interface Outcome {
        /// @param mended what was wrong, null when nothing was
        record Sound(Geometry geometry, @Nullable Reason mended) implements Outcome {}

        /// There are no positions in it.
        record Empty() implements Outcome {}

        record Hopeless(Reason reason) implements Outcome {}
    }

    public static Outcome of(Geometry geometry) {
        if (geometry.isEmpty()) return new Outcome.Empty();
        Numbers numbers = new Numbers();
        geometry.apply(numbers);
        if (numbers.strange != null) {
            Coordinate at = numbers.strange;
            return new Outcome.Hopeless(Reason.of("geo.not-a-number", at.x + " " + at.y));
        }
        Reason mended = geometry.getUserData() instanceof Reason remark ? remark : null;
        TopologyValidationError error = new IsValidOp(geometry).getValidationError();
        if (error == null) return new Outcome.Sound(geometry, mended);
        return fixed(geometry, error);
    }

    private static Outcome fixed(Geometry geometry, TopologyValidationError error) {
        String where = error.getCoordinate() == null ? "" : error.getCoordinate().x + " " + error.getCoordinate().y;
        Reason hopeless = Reason.of("geo.invalid", what(error), where);
        Geometry fixed;
        try {
            GeometryFixer fixer = new GeometryFixer(geometry);
            fixer.setKeepCollapsed(geometry.getDimension() < 2);
            fixed = fixer.getResult();
        } catch (RuntimeException failed) {
            return new Outcome.Hopeless(hopeless);
        }
        boolean flattened = geometry.getDimension() == 2 && fixed.getDimension() < 2;
        if (fixed.isEmpty() || !fixed.isValid() || flattened || isAnother(geometry)) {
            return new Outcome.Hopeless(hopeless);
        }
        return new Outcome.Sound(fixed, Reason.of("geo.repaired", what(error)));
    }

    /// Whether a repair would make another shape of it. Looked at part by part: parts that overlap mean what they
    /// cover together, though that is less than the sum of their areas.
    private static boolean isAnother(Geometry geometry) {
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            Geometry part = geometry.getGeometryN(i);
            if (part.getDimension() < 2 || part.isValid()) continue;
            boolean another = part.getNumGeometries() > 1
                    ? isAnother(part)
                    : differs(part.getArea(), GeometryFixer.fix(part).getArea());
            if (another) return true;
        }
        return false;
    }

    private static boolean differs(double before, double after) {
        return Math.abs(after - before) > MOST_CHANGE * Math.max(before, after);
    }

    /// The kind of error as a number, which the messages turn into words.
    private static int what(TopologyValidationError error) {
        return switch (error.getErrorType()) {
            case TopologyValidationError.SELF_INTERSECTION, TopologyValidationError.RING_SELF_INTERSECTION -> 1;
            case TopologyValidationError.HOLE_OUTSIDE_SHELL,
                    TopologyValidationError.NESTED_HOLES,
                    TopologyValidationError.DISCONNECTED_INTERIOR -> 2;
            case TopologyValidationError.NESTED_SHELLS, TopologyValidationError.DUPLICATE_RINGS -> 3;
            case TopologyValidationError.TOO_FEW_POINTS -> 4;
            default -> 0;
        };
    }

    private static final class Numbers implements CoordinateSequenceFilter {
        private @Nullable Coordinate strange;

        @Override
        public void filter(CoordinateSequence positions, int i) {
            if (!Double.isFinite(positions.getX(i)) || !Double.isFinite(positions.getY(i))) {
                strange = positions.getCoordinate(i);
            }
        }

        @Override
        public boolean isDone() {
            return strange != null;
        }

        @Override
        public boolean isGeometryChanged() {
            return false;
        }
    }
}
