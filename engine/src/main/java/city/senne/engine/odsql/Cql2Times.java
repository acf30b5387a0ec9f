package city.senne.engine.odsql;

import city.senne.engine.odsql.Cql2Node.Operation;
import city.senne.engine.odsql.Expression.Comparison;
import city.senne.engine.odsql.Expression.Condition;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// CQL2's functions of times, as comparisons of beginnings and ends. A moment begins and ends at once.
final class Cql2Times {
    private final Cql2Meaning meaning;

    Cql2Times(Cql2Meaning meaning) {
        this.meaning = meaning;
    }

    /// @param node null where there is none: an interval without beginning began before all, one without end ends after
    /// all
    private record End(@Nullable Cql2Node node, boolean isBeginning) {
        int beyond() {
            if (node != null) return 0;
            return isBeginning ? -1 : 1;
        }
    }

    private record Test(End left, Comparison comparison, End right) {}

    /// @param operation with two arguments
    Condition condition(Operation operation, boolean negated) {
        End from = beginning(operation.arguments().get(0));
        End until = end(operation.arguments().get(0));
        End otherFrom = beginning(operation.arguments().get(1));
        End otherUntil = end(operation.arguments().get(1));
        Comparison less = Comparison.LESS;
        Comparison more = Comparison.GREATER;
        Comparison same = Comparison.EQUAL;
        Stream<Test> tests = switch (operation.name()) {
            case "t_after" -> Stream.of(new Test(from, more, otherUntil));
            case "t_before" -> Stream.of(new Test(until, less, otherFrom));
            case "t_contains" -> Stream.of(new Test(from, less, otherFrom), new Test(until, more, otherUntil));
            case "t_during" -> Stream.of(new Test(from, more, otherFrom), new Test(until, less, otherUntil));
            case "t_equals" -> Stream.of(new Test(from, same, otherFrom), new Test(until, same, otherUntil));
            case "t_finishedby" -> Stream.of(new Test(from, less, otherFrom), new Test(until, same, otherUntil));
            case "t_finishes" -> Stream.of(new Test(from, more, otherFrom), new Test(until, same, otherUntil));
            case "t_intersects", "t_disjoint" ->
                Stream.of(
                        new Test(from, Comparison.LESS_OR_EQUAL, otherUntil),
                        new Test(until, Comparison.GREATER_OR_EQUAL, otherFrom));
            case "t_meets" -> Stream.of(new Test(until, same, otherFrom));
            case "t_metby" -> Stream.of(new Test(from, same, otherUntil));
            case "t_overlappedby" ->
                Stream.of(
                        new Test(from, more, otherFrom),
                        new Test(from, less, otherUntil),
                        new Test(until, more, otherUntil));
            case "t_overlaps" ->
                Stream.of(
                        new Test(from, less, otherFrom),
                        new Test(until, more, otherFrom),
                        new Test(until, less, otherUntil));
            case "t_startedby" -> Stream.of(new Test(from, same, otherFrom), new Test(until, more, otherUntil));
            case "t_starts" -> Stream.of(new Test(from, same, otherFrom), new Test(until, less, otherUntil));
            default -> throw Cql2Node.refused("the function " + operation.name() + " is not known here");
        };
        boolean turned = negated != operation.name().equals("t_disjoint");
        List<Condition> conditions = tests.map(test -> condition(test, turned)).toList();
        return turned ? new Expression.AnyOf(conditions) : new Expression.AllOf(conditions);
    }

    private static End beginning(Cql2Node time) {
        return new End(time instanceof Cql2Node.Interval interval ? interval.from() : time, true);
    }

    private static End end(Cql2Node time) {
        return new End(time instanceof Cql2Node.Interval interval ? interval.until() : time, false);
    }

    private Condition condition(Test test, boolean negated) {
        Comparison comparison = negated ? Cql2Meaning.opposite(test.comparison()) : test.comparison();
        if (test.left().node() != null && test.right().node() != null) {
            return new Expression.Compared(
                    comparison,
                    meaning.value(test.left().node()),
                    meaning.value(test.right().node()));
        }
        int order = Integer.compare(test.left().beyond(), test.right().beyond());
        boolean holds = switch (comparison) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
        return holds ? new Expression.AllOf(List.of()) : new Expression.AnyOf(List.of());
    }
}
