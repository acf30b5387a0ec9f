package city.senne.engine.odsql;

import city.senne.engine.geo.GeometryProblem;
import city.senne.engine.geo.NamedCrs;
import city.senne.engine.odsql.Bound.Spatial.Relation;
import city.senne.engine.odsql.Cql2Node.Literal;
import city.senne.engine.odsql.Cql2Node.Operation;
import city.senne.engine.odsql.Cql2Node.Property;
import city.senne.engine.odsql.Expression.Comparison;
import city.senne.engine.odsql.Expression.Condition;
import city.senne.engine.odsql.Expression.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/// What a filter in CQL2 means, as a tree of ODSQL.
///
/// In CQL2 what is not known stays unknown when it is negated, in ODSQL it does not hold. So negations are taken down
/// to what they negate: `NOT a = 1` asks for another value, and leaves out rows that have none.
final class Cql2Meaning {
    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "=", Comparison.EQUAL,
            "<>", Comparison.UNEQUAL,
            "<", Comparison.LESS,
            "<=", Comparison.LESS_OR_EQUAL,
            ">", Comparison.GREATER,
            ">=", Comparison.GREATER_OR_EQUAL);
    private static final Map<String, Relation> RELATIONS = Map.of(
            "s_intersects", Relation.INTERSECTS,
            "s_within", Relation.WITHIN,
            "s_disjoint", Relation.DISJOINT,
            "s_contains", Relation.CONTAINS,
            "s_touches", Relation.TOUCHES,
            "s_crosses", Relation.CROSSES,
            "s_overlaps", Relation.OVERLAPS,
            "s_equals", Relation.EQUALS);
    private static final Map<String, Expression.Operation> ARITHMETIC = Map.of(
            "+", Expression.Operation.PLUS,
            "-", Expression.Operation.MINUS,
            "*", Expression.Operation.TIMES,
            "/", Expression.Operation.DIVIDED);

    private final NamedCrs crs;

    /// @param crs of the geometries in the filter
    Cql2Meaning(NamedCrs crs) {
        this.crs = crs;
    }

    Condition condition(Cql2Node node) {
        return condition(node, false);
    }

    private Condition condition(Cql2Node node, boolean negated) {
        return switch (node) {
            case Literal(Expression.Truth(boolean truth)) -> constant(truth != negated);
            case Property(String name) -> new Expression.IsTruth(new Expression.Name(name), !negated);
            case Operation operation -> operation(operation, negated);
            default -> throw Cql2Node.refused("a condition is expected");
        };
    }

    private static Condition constant(boolean truth) {
        return truth ? new Expression.AllOf(List.of()) : new Expression.AnyOf(List.of());
    }

    private Condition operation(Operation operation, boolean negated) {
        List<Cql2Node> arguments = operation.arguments();
        Comparison comparison = COMPARISONS.get(operation.name());
        if (comparison != null) {
            require(operation, 2);
            return new Expression.Compared(
                    negated ? opposite(comparison) : comparison, value(arguments.get(0)), value(arguments.get(1)));
        }
        Relation relation = RELATIONS.get(operation.name());
        if (relation != null) return located(operation, relation, negated);
        if (operation.name().startsWith("t_")) {
            require(operation, 2);
            return new Cql2Times(this).condition(operation, negated);
        }
        return switch (operation.name()) {
            case "and", "or" -> {
                List<Condition> parts =
                        arguments.stream().map(part -> condition(part, negated)).toList();
                yield operation.name().equals("and") != negated
                        ? new Expression.AllOf(parts)
                        : new Expression.AnyOf(parts);
            }
            case "not" -> {
                require(operation, 1);
                yield condition(arguments.getFirst(), !negated);
            }
            case "isnull" -> {
                require(operation, 1);
                Condition isNull = new Expression.IsNull(value(arguments.getFirst()));
                yield negated ? new Expression.Not(isNull) : isNull;
            }
            case "like" -> like(operation, negated);
            case "between" -> {
                require(operation, 3);
                Value low = value(arguments.get(1));
                Value high = value(arguments.get(2));
                Value value = value(arguments.get(0));
                yield negated
                        ? new Expression.AnyOf(List.of(
                                new Expression.Compared(Comparison.LESS, value, low),
                                new Expression.Compared(Comparison.GREATER, value, high)))
                        : new Expression.Between(value, low, true, high, true);
            }
            case "in" -> oneOf(operation, negated);
            default -> throw unknown(operation);
        };
    }

    private static OdsqlException unknown(Operation operation) {
        return Cql2Node.refused("the function or operator " + operation.name() + " is not known here");
    }

    private static void require(Operation operation, int count) {
        if (operation.arguments().size() != count) {
            throw Cql2Node.refused(operation.name() + " takes " + count + " arguments");
        }
    }

    static Comparison opposite(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> Comparison.UNEQUAL;
            case UNEQUAL -> Comparison.EQUAL;
            case LESS -> Comparison.GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> Comparison.GREATER;
            case GREATER -> Comparison.LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> Comparison.LESS;
        };
    }

    private Condition oneOf(Operation operation, boolean negated) {
        require(operation, 2);
        Value value = value(operation.arguments().get(0));
        if (!(operation.arguments().get(1) instanceof Cql2Node.Several(List<Cql2Node> items))) {
            throw Cql2Node.refused("in takes a list");
        }
        List<Value> values = items.stream().map(this::value).toList();
        if (!negated) return new Expression.OneOf(value, values);
        return new Expression.AllOf(values.stream()
                .<Condition>map(each -> new Expression.Compared(Comparison.UNEQUAL, value, each))
                .toList());
    }

    private Condition like(Operation operation, boolean negated) {
        require(operation, 2);
        Value value = value(operation.arguments().get(0));
        if (!(value(operation.arguments().get(1)) instanceof Expression.Text(String pattern))) {
            throw Cql2Node.refused("like takes a text as its pattern");
        }
        // One alone at the end would escape nothing.
        if (pattern.replace("\\\\", "").endsWith("\\")) throw Cql2Node.refused("the pattern ends with a backslash");
        return known(new Expression.Matched(value, pattern), value, negated);
    }

    /// The condition, or that it does not hold of a value that there is.
    private static Condition known(Condition condition, Value value, boolean negated) {
        if (!negated) return condition;
        return new Expression.AllOf(
                List.of(new Expression.Not(condition), new Expression.Not(new Expression.IsNull(value))));
    }

    private Condition located(Operation operation, Relation relation, boolean negated) {
        require(operation, 2);
        Cql2Node first = operation.arguments().get(0);
        Cql2Node second = operation.arguments().get(1);
        if (first instanceof Cql2Node.Shape && second instanceof Property) {
            Relation mirrored = switch (relation) {
                case WITHIN -> Relation.CONTAINS;
                case CONTAINS -> Relation.WITHIN;
                default -> relation;
            };
            return located(mirrored, second, first, negated);
        }
        return located(relation, first, second, negated);
    }

    private Condition located(Relation relation, Cql2Node place, Cql2Node shape, boolean negated) {
        if (!(place instanceof Property(String field)) || !(shape instanceof Cql2Node.Shape(Geometry geometry))) {
            throw Cql2Node.refused("a spatial function takes a property and a geometry");
        }
        var name = new Expression.Name(field);
        return known(new Expression.Located(relation, name, placed(geometry)), name, negated);
    }

    private Geometry placed(Geometry geometry) {
        try {
            return AskedGeometry.mended(crs.toWgs84(geometry));
        } catch (GeometryProblem | IllegalArgumentException outside) {
            throw Cql2Node.refused("a geometry lies outside of where its reference system may be used");
        }
    }

    Value value(@Nullable Cql2Node node) {
        return switch (node) {
            case Literal(Value value) -> value;
            case Property(String name) -> new Expression.Name(name);
            case Operation operation
            when ARITHMETIC.containsKey(operation.name()) -> {
                require(operation, 2);
                yield new Expression.Arithmetic(
                        ARITHMETIC.get(operation.name()),
                        value(operation.arguments().get(0)),
                        value(operation.arguments().get(1)));
            }
            case Operation operation
            when operation.name().equals("casei") -> {
                require(operation, 1);
                yield folded(value(operation.arguments().getFirst()));
            }
            case Operation operation -> throw unknown(operation);
            case null, default -> throw Cql2Node.refused("a value is expected");
        };
    }

    private static Value folded(Value value) {
        return value instanceof Expression.Text(String text)
                ? new Expression.Text(text.toLowerCase(Locale.ROOT))
                : new Expression.Call("lower", List.of(new Expression.Given(value)));
    }
}
