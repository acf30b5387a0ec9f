package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.of;
import static city.senne.engine.odsql.SqlText.parameter;

import city.senne.engine.odsql.BoundQuery.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A way through all rows, page after page, on which no step costs more than the first: each goes on behind
/// the last row of the one before instead of counting its way there.
final class WalkSql {
    private static final Set<ValueType> COMPARABLE = Set.of(
            ValueType.TEXT,
            ValueType.INTEGER,
            ValueType.NUMBER,
            ValueType.DECIMAL,
            ValueType.BOOLEAN,
            ValueType.DATE,
            ValueType.DATETIME);

    private final Relation relation;
    private final BoundQuery query;
    private final ValueSql values;

    WalkSql(Relation relation, BoundQuery query) {
        this.relation = relation;
        this.query = query;
        this.values = new ValueSql("r", relation, Map.of());
    }

    static boolean canWalk(BoundQuery query) {
        return query.keepsEveryRow()
                && query.joined() == null
                && query.outputs().stream().noneMatch(output -> BoundTree.hasAggregate(output.value()))
                && query.orders().stream()
                        .map(Order::value)
                        .allMatch(value -> COMPARABLE.contains(value.type()) && !BoundTree.hasAggregate(value));
    }

    /// The rows behind a position, and behind their columns what [RowPosition] says of each.
    SqlText page(@Nullable RowPosition after) {
        if (after != null) refuseForeign(after);
        if (!query.orders().isEmpty() || relation.mixed()) {
            return of(
                    "{}{}{}",
                    rows(after == null ? SqlText.EMPTY : behind(after)),
                    DuckDbRenderer.order(relation, query, values),
                    DuckDbRenderer.window(query));
        }
        if (after == null) return of("{}{}", rows(SqlText.EMPTY), DuckDbRenderer.window(query));
        // Parts with a bound of their own, in the order of the rows: files and groups of rows outside are never read.
        List<SqlText> parts = new ArrayList<>();
        for (int last = after.row().size() - 1; last >= 0; last--) {
            parts.add(of("({})", rows(behind(after.row(), last))));
        }
        return of("SELECT * FROM ({}){}", SqlText.joined(" UNION ALL ", parts), DuckDbRenderer.window(query));
    }

    private void refuseForeign(RowPosition after) {
        if (after.keys().size() != query.orders().size()
                || after.row().size() != relation.rowOrder().size()) {
            throw new IllegalArgumentException("The position is one of another question");
        }
    }

    private SqlText rows(SqlText behind) {
        List<SqlText> shown = new ArrayList<>(DuckDbRenderer.shown(query, values));
        int keys = 0;
        for (Order order : query.orders()) shown.add(text(order.value()).then(" AS k" + ++keys));
        int places = 0;
        for (SqlText place : places()) shown.add(place.then(" AS o" + ++places));
        List<SqlText> conditions = new ArrayList<>();
        if (!query.conditions().isEmpty()) {
            conditions.add(of("({})", values.render(new Bound.AllOf(query.conditions()))));
        }
        if (!behind.sql().isEmpty()) conditions.add(behind);
        SqlText where = conditions.isEmpty() ? SqlText.EMPTY : of(" WHERE {}", SqlText.joined(" AND ", conditions));
        return of(
                "SELECT {} FROM {}{}",
                SqlText.joined(", ", shown),
                DuckDbRenderer.rows(relation, query, List.of(), true),
                where);
    }

    /// Behind all of the sort's values and, where they are the same, of the row's own.
    private SqlText behind(RowPosition after) {
        // Compared as one value of several parts: on a condition on one of them alone DuckDB 2.0 fails when it puts off
        // reading the other columns.
        SqlText behind = of(
                "row({}) > row({})",
                SqlText.joined(", ", places()),
                SqlText.joined(
                        ", ", after.row().stream().map(SqlText::parameter).toList()));
        for (int i = query.orders().size() - 1; i >= 0; i--) {
            Order order = query.orders().get(i);
            String text = after.keys().get(i);
            SqlText key = values.render(order.value());
            // Rows without a value come last, in either direction.
            behind = text == null
                    ? of("({} IS NULL AND {})", key, behind)
                    : of(
                            "({} " + (order.descending() ? "<" : ">") + " {} OR {} IS NULL OR ({} = {} AND {}))",
                            key,
                            value(order.value().type(), text),
                            key,
                            key,
                            value(order.value().type(), text),
                            behind);
        }
        return behind;
    }

    /// The same place in all that come before, and behind it in this one.
    private SqlText behind(List<Long> row, int last) {
        List<SqlText> places = places();
        List<SqlText> conditions = new ArrayList<>();
        for (int i = 0; i < last; i++) conditions.add(of("{} = {}", places.get(i), parameter(row.get(i))));
        conditions.add(of("{} > {}", places.get(last), parameter(row.get(last))));
        return of("({})", SqlText.joined(" AND ", conditions));
    }

    private List<SqlText> places() {
        return IntStream.range(0, relation.rowOrder().size())
                .mapToObj(i -> SqlText.column("r", DuckDbRenderer.rowOrder(i)))
                .toList();
    }

    /// As it can be read again without loss.
    private SqlText text(Bound key) {
        SqlText value = values.render(key);
        return key.type() == ValueType.DATETIME
                ? of("CAST(epoch_us({}) AS VARCHAR)", value)
                : of("CAST({} AS VARCHAR)", value);
    }

    private static SqlText value(ValueType type, String text) {
        try {
            return switch (type) {
                case INTEGER, DECIMAL -> parameter(new BigDecimal(text));
                case NUMBER ->
                    parameter(
                            switch (text) {
                                case "inf" -> Double.POSITIVE_INFINITY;
                                case "-inf" -> Double.NEGATIVE_INFINITY;
                                case "nan" -> Double.NaN;
                                default -> Double.valueOf(text);
                            });
                case BOOLEAN -> parameter(Boolean.valueOf(text));
                case DATE -> of("CAST({} AS DATE)", parameter(LocalDate.parse(text)));
                case DATETIME ->
                    parameter(Instant.EPOCH
                            .plus(Long.parseLong(text), ChronoUnit.MICROS)
                            .atOffset(ZoneOffset.UTC));
                default -> SqlText.text(text);
            };
        } catch (NumberFormatException | DateTimeParseException | ArithmeticException notSuch) {
            throw new IllegalArgumentException("The position is none of this question", notSuch);
        }
    }
}
