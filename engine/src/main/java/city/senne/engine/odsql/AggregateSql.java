package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.of;
import static city.senne.engine.odsql.SqlText.parameter;

import city.senne.engine.odsql.Bound.Aggregate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Aggregates as SQL, in two steps: what is taken from each row, and what is made of it.
final class AggregateSql {
    private AggregateSql() {}

    /// What is taken from each row.
    ///
    /// @param isMixed whether what is made of it may not depend on the order of the rows
    static List<SqlText> inputs(ValueSql values, Aggregate aggregate, boolean isMixed) {
        List<SqlText> inputs = inputs(values, aggregate);
        Bound value = aggregate.value();
        boolean isFraction = value != null && value.type() == ValueType.NUMBER;
        return isMixed && isFraction
                ? inputs.stream().map(AggregateSql::withoutSignOfZero).toList()
                : inputs;
    }

    /// Both zeros are equal, and of equal values the first one is taken.
    static SqlText withoutSignOfZero(SqlText fraction) {
        return of("({} + CAST(0 AS DOUBLE))", fraction);
    }

    private static List<SqlText> inputs(ValueSql values, Aggregate aggregate) {
        Bound value = aggregate.value();
        if (value == null) return List.of();
        return switch (aggregate.kind()) {
            case COUNT -> List.of(presence(values, value));
            case COUNT_DISTINCT -> List.of(values.render(value));
            // An average of exact numbers is made from their exact sum.
            case SUM, AVERAGE, MINIMUM, MAXIMUM -> List.of(values.render(value));
            case PERCENTILE, DEVIATION, SQUARES -> List.of(of("CAST({} AS DOUBLE)", values.render(value)));
            case HULL -> List.of(values.longitude((Bound.Column) value), values.latitude((Bound.Column) value));
            case BOX -> sides(values, (Bound.Column) value);
        };
    }

    private static SqlText presence(ValueSql values, Bound value) {
        return value instanceof Bound.Column column && !column.type().isText()
                ? of("CASE WHEN NOT {} THEN 1 END", values.render(new Bound.IsNull(column)))
                : values.render(value);
    }

    private static List<SqlText> sides(ValueSql values, Bound.Column place) {
        return place.type() == ValueType.POINT
                ? List.of(
                        values.longitude(place),
                        values.latitude(place),
                        values.longitude(place),
                        values.latitude(place))
                : List.of(
                        PlaceSql.side(values, place, "__xmin"),
                        PlaceSql.side(values, place, "__ymin"),
                        PlaceSql.side(values, place, "__xmax"),
                        PlaceSql.side(values, place, "__ymax"));
    }

    /// What is made of it.
    ///
    /// @param inputs the columns that hold what was taken
    /// @param isMixed whether it may not depend on the order of the rows
    static SqlText over(Aggregate aggregate, List<SqlText> inputs, boolean isMixed) {
        SqlText first = inputs.isEmpty() ? of("*") : inputs.getFirst();
        Bound value = aggregate.value();
        SqlText addends = value != null && value.type() == ValueType.NUMBER ? addends(first, isMixed) : first;
        return switch (aggregate.kind()) {
            case COUNT -> of("count({})", first);
            case COUNT_DISTINCT ->
                isList(aggregate.value())
                        ? of("coalesce(len(list_distinct(flatten(list({})))), 0)", first)
                        : of("count(DISTINCT {})", first);
            case SUM -> of("sum({})", addends);
            case AVERAGE -> of("avg({})", addends);
            case DEVIATION -> of("stddev_pop({})", addends(first, isMixed));
            case SQUARES -> of("sum({})", addends(of("{} * {}", first, first), isMixed));
            case MINIMUM -> of("min({})", first);
            case MAXIMUM -> of("max({})", first);
            case PERCENTILE ->
                of(
                        "quantile_cont({}, CAST({} AS DOUBLE))",
                        first,
                        parameter(
                                aggregate.percent() == null
                                        ? 0.5
                                        : aggregate.percent().doubleValue() / 100));
            case HULL ->
                of(
                        "from_base64(" + GeoFunctions.HULL + "(string_agg(DISTINCT {} || ' ' || {}, ',')))",
                        first,
                        inputs.get(1));
            case BOX ->
                of(
                        "from_base64(" + GeoFunctions.BOX + "(min({}), min({}), max({}), max({})))",
                        first,
                        inputs.get(1),
                        inputs.get(2),
                        inputs.get(3));
        };
    }

    /// What is summed up in floating point ends in other digits when it is added up in another order: whoever
    /// sees the sum of values that she chose sees which of them came first. In the order of their size it is
    /// always the same.
    static SqlText addends(SqlText fraction, boolean isMixed) {
        return isMixed ? of("{} ORDER BY {}", fraction, fraction) : fraction;
    }

    private static boolean isList(@Nullable Bound value) {
        return value != null && value.type() == ValueType.TEXTS;
    }
}
