package city.senne.engine.odsql;

import city.senne.engine.odsql.Expression.Argument;
import city.senne.engine.odsql.Expression.Call;
import city.senne.engine.odsql.Expression.Given;
import city.senne.engine.odsql.Expression.Operation;
import city.senne.engine.odsql.Expression.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/// Gives the values of a clause their meaning and type.
final class ValueBinder {
    private final Scope scope;
    private final ZoneId zone;
    private final Locale lang;
    private final Instant now;
    private final boolean ordersTexts;
    private final Map<String, Bound> labels;
    private final ValueBinder ofRows;
    private boolean readsClock;
    private int searchedWords;

    /// @param ordersTexts whether texts have a `min` and a `max`
    ValueBinder(Scope scope, ZoneId zone, Locale lang, Instant now, boolean ordersTexts) {
        this.scope = scope;
        this.zone = zone;
        this.lang = lang;
        this.now = now;
        this.ordersTexts = ordersTexts;
        this.labels = Map.of();
        this.ofRows = this;
    }

    private ValueBinder(ValueBinder ofRows, Map<String, Bound> labels) {
        this.scope = ofRows.scope;
        this.zone = ofRows.zone;
        this.lang = ofRows.lang;
        this.now = ofRows.now;
        this.ordersTexts = ofRows.ordersTexts;
        this.labels = Map.copyOf(labels);
        this.ofRows = ofRows;
    }

    /// For clauses in which labels come before fields. Within an aggregate they mean nothing.
    ValueBinder labelled(Map<String, Bound> newLabels) {
        return new ValueBinder(this, newLabels);
    }

    /// Counts them in all clauses of the question.
    void countSearchedWords(int more) {
        ofRows.searchedWords += more;
        SearchTerm.refuseMoreThanMost(ofRows.searchedWords);
    }

    boolean ordersTexts() {
        return ordersTexts;
    }

    /// Whether `now()` was asked for so far: such an answer must not be kept.
    boolean readsClock() {
        return readsClock;
    }

    Scope scope() {
        return scope;
    }

    ZoneId zone() {
        return zone;
    }

    Bound bind(Value value) {
        return switch (value) {
            case Expression.Name(String name) -> {
                Bound labelled = labels.get(name);
                yield labelled != null ? labelled : scope.resolve(name);
            }
            case Expression.Text(String text) -> new Bound.Constant(text, ValueType.TEXT);
            case Expression.Number(BigDecimal number) -> number(number);
            case Expression.Truth(boolean truth) -> new Bound.Constant(truth, ValueType.BOOLEAN);
            case Expression.Nothing() -> new Bound.Nothing(ValueType.NOTHING);
            case Expression.Moment(String text) ->
                Moments.read(text, zone).orElseThrow(() -> OdsqlException.malformed("Invalid date literal: " + text));
            case Expression.Shape(String text) -> new Bound.ConstantGeometry(GeometryText.read(text));
            case Expression.Quantity(BigDecimal amount, String unit) ->
                throw OdsqlException.malformed(amount.toPlainString() + unit + " is not allowed here");
            case Expression.Negative(Value negated) -> new Bound.Negative(numeric(bind(negated)));
            case Expression.Arithmetic(Operation operation, Value left, Value right) ->
                arithmetic(operation, numeric(bind(left)), numeric(bind(right)));
            case Call call -> call(call);
        };
    }

    private static Bound.Constant number(BigDecimal number) {
        if (number.stripTrailingZeros().scale() <= 0
                && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
            return new Bound.Constant(number.longValueExact(), ValueType.INTEGER);
        }
        return new Bound.Constant(number.doubleValue(), ValueType.NUMBER);
    }

    private static Bound numeric(Bound bound) {
        if (bound.type().isNumber()) return bound;
        if (bound instanceof Bound.Nothing) return new Bound.Nothing(ValueType.NUMBER);
        throw OdsqlException.malformed("Arithmetic only supports numeric expressions.");
    }

