package city.senne.engine.odsql;

import city.senne.engine.table.Field;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Walking through bound expressions.
final class BoundTree {
    private BoundTree() {}

    static List<Bound> children(Bound bound) {
        return switch (bound) {
            case Bound.Column _, Bound.Constant _, Bound.Nothing _, Bound.Attribute _, Bound.ConstantGeometry _ ->
                List.of();
            case Bound.Technical(var _, var fields) -> columns(fields);
            case Bound.Random(var _, var fields) -> columns(fields);
            case Bound.Arithmetic(var _, var left, var right, var _) -> List.of(left, right);
            case Bound.Negative(var value) -> List.of(value);
            case Bound.Length(var text) -> List.of(text);
            case Bound.Cased(var text, var _) -> List.of(text);
            case Bound.AsNumber(var text) -> List.of(text);
            case Bound.AsText(var value, var _) -> List.of(value);
            case Bound.AsInstant(var date, var _) -> List.of(date);
            case Bound.IfNull(var value, var otherwise, var _) -> List.of(value, otherwise);
            case Bound.Joined(var texts) -> texts;
            case Bound.Rounded(var number, var _) -> List.of(number);
            case Bound.Choice(var branches, var otherwise, var _) ->
                Stream.concat(
                                branches.stream().flatMap(branch -> Stream.of(branch.condition(), branch.value())),
                                Stream.of(otherwise))
                        .toList();
            case Bound.Coarse(var value, var _) -> List.of(value);
            case Bound.DatePart(var _, var time, var _) -> List.of(time);
            case Bound.DateFormat(var time, var _, var _) -> List.of(time);
            case Bound.JsonFormat(var text, var fallback) -> present(text, fallback);
            case Bound.Distance(var place, var _, var _) -> List.of(place);
            case Bound.GeometryType(var place) -> List.of(place);
            case Bound.GeometryWords(var place, var _) -> List.of(place);
            case Bound.WidthClass(var number, var _) -> List.of(number);
            case Bound.BoundedClass(var value, var _, var _, var _, var _) -> List.of(value);
            case Bound.PeriodClass(var time, var _, var _, var _) -> List.of(time);
            case Bound.ClusterClass(var place, var _, var _) -> List.of(place);
            case Bound.PathClass(var value, var _, var _, var _, var _) -> List.of(value);
            case Bound.Aggregate(var _, var value, var _, var _) -> present(value);
            case Bound.Compared(var _, var left, var right) -> List.of(left, right);
            case Bound.AnyCompared(var _, var list, var right) -> List.of(list, right);
            case Bound.Between(var value, var low, var _, var high, var _) -> List.of(value, low, high);
            case Bound.OneOf(var value, var values) ->
                Stream.concat(Stream.of(value), values.stream()).toList();
            case Bound.IsNull(var value) -> List.of(value);
            case Bound.Holds(var value) -> List.of(value);
            case Bound.Matched(var text, var _) -> List.of(text);
            case Bound.AllOf(var conditions) -> conditions;
            case Bound.AnyOf(var conditions) -> conditions;
            case Bound.Not(var condition) -> List.of(condition);
            case Bound.TextSearch(var _, var columns, var _) -> List.copyOf(columns);
            case Bound.Spatial(var _, var place, var _) -> List.of(place);
            case Bound.Near(var place, var _, var _, var _) -> List.of(place);
        };
    }

    static void walk(Bound bound, Consumer<Bound> visitor) {
        visitor.accept(bound);
        for (Bound child : children(bound)) walk(child, visitor);
    }

    static boolean contains(Bound bound, Predicate<Bound> wanted) {
        return wanted.test(bound) || children(bound).stream().anyMatch(child -> contains(child, wanted));
    }

    static boolean hasAggregate(Bound bound) {
        return contains(bound, Bound.Aggregate.class::isInstance);
    }

    /// Whether it may have another value in each row; what is aggregated does not.
    static boolean differsByRow(Bound bound) {
        return switch (bound) {
            case Bound.Aggregate _ -> false;
            case Bound.Column _, Bound.Technical _, Bound.Random _ -> true;
            default -> children(bound).stream().anyMatch(BoundTree::differsByRow);
        };
    }

    static boolean isClass(Bound bound) {
        return bound instanceof Bound.WidthClass
                || bound instanceof Bound.BoundedClass
                || bound instanceof Bound.PeriodClass
                || bound instanceof Bound.ClusterClass
                || bound instanceof Bound.PathClass;
    }

    private static List<Bound> columns(List<Field> fields) {
        return fields.stream().<Bound>map(Bound.Column::new).toList();
    }

    private static List<Bound> present(@Nullable Bound... all) {
        return Stream.of(all)
                .<Bound>mapMulti((bound, present) -> {
                    if (bound != null) present.accept(bound);
                })
                .toList();
    }
}
