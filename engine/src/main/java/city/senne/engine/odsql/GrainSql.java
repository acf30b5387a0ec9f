package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.of;
import static city.senne.engine.odsql.SqlText.parameter;
import static city.senne.engine.odsql.SqlText.text;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Values as exactly as their grain shows them, as SQL.
final class GrainSql {
    private static final double METRES_PER_DEGREE = 111_195;

    private GrainSql() {}

    static SqlText value(ValueSql values, Bound.Coarse coarse) {
        SqlText value = values.render(coarse.value());
        ValueType type = coarse.type();
        return switch (coarse.grain()) {
            case Grain.Exact _ -> value;
            case Grain.Empty _ -> ValueSql.nothing(type);
            case Grain.Steps(BigDecimal step) -> down(value, step, type);
            case Grain.Since(var unit) -> since(value, unit, type);
            case Grain.First(int characters) -> each("left({}, " + characters + ")", value, type);
            case Grain.Initial _ -> each("(left({}, 1) || '" + Grain.STARS + "')", value, type);
            case Grain.Constant(String shown) -> type == ValueType.TEXTS ? of("[{}]", text(shown)) : text(shown);
            case Grain.Grid _ -> throw new IllegalStateException("A place has several columns");
        };
    }

    /// Whole numbers and amounts exactly; others to the digits of the step, without the traces of binary fractions.
    private static SqlText down(SqlText value, BigDecimal step, ValueType type) {
        return switch (type) {
            case INTEGER -> {
                SqlText whole = of("CAST({} AS BIGINT)", parameter(step.longValueExact()));
                yield of("TRY({} - ((({} % {}) + {}) % {}))", value, value, whole, whole, whole);
            }
            case DECIMAL -> {
                SqlText exact = of("CAST({} AS DECIMAL(18,4))", text(step.toPlainString()));
                yield of(
                        "TRY(CAST({} - ((({} % {}) + {}) % {}) AS " + FieldType.DECIMAL.sqlType() + "))",
                        value,
                        value,
                        exact,
                        exact,
                        exact);
            }
            default -> {
                SqlText width = of("CAST({} AS DOUBLE)", parameter(step.doubleValue()));
                // What is a multiple of the step but for the last bits is that multiple.
                yield of(
                        "TRY(round(floor(round({} / {}, 9)) * {}, " + Math.max(0, step.scale()) + "))",
                        value,
                        width,
                        width);
            }
        };
    }

    private static SqlText since(SqlText time, Grain.Since.Unit unit, ValueType type) {
        String word = unit.name().toLowerCase(Locale.ROOT);
        return type == ValueType.DATE
                ? of("CAST(date_trunc('" + word + "', {}) AS DATE)", time)
                : of("timezone('UTC', date_trunc('" + word + "', timezone('UTC', {})))", time);
    }

    private static SqlText each(String template, SqlText value, ValueType type) {
        return type == ValueType.TEXTS
                ? of("list_distinct(list_transform({}, lambda item: {}))", value, of(template, of("item")))
                : of(template, value);
    }

    /// What stands in the columns of a field of places.
    static List<SqlText> columns(ValueSql values, Bound value, Field field) {
        List<SqlText> columns = new ArrayList<>();
        for (int i = 0; i < field.columns().size(); i++) columns.add(column(values, value, field, i));
        return columns;
    }

    private static SqlText column(ValueSql values, Bound value, Field field, int index) {
        return switch (value) {
            case Bound.Column(Field from) ->
                values.column(from.columns().get(index).name());
            case Bound.Nothing _ ->
                of("CAST(NULL AS " + field.columns().get(index).sqlType() + ")");
            case Bound.Coarse(Bound.Column place, Grain.Grid(int metres)) -> inGrid(values, place, metres, index);
            case Bound.Choice choice -> {
                List<SqlText> branches = choice.branches().stream()
                        .map(branch -> of(
                                "WHEN {} THEN {}",
                                values.render(branch.condition()),
                                column(values, branch.value(), field, index)))
                        .toList();
                yield of(
                        "CASE {} ELSE {} END",
                        SqlText.joined(" ", branches),
                        column(values, choice.otherwise(), field, index));
            }
            default -> throw new IllegalStateException("No place: " + value);
        };
    }

    /// Cells are as high everywhere, and as many to a row of them that each is about as wide as it is high in its
    /// middle.
    ///
    /// @param index 0 for the geometry, which is nowhere read of a point and tells no more than its two numbers
    private static SqlText inGrid(ValueSql values, Bound.Column place, int metres, int index) {
        SqlText height = of("CAST({} AS DOUBLE)", parameter(metres / METRES_PER_DEGREE));
        SqlText latitude = of("((floor({} / {}) + 0.5) * {})", values.latitude(place), height, height);
        SqlText width = of("({} / greatest(cos(radians({})), 0.01))", height, latitude);
        SqlText longitude = of("((floor({} / {}) + 0.5) * {})", values.longitude(place), width, width);
        // Bounds alone would make a place of none.
        SqlText x = of(
                "CASE WHEN {} IS NOT NULL THEN round(greatest(-180, least(180, {})), 6) END",
                values.longitude(place),
                longitude);
        SqlText y = of(
                "CASE WHEN {} IS NOT NULL THEN round(greatest(-90, least(90, {})), 6) END",
                values.latitude(place),
                latitude);
        return switch (index) {
            case 0 -> of("encode(CAST({} AS VARCHAR) || ' ' || CAST({} AS VARCHAR))", x, y);
            case 1 -> x;
            default -> y;
        };
    }
}