    private static Bound arithmetic(Operation operation, Bound left, Bound right) {
        ValueType type;
        if (operation == Operation.DIVIDED || left.type() == ValueType.NUMBER || right.type() == ValueType.NUMBER) {
            type = ValueType.NUMBER;
        } else if (left.type() == ValueType.INTEGER && right.type() == ValueType.INTEGER) {
            type = ValueType.INTEGER;
        } else {
            type = operation == Operation.TIMES ? ValueType.NUMBER : ValueType.DECIMAL;
        }
        return new Bound.Arithmetic(operation, left, right, type);
    }

    private Bound call(Call call) {
        String function = call.function();
        if (Functions.DATE_PARTS.contains(function)) {
            return new Bound.DatePart(function, time(call, only(call)), zone);
        }
        if (isAggregate(call)) return new AggregateBinder(ofRows).bind(call);
        if (Functions.isAdded(function)) return new AddedFunctions(this).bind(call);
        return switch (function) {
            case "length" -> new Bound.Length(textOrList(call, only(call)));
            case "lower", "upper" -> new Bound.Cased(text(call, only(call)), function.equals("upper"));
            case "ifnull" -> ifNull(call);
            case "date_format" ->
                new Bound.DateFormat(
                        time(call, given(call, 0, 2)), DatePattern.read(constantText(call, 1), lang), zone);
            case "json_format" -> jsonFormat(call);
            case "now" -> present(call);
            case "distance" -> distance(call);
            case "random" -> new Bound.Random(integer(call, 0), scope.identity());
            case "geometry_type" -> new Bound.GeometryType(place(call, 0));
            case "geo_text", "geo_digest" -> new Bound.GeometryWords(place(call, 0), function.equals("geo_digest"));
            case "range" -> new ClassBinder(this).range(call);
            case "geo_cluster" -> new ClassBinder(this).cluster(call);
            default -> throw OdsqlException.malformed("Function " + function + " is not allowed in the current clause");
        };
    }

    /// `bbox` with more than a field is the old name of a predicate.
    private static boolean isAggregate(Call call) {
        return Functions.AGGREGATES.contains(call.function())
                && !(call.function().equals("bbox") && call.arguments().size() > 1);
    }

    private Bound ifNull(Call call) {
        Bound value = given(call, 0, 2);
        Bound otherwise = given(call, 1, 2);
        if (otherwise instanceof Bound.Nothing) return value;
        if (value instanceof Bound.Nothing) return otherwise;
        if (value.type().isGeo() || value.type() == ValueType.TEXTS) throw unsuitable(call, value);
        if (value.type() == otherwise.type()) return new Bound.IfNull(value, otherwise, value.type());
        if (value.type().isNumber() && otherwise.type().isNumber()) {
            return new Bound.IfNull(value, otherwise, ValueType.NUMBER);
        }
        Bound same = otherwise instanceof Bound.Constant constant ? coerced(constant, value.type()) : otherwise;
        if (same.type() == value.type()) return new Bound.IfNull(value, same, value.type());
        return new Bound.IfNull(asText(value), asText(otherwise), ValueType.TEXT);
    }

    Bound asText(Bound bound) {
        return bound.type() == ValueType.TEXT ? bound : new Bound.AsText(bound, zone);
    }

    private Bound jsonFormat(Call call) {
        if (call.arguments().size() > 2) throw wrongArguments(call);
        Bound text = text(call, given(call, 0, call.arguments().size()));
        return new Bound.JsonFormat(text, call.arguments().size() == 2 ? asTextOrNothing(given(call, 1, 2)) : null);
    }

    private Bound asTextOrNothing(Bound bound) {
        return bound instanceof Bound.Nothing ? bound : asText(bound);
    }

    private Bound present(Call call) {
        List<Map.Entry<String, Integer>> settings = new ArrayList<>();
        for (Argument argument : call.arguments()) {
            if (!(argument instanceof Expression.Setting(String name, Expression.Number(BigDecimal number)))) {
                throw wrongArguments(call);
            }
            settings.add(Map.entry(name, (int) exactInteger(call, number)));
        }
        ofRows.readsClock = true;
        return new Bound.Constant(Now.read(now, settings, zone).atOffset(ZoneOffset.UTC), ValueType.DATETIME);
    }

