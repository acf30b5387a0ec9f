package city.senne.engine.odsql;

import city.senne.engine.odsql.Bound.Choice.Branch;
import city.senne.engine.odsql.Expression.Argument;
import city.senne.engine.odsql.Expression.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Gives the functions that are added to the language their meaning and type: `concat`, `round`, `if`,
/// `case`.
final class AddedFunctions {
    /// What a double tells apart.
    private static final int MAX_DIGITS = 15;

    private final ValueBinder values;

    AddedFunctions(ValueBinder values) {
        this.values = values;
    }

    Bound bind(Call call) {
        return switch (call.function()) {
            case "concat" -> joined(call);
            case "round" -> rounded(call);
            default -> choice(call);
        };
    }

    private Bound joined(Call call) {
        int count = call.arguments().size();
        if (count == 0) throw ValueBinder.wrongArguments(call);
        List<Bound> texts = new ArrayList<>();
        for (Bound value : given(call, IntStream.range(0, count))) {
            if (value.type().isGeo()) throw ValueBinder.unsuitable(call, value);
            texts.add(value instanceof Bound.Nothing ? value : values.asText(value));
        }
        return new Bound.Joined(List.copyOf(texts));
    }

    private Bound rounded(Call call) {
        int count = call.arguments().size();
        Bound number = values.given(call, 0, count);
        long digits = count == 2 ? ValueBinder.integer(call, 1) : 0;
        if (count > 2) throw ValueBinder.wrongArguments(call);
        if (Math.abs(digits) > MAX_DIGITS) {
            throw OdsqlException.malformed("round expects between -" + MAX_DIGITS + " and " + MAX_DIGITS + " digits");
        }
        if (number instanceof Bound.Nothing) return new Bound.Nothing(ValueType.NUMBER);
        if (!number.type().isNumber()) throw ValueBinder.unsuitable(call, number);
        // Whole numbers have nothing behind the point.
        return number.type() == ValueType.INTEGER && digits >= 0 ? number : new Bound.Rounded(number, (int) digits);
    }

    /// `if` is a `case` of one condition. Without a last value it is null where none holds.
    private Bound choice(Call call) {
        int count = call.arguments().size();
        boolean fits = call.function().equals("if") ? count == 3 : count >= 2;
        if (!fits) throw ValueBinder.wrongArguments(call);
        var conditions = ConditionBinder.ofMany(values);
        int branches = count / 2;
        List<Bound> held = new ArrayList<>();
        for (int i = 0; i < branches; i++) held.add(conditions.bind(condition(call, 2 * i)));
        List<Bound> results =
                new ArrayList<>(given(call, IntStream.range(0, branches).map(i -> 2 * i + 1)));
        results.add(count % 2 == 1 ? values.given(call, count - 1, count) : new Bound.Nothing(ValueType.NOTHING));
        ValueType type = common(call, results);
        List<Bound> same = results.stream().map(result -> as(result, type)).toList();
        return new Bound.Choice(
                IntStream.range(0, branches)
                        .mapToObj(i -> new Branch(held.get(i), same.get(i)))
                        .toList(),
                same.getLast(),
                type);
    }

    private static Expression.Condition condition(Call call, int index) {
        Argument argument = call.arguments().get(index);
        if (argument instanceof Expression.Held(var condition)) return condition;
        throw ValueBinder.wrongArguments(call);
    }

    private List<Bound> given(Call call, IntStream places) {
        int count = call.arguments().size();
        return places.mapToObj(i -> values.given(call, i, count)).toList();
    }

    /// Numbers agree with numbers, days with instants, texts with what is written as text; all agree with
    /// null.
    private static ValueType common(Call call, List<Bound> results) {
        ValueType type = ValueType.NOTHING;
        for (Bound result : results) {
            if (result instanceof Bound.Nothing) continue;
            ValueType next = result.type();
            if (next.isGeo() || next == ValueType.TEXTS || BoundTree.isClass(result)) {
                throw ValueBinder.unsuitable(call, result);
            }
            if (type == ValueType.NOTHING || type == next) type = next;
            else if (type.isNumber() && next.isNumber()) type = ValueType.NUMBER;
            else if (type.isTime() && next.isTime()) type = ValueType.DATETIME;
            else if (type.isText() && next.isText()) type = ValueType.TEXT;
            else throw unlike(call, type, next);
        }
        return type;
    }

    private static OdsqlException unlike(Call call, ValueType one, ValueType other) {
        return OdsqlException.malformed(
                "The values of %s must be of one type, but are of %s and of %s. Write a text such as concat(value), or null"
                        .formatted(
                                call.function(),
                                one.fieldType().apiName(),
                                other.fieldType().apiName()));
    }

    private Bound as(Bound value, ValueType type) {
        if (value instanceof Bound.Nothing) return new Bound.Nothing(type);
        boolean day = value.type() == ValueType.DATE;
        return day && type == ValueType.DATETIME ? new Bound.AsInstant(value, values.zone()) : value;
    }
}
