package city.senne.engine.odsql;

import city.senne.engine.odsql.Bound.Condition;
import city.senne.engine.odsql.Bound.TextSearch;
import city.senne.engine.odsql.Expression.Anything;
import city.senne.engine.odsql.Expression.Argument;
import city.senne.engine.odsql.Expression.Call;
import city.senne.engine.odsql.Expression.Comparison;
import city.senne.engine.odsql.Expression.Given;
import city.senne.engine.odsql.Expression.Value;
import java.util.List;

/// Gives the conditions of a clause their meaning.
final class ConditionBinder {
    private final ValueBinder values;
    private final PlaceBinder places;
    private final boolean ofMany;

    private ConditionBinder(ValueBinder values, boolean ofMany) {
        this.values = values;
        this.places = new PlaceBinder(values);
        this.ofMany = ofMany;
    }

    /// Conditions of one row.
    static ConditionBinder ofRows(ValueBinder values) {
        return new ConditionBinder(values, false);
    }

    /// Conditions that may speak of many rows; what they stand in decides whether that makes sense.
    static ConditionBinder ofMany(ValueBinder values) {
        return new ConditionBinder(values, true);
    }

    ValueBinder values() {
        return values;
    }

    Condition bind(Expression.Condition condition) {
        return switch (condition) {
            case Expression.AllOf(var conditions) ->
                new Bound.AllOf(conditions.stream().<Bound>map(this::bind).toList());
            case Expression.AnyOf(var conditions) ->
                new Bound.AnyOf(conditions.stream().<Bound>map(this::bind).toList());
            case Expression.Not(var negated) -> new Bound.Not(bind(negated));
            case Expression.Compared(var comparison, var left, var right) ->
                compared(comparison, row(left), row(right));
            case Expression.IsNull(var value) -> new Bound.IsNull(row(value));
            case Expression.IsTruth(var value, var truth) ->
                compared(Comparison.EQUAL, row(value), new Bound.Constant(truth, ValueType.BOOLEAN));
            case Expression.Between(var value, var low, var lowIncluded, var high, var highIncluded) ->
                between(row(value), row(low), lowIncluded, row(high), highIncluded);
            case Expression.OneOf(var value, var options) -> oneOf(row(value), options);
            case Expression.Contained(var value, var in) -> compared(Comparison.EQUAL, row(in), row(value));
            case Expression.Like(var value, var words) -> like(row(value), words);
            case Expression.Matched(var value, var pattern) -> matched(row(value), pattern);
            case Expression.Located(var relation, var place, var geometry) -> places.located(relation, place, geometry);
            case Expression.Words(var words) ->
                search(TextSearch.Manner.WORDS, values.scope().texts(), SearchTerm.exactly(words));
            case Expression.Bare(var value) -> bare(value);
        };
    }

    /// A value of one row: not of a class of them, and of many only where that was said.
    Bound row(Value value) {
        Bound bound = values.bind(value);
        if (!ofMany && BoundTree.hasAggregate(bound)) {
            throw OdsqlException.malformed("An aggregation is not allowed in the current clause");
        }
        if (BoundTree.contains(bound, part -> BoundTree.isClass(part) || part instanceof Bound.Random)) {
            throw OdsqlException.malformed("range, geo_cluster and random are not allowed in the current clause");
        }
        return bound;
    }

    private Condition compared(Comparison comparison, Bound left, Bound right) {
        if (left instanceof Bound.Nothing || right instanceof Bound.Nothing) return never();
        boolean ordering = comparison != Comparison.EQUAL && comparison != Comparison.UNEQUAL;
        if (ordering) refuseTextOrderedWithValue(left, right);
        Bound first = fitted(left, right);
        Bound second = fitted(right, first);
        first = fitted(first, second);
        if (second.type() == ValueType.TEXTS && first.type() != ValueType.TEXTS) {
            return compared(mirrored(comparison), second, first);
        }
        refuseUnlike(first, second);
        return first.type() == ValueType.TEXTS
                ? new Bound.AnyCompared(comparison, first, second)
                : new Bound.Compared(comparison, first, second);
    }

    private static Comparison mirrored(Comparison comparison) {
        return switch (comparison) {
            case EQUAL, UNEQUAL -> comparison;
            case LESS -> Comparison.GREATER;
            case LESS_OR_EQUAL -> Comparison.GREATER_OR_EQUAL;
            case GREATER -> Comparison.LESS;
            case GREATER_OR_EQUAL -> Comparison.LESS_OR_EQUAL;
        };
    }

    /// The bound as something that can be compared with the other.
    private Bound fitted(Bound bound, Bound other) {
        if (bound instanceof Bound.Constant constant) return values.coerced(constant, other.type());
        boolean day = bound.type() == ValueType.DATE;
        return day && other.type() == ValueType.DATETIME ? new Bound.AsInstant(bound, values.zone()) : bound;
    }

    private static void refuseUnlike(Bound left, Bound right) {
        refusePlace(left);
        refusePlace(right);
        ValueType one = left.type();
        ValueType two = right.type();
        boolean alike = one == two && one != ValueType.TEXTS
                || one.isNumber() && two.isNumber()
                || one.isText() && two.isText()
                || one == ValueType.TEXTS && two.isText();
        if (!alike) throw unlike(left, right);
    }

    /// A text may equal what a number is written as, such as a postal code; but 9 comes after 10 among
    /// texts, and who writes a number means the order of numbers.
    private static void refuseTextOrderedWithValue(Bound left, Bound right) {
        if (isTextOfRow(left) && hasOtherOrder(right) || isTextOfRow(right) && hasOtherOrder(left)) {
            throw unlike(left, right);
        }
    }