    private Bound distance(Call call) {
        Geometry geometry = geometry(call, 1);
        if (!(geometry instanceof Point point) || point.isEmpty()) {
            throw OdsqlException.malformed("distance only supports a point geometry");
        }
        if (call.arguments().size() != 2) throw wrongArguments(call);
        return new Bound.Distance(place(call, 0), point.getX(), point.getY());
    }

    /// The constant as a value of the other type, where its text says one; else as it is.
    Bound.Constant coerced(Bound.Constant constant, ValueType type) {
        if (constant.type() == ValueType.TEXT && constant.value() instanceof String text) {
            if (type.isTime()) {
                return Moments.read(text, zone)
                        .map(moment -> coerced(moment, type))
                        .orElseThrow(() -> OdsqlException.malformed("Invalid date: " + text));
            }
            if (type.isNumber()) {
                if (text.length() > 40 || !text.strip().matches("[+-]?\\d+(\\.\\d+)?")) {
                    throw OdsqlException.malformed("Invalid number: " + text);
                }
                return number(new BigDecimal(text.strip()));
            }
            if (type == ValueType.BOOLEAN && text.matches("(?i)true|false")) {
                return new Bound.Constant(Boolean.valueOf(text), ValueType.BOOLEAN);
            }
        }
        if (type == ValueType.DATETIME && constant.value() instanceof LocalDate day) {
            return new Bound.Constant(Moments.startOf(day, zone), ValueType.DATETIME);
        }
        boolean wantsText = type.isText() || type == ValueType.TEXTS;
        if (wantsText && (constant.type().isNumber() || constant.type() == ValueType.BOOLEAN)) {
            return new Bound.Constant(String.valueOf(constant.value()), ValueType.TEXT);
        }
        return constant;
    }

    // Arguments

    static OdsqlException wrongArguments(Call call) {
        return OdsqlException.malformed("Wrong arguments for function " + call.function());
    }

    static OdsqlException unsuitable(Call call, Bound bound) {
        if (bound instanceof Bound.Column(var field)) return OdsqlException.notAllowed(field.name());
        return wrongArguments(call);
    }

    Bound given(Call call, int index, int count) {
        if (call.arguments().size() != count || !(call.arguments().get(index) instanceof Given(Value value))) {
            throw wrongArguments(call);
        }
        return bind(value);
    }

    private Bound only(Call call) {
        return given(call, 0, 1);
    }

    private static Bound text(Call call, Bound bound) {
        if (!bound.type().isText()) throw unsuitable(call, bound);
        return bound;
    }

    private static Bound textOrList(Call call, Bound bound) {
        return bound.type() == ValueType.TEXTS ? bound : text(call, bound);
    }

    private static Bound time(Call call, Bound bound) {
        if (!bound.type().isTime()) throw unsuitable(call, bound);
        return bound;
    }

    Bound.Column place(Call call, int index) {
        if (index < call.arguments().size()
                && call.arguments().get(index) instanceof Given(Expression.Name(String name))) {
            Bound.Column column = scope.column(name);
            if (!column.type().isGeo()) throw OdsqlException.notAllowed(name);
            return column;
        }
        throw wrongArguments(call);
    }

    static Geometry geometry(Call call, int index) {
        if (index < call.arguments().size()
                && call.arguments().get(index) instanceof Given(Expression.Shape(String text))) {
            return GeometryText.read(text);
        }
        throw wrongArguments(call);
    }

    static String constantText(Call call, int index) {
        if (call.arguments().get(index) instanceof Given(Expression.Text(String text))) return text;
        throw wrongArguments(call);
    }

    static BigDecimal number(Call call, int index) {
        if (index < call.arguments().size()
                && call.arguments().get(index) instanceof Given(Expression.Number(BigDecimal number))) {
            return number;
        }
        throw wrongArguments(call);
    }

    static long integer(Call call, int index) {
        return exactInteger(call, number(call, index));
    }

    private static long exactInteger(Call call, BigDecimal number) {
        if (number.stripTrailingZeros().scale() > 0
                || number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw wrongArguments(call);
        }
        return number.longValueExact();
    }
}
