package city.senne.engine.odsql;

import city.senne.engine.odsql.Expression.Anything;
import city.senne.engine.odsql.Expression.Argument;
import city.senne.engine.odsql.Expression.Bounds;
import city.senne.engine.odsql.Expression.Call;
import city.senne.engine.odsql.Expression.Given;
import city.senne.engine.odsql.Expression.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Gives `range(…)` and `geo_cluster(…)` their meaning: the classes into which `group_by` sorts rows.
final class ClassBinder {
    private static final int DEFAULT_CLUSTER_RADIUS = 40;
    private static final int MAX_CLASSES = 1000;

    private final ValueBinder values;

    ClassBinder(ValueBinder values) {
        this.values = values;
    }

    Bound range(Call call) {
        List<Argument> arguments = call.arguments();
        if (arguments.size() < 2 || !(arguments.getFirst() instanceof Given(Value field))) {
            throw ValueBinder.wrongArguments(call);
        }
        Bound value = values.bind(field);
        if (!value.type().isNumber() && !value.type().isTime()) throw ValueBinder.unsuitable(call, value);
        if (arguments.size() == 2) {
            return switch (arguments.get(1)) {
                case Given(Expression.Number(BigDecimal width))
                when value.type().isNumber() -> width(call, value, width);
                case Given(Expression.Quantity(BigDecimal count, String unit))
                when value.type().isTime() -> period(call, value, count, unit);
                case Given(Call equal)
                when equal.function().equals("equi") && value.type().isNumber() ->
                    bounded(call, value, equalSteps(equal), false, false);
                case Bounds(boolean openBelow, List<Value> bounds, boolean openAbove) ->
                    bounded(call, value, bounds, openBelow, openAbove);
                default -> listed(call, value);
            };
        }
        return listed(call, value);
    }

    private Bound listed(Call call, Bound value) {
        List<Argument> classes = call.arguments().subList(1, call.arguments().size());
        List<Value> bounds = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            boolean atEnd = i == 0 || i == classes.size() - 1;
            switch (classes.get(i)) {
                case Given(Value bound) -> bounds.add(bound);
                case Anything _ when atEnd -> {}
                default -> throw ValueBinder.wrongArguments(call);
            }
        }
        return bounded(
                call,
                value,
                bounds,
                classes.getFirst() instanceof Anything,
                classes.size() > 1 && classes.getLast() instanceof Anything);
    }

    private static Bound width(Call call, Bound value, BigDecimal width) {
        if (width.signum() <= 0) throw ValueBinder.wrongArguments(call);
        return new Bound.WidthClass(value, width.stripTrailingZeros());
    }

    private Bound period(Call call, Bound value, BigDecimal count, String unit) {
        Period period = Period.of(unit);
        boolean whole = count.stripTrailingZeros().scale() <= 0
                && count.signum() > 0
                && count.compareTo(BigDecimal.valueOf(1_000_000)) <= 0;
        if (period == null || !whole) throw ValueBinder.wrongArguments(call);
        if (period.microseconds == 0 && count.compareTo(BigDecimal.ONE) != 0) {
            throw OdsqlException.malformed("range does not support multiples of " + period.word);
        }
        return new Bound.PeriodClass(value, count.intValueExact(), period, values.zone());
    }

    private static List<Value> equalSteps(Call equal) {
        BigDecimal step = ValueBinder.number(equal, 0);
        BigDecimal low = ValueBinder.number(equal, 1);
        BigDecimal high = ValueBinder.number(equal, 2);
        if (step.signum() <= 0 || high.subtract(low).compareTo(step.multiply(BigDecimal.valueOf(MAX_CLASSES))) > 0) {
            throw ValueBinder.wrongArguments(equal);
        }
        return Stream.<Value>iterate(
                        new Expression.Number(low),
                        bound -> bound instanceof Expression.Number(BigDecimal at) && at.compareTo(high) <= 0,
                        bound -> bound instanceof Expression.Number(BigDecimal at)
                                ? new Expression.Number(at.add(step))
                                : bound)
                .toList();
    }

    private Bound bounded(Call call, Bound classified, List<Value> written, boolean openBelow, boolean openAbove) {
        Bound value = classified;
        List<Bound.Constant> bounds = new ArrayList<>();
        for (Value bound : written) {
            if (!(values.bind(bound) instanceof Bound.Constant constant)) throw ValueBinder.wrongArguments(call);
            Bound.Constant fitting = values.coerced(constant, value.type());
            boolean fits = value.type().isNumber()
                    ? fitting.type().isNumber()
                    : fitting.type().isTime();
            if (!fits) throw ValueBinder.wrongArguments(call);
            bounds.add(fitting);
        }
        if (value.type() == ValueType.DATE && bounds.stream().anyMatch(b -> b.type() == ValueType.DATETIME)) {
            value = new Bound.AsInstant(value, values.zone());
            bounds.replaceAll(bound -> values.coerced(bound, ValueType.DATETIME));
        }
        if (bounds.isEmpty() || bounds.size() > MAX_CLASSES) throw ValueBinder.wrongArguments(call);
        bounds.sort(Comparator.comparing(bound -> position(bound, values.zone())));
        List<String> ends = new ArrayList<>();
        if (openBelow) ends.add("*");
        bounds.forEach(bound -> ends.add(text(bound, values.zone())));
        if (openAbove) ends.add("*");
        if (ends.size() < 2) throw ValueBinder.wrongArguments(call);
        List<String> labels = new ArrayList<>();
        for (int i = 0; i + 1 < ends.size(); i++) {
            labels.add("[" + ends.get(i) + ", " + ends.get(i + 1) + "[");
        }
        return new Bound.BoundedClass(value, bounds, openBelow, openAbove, labels);
    }

    private static BigDecimal position(Bound.Constant bound, ZoneId zone) {
        return switch (bound.value()) {
            case LocalDate day -> BigDecimal.valueOf(Moments.startOf(day, zone).toEpochSecond());
            case OffsetDateTime instant ->
                BigDecimal.valueOf(instant.toEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
            default -> new BigDecimal(bound.value().toString());
        };
    }

    private static String text(Bound.Constant bound, ZoneId zone) {
        return switch (bound.value()) {
            case LocalDate day -> instant(Moments.startOf(day, zone), zone);
            case OffsetDateTime instant -> instant(instant, zone);
            default ->
                new BigDecimal(bound.value().toString()).stripTrailingZeros().toPlainString();
        };
    }

    private static String instant(OffsetDateTime instant, ZoneId zone) {
        boolean utc = zone.getRules().equals(ZoneOffset.UTC.getRules());
        return DateTimeFormatter.ofPattern(
                        utc ? "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'" : "uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT)
                .format(instant.atZoneSameInstant(zone));
    }

    Bound cluster(Call call) {
        int count = call.arguments().size();
        if (count < 2 || count > 3) throw ValueBinder.wrongArguments(call);
        Bound.Column place = values.place(call, 0);
        long zoom = ValueBinder.integer(call, 1);
        long radius = count == 3 ? ValueBinder.integer(call, 2) : DEFAULT_CLUSTER_RADIUS;
        if (place.type() != ValueType.POINT)
            throw OdsqlException.notAllowed(place.field().name());
        if (zoom < 0 || zoom > 25 || radius < 1 || radius > 10_000) throw ValueBinder.wrongArguments(call);
        return new Bound.ClusterClass(place, (int) zoom, (int) radius);
    }
}