    private static boolean isTextOfRow(Bound bound) {
        boolean text = bound.type().isText() || bound.type() == ValueType.TEXTS;
        return text && !(bound instanceof Bound.Constant);
    }

    private static boolean hasOtherOrder(Bound bound) {
        return bound.type().isNumber() || bound.type() == ValueType.BOOLEAN;
    }

    private static OdsqlException unlike(Bound left, Bound right) {
        return OdsqlException.malformed("Cannot compare " + named(left) + " with " + named(right));
    }

    private static String named(Bound bound) {
        String type = bound.type().fieldType().apiName();
        return bound instanceof Bound.Column(var field) ? "field " + field.name() + " of type " + type : type;
    }

    private static void refusePlace(Bound bound) {
        if (bound instanceof Bound.Column(var field) && bound.type().isGeo()) {
            throw OdsqlException.notAllowed(field.name());
        }
        if (bound.type().isGeo()) throw OdsqlException.malformed("A geometry cannot be compared");
    }

    private Condition between(Bound value, Bound low, boolean lowIncluded, Bound high, boolean highIncluded) {
        if (value instanceof Bound.Nothing || low instanceof Bound.Nothing || high instanceof Bound.Nothing) {
            return never();
        }
        refuseTextOrderedWithValue(value, low);
        refuseTextOrderedWithValue(value, high);
        Bound lowest = fitted(low, value);
        Bound highest = fitted(high, value);
        Bound middle = fitted(fitted(value, lowest), highest);
        lowest = fitted(lowest, middle);
        highest = fitted(highest, middle);
        refuseUnlike(middle, lowest);
        refuseUnlike(middle, highest);
        if (middle.type() == ValueType.TEXTS) {
            throw OdsqlException.malformed("An interval is not possible on a field with several values");
        }
        return new Bound.Between(middle, lowest, lowIncluded, highest, highIncluded);
    }

    private Condition oneOf(Bound value, List<Value> options) {
        if (value.type() == ValueType.DATE || value.type() == ValueType.TEXTS || value instanceof Bound.Nothing) {
            return new Bound.AnyOf(options.stream()
                    .<Bound>map(option -> compared(Comparison.EQUAL, value, row(option)))
                    .toList());
        }
        List<Bound> fitting = options.stream()
                .map(this::row)
                .filter(option -> !(option instanceof Bound.Nothing))
                .map(option -> fitted(option, value))
                .toList();
        fitting.forEach(option -> refuseUnlike(value, option));
        return fitting.isEmpty() ? never() : new Bound.OneOf(value, fitting);
    }

    private Condition like(Bound value, String words) {
        if (!(value instanceof Bound.Column column)
                || !(column.type() == ValueType.TEXT || column.type() == ValueType.TEXTS)) {
            throw value instanceof Bound.Column(var field)
                    ? OdsqlException.notAllowed(field.name())
                    : OdsqlException.malformed("like only supports a text field");
        }
        return search(TextSearch.Manner.WORDS, List.of(column), SearchTerm.exactly(words));
    }

    private static Condition matched(Bound value, String pattern) {
        if (!value.type().isText()) {
            throw value instanceof Bound.Column(var field)
                    ? OdsqlException.notAllowed(field.name())
                    : OdsqlException.malformed("like only supports texts");
        }
        return new Bound.Matched(value, pattern);
    }

    private TextSearch search(TextSearch.Manner manner, List<Bound.Column> columns, List<SearchTerm> words) {
        values.countSearchedWords(words.size());
        return new TextSearch(manner, columns, words);
    }

    private Condition bare(Value value) {
        if (value instanceof Call call) {
            switch (call.function()) {
                case "search", "suggest", "startswith":
                    return textSearch(call);
                case "within_distance", "in_bbox", "intersects", "disjoint", "within", "geometry", "polygon":
                    return places.bind(call);
                case "distance", "bbox":
                    if (call.arguments().size() > 2) return places.bind(call);
                    break;
                default:
                    break;
            }
        }
        Bound bound = row(value);
        if (bound instanceof Bound.Nothing) return never();
        if (bound.type() != ValueType.BOOLEAN) {
            throw bound instanceof Bound.Column(var field)
                    ? OdsqlException.notAllowed(field.name())
                    : OdsqlException.malformed("A condition is expected");
        }
        return new Bound.Holds(bound);
    }

    private Condition textSearch(Call call) {
        List<Argument> arguments = call.arguments();
        if (arguments.isEmpty()) throw ValueBinder.wrongArguments(call);
        String text = ValueBinder.constantText(call, arguments.size() - 1);
        List<Argument> fields = arguments.subList(0, arguments.size() - 1);
        boolean all = fields.isEmpty() || fields.size() == 1 && fields.getFirst() instanceof Anything;
        List<Bound.Column> columns = all
                ? values.scope().texts()
                : fields.stream().map(field -> textColumn(call, field)).toList();
        return switch (call.function()) {
            case "search" -> search(TextSearch.Manner.WORDS, columns, SearchTerm.nearly(text));
            case "suggest" -> search(TextSearch.Manner.WORDS, columns, SearchTerm.beginnings(text));
            default -> search(TextSearch.Manner.STARTS, columns, List.of(new SearchTerm(text, true, 0)));
        };
    }

    private Bound.Column textColumn(Call call, Argument field) {
        if (!(field instanceof Given(Expression.Name(String name)))) throw ValueBinder.wrongArguments(call);
        Bound.Column column = values.scope().column(name);
        if (column.type() != ValueType.TEXT && column.type() != ValueType.TEXTS) throw OdsqlException.notAllowed(name);
        return column;
    }

    private static Condition never() {
        return new Bound.AnyOf(List.of());
    }
}
