package city.senne.engine.odsql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// A part of a filter in CQL2, in whichever notation it was written.
sealed interface Cql2Node {
    /// @param name in lower case, as CQL2's JSON has it: `and`, `=`, `s_intersects`, `casei`
    record Operation(String name, List<Cql2Node> arguments) implements Cql2Node {
        public Operation {
            arguments = List.copyOf(arguments);
        }
    }

    record Property(String name) implements Cql2Node {}

    /// A number, a text, a truth or a moment.
    record Literal(Expression.Value value) implements Cql2Node {}

    record Several(List<Cql2Node> items) implements Cql2Node {
        public Several {
            items = List.copyOf(items);
        }
    }

    /// In the system of the filter's coordinates.
    record Shape(Geometry geometry) implements Cql2Node {}

    /// @param from null where it has no beginning
    /// @param until null where it has no end
    record Interval(@Nullable Cql2Node from, @Nullable Cql2Node until) implements Cql2Node {}

    /// The end of an interval that has none.
    String OPEN = "..";

    static OdsqlException refused(String why) {
        return OdsqlException.cql2(why);
    }
}
