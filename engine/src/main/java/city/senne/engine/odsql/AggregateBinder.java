package city.senne.engine.odsql;

import city.senne.engine.odsql.Bound.Aggregate;
import city.senne.engine.odsql.Expression.Call;
import city.senne.engine.odsql.Expression.Value;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives `count(*)`, `sum(…)` and the like their meaning and type.
final class AggregateBinder {
    private final ValueBinder values;

    AggregateBinder(ValueBinder values) {
        this.values = values;
    }

    Aggregate bind(Call call) {
        return switch (call.function()) {
            case "count" -> count(call);
            case "sum" -> {
                Bound value = numeric(call, 1);
                ValueType type = value.type() == ValueType.NUMBER ? ValueType.NUMBER : value.type();
                yield aggregate(Aggregate.Kind.SUM, value, null, type);
            }
            case "avg" -> aggregate(Aggregate.Kind.AVERAGE, numeric(call, 1), null, ValueType.NUMBER);
            case Functions.DEVIATION -> aggregate(Aggregate.Kind.DEVIATION, numeric(call, 1), null, ValueType.NUMBER);
            case Functions.SQUARES -> aggregate(Aggregate.Kind.SQUARES, numeric(call, 1), null, ValueType.NUMBER);
            case "min", "max" -> {
                Bound value = argument(call, 1);
                boolean text = value.type() == ValueType.TEXT && values.ordersTexts();
                if (!text && !value.type().isNumber() && !value.type().isTime()) throw notNumeric(value);
                Aggregate.Kind kind = call.function().equals("min") ? Aggregate.Kind.MINIMUM : Aggregate.Kind.MAXIMUM;
                yield aggregate(kind, value, null, value.type());
            }
            case "median" ->
                aggregate(Aggregate.Kind.PERCENTILE, numeric(call, 1), BigDecimal.valueOf(50), ValueType.NUMBER);
            case "percentile" -> {
                BigDecimal percent = ValueBinder.number(call, 1).stripTrailingZeros();
                if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                    throw OdsqlException.malformed("percentile expects a number between 0 and 100");
                }
                // The same value as the median's, whichever way it is written.
                BigDecimal plain = percent.scale() < 0 ? percent.setScale(0) : percent;
                yield aggregate(Aggregate.Kind.PERCENTILE, numeric(call, 2), plain, ValueType.NUMBER);
            }
            case "envelope" -> aggregate(Aggregate.Kind.HULL, place(call), null, ValueType.SHAPE);
            case "bbox" -> aggregate(Aggregate.Kind.BOX, place(call), null, ValueType.SHAPE);
            default -> throw ValueBinder.wrongArguments(call);
        };
    }

    private Aggregate count(Call call) {
        if (call.arguments().size() != 1) throw ValueBinder.wrongArguments(call);
        return switch (call.arguments().getFirst()) {
            case Expression.Anything _ -> aggregate(Aggregate.Kind.COUNT, null, null, ValueType.INTEGER);
            case Expression.Given(Value value) -> aggregate(Aggregate.Kind.COUNT, row(value), null, ValueType.INTEGER);
            case Expression.Distinct(Value value) -> {
                Bound bound = row(value);
                if (bound.type().isGeo()) throw onPlace();
                yield aggregate(Aggregate.Kind.COUNT_DISTINCT, bound, null, ValueType.INTEGER);
            }
            default -> throw ValueBinder.wrongArguments(call);
        };
    }

    private Bound numeric(Call call, int count) {
        Bound value = argument(call, count);
        if (!value.type().isNumber()) throw notNumeric(value);
        return value;
    }

    private Bound argument(Call call, int count) {
        List<Expression.Argument> arguments = call.arguments();
        if (arguments.size() != count || !(arguments.getFirst() instanceof Expression.Given(Value value))) {
            throw ValueBinder.wrongArguments(call);
        }
        Bound bound = row(value);
        if (bound.type() == ValueType.POINT) throw onPlace();
        return bound;
    }

    private Bound.Column place(Call call) {
        if (call.arguments().size() != 1) throw ValueBinder.wrongArguments(call);
        Bound.Column place = values.place(call, 0);
        if (call.function().equals("envelope") && place.type() != ValueType.POINT) {
            throw OdsqlException.notAllowed(place.field().name());
        }
        return place;
    }

    private Bound row(Value value) {
        Bound bound = values.bind(value);
        if (BoundTree.hasAggregate(bound) || BoundTree.contains(bound, BoundTree::isClass)) {
            throw OdsqlException.malformed("An aggregation cannot contain an aggregation");
        }
        return bound;
    }

    private static OdsqlException notNumeric(Bound value) {
        return value.type() == ValueType.POINT
                ? onPlace()
                : OdsqlException.malformed("StatAggregation only supports numeric or date expression.");
    }

    private static OdsqlException onPlace() {
        return OdsqlException.malformed("Aggregation on geo point field is not possible");
    }

    private static Aggregate aggregate(
            Aggregate.Kind kind, @Nullable Bound value, @Nullable BigDecimal percent, ValueType type) {
        return new Aggregate(kind, value, percent, type);
    }
}
