package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.of;
import static city.senne.engine.odsql.SqlText.parameter;

import city.senne.engine.odsql.BoundQuery.Key;
import city.senne.engine.odsql.BoundQuery.Order;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `group_by` as SQL, from the inside out: keys and inputs of each row (`r`), rows taken apart by the
/// values of lists, groups (`g`), then what is shown of them.
final class GroupsSql {
    private final Relation relation;
    private final BoundQuery query;
    private final Map<Bound, SqlText> aggregates;

    /// Keys as they are sorted and compared, not yet as they are shown.
    private final ValueSql unlabelled;

    GroupsSql(Relation relation, BoundQuery query) {
        this.relation = relation;
        this.query = query;
        this.aggregates = DuckDbRenderer.aggregates(query, "g");
        Map<Bound, SqlText> computed = new LinkedHashMap<>(aggregates);
        for (int i = 0; i < query.keys().size(); i++) {
            computed.put(query.keys().get(i).value(), SqlText.column("g", "k" + (i + 1)));
        }
        this.unlabelled = new ValueSql("g", relation, computed);
    }

    SqlText page() {
        Map<Bound, SqlText> computed = new LinkedHashMap<>(aggregates);
        for (int i = 0; i < query.keys().size(); i++) {
            Bound key = query.keys().get(i).value();
            computed.put(key, label(key, i));
        }
        var values = new ValueSql("g", relation, computed);
        List<SqlText> shown = new ArrayList<>();
        for (int i = 0; i < query.outputs().size(); i++) {
            shown.add(values.shown(query.outputs().get(i).value()).then(" AS c" + (i + 1)));
        }
        return of("SELECT {}{}{}{}", SqlText.joined(", ", shown), chosen(), order(), DuckDbRenderer.window(query));
    }

    SqlText count() {
        return of("SELECT count(*) FROM (SELECT 1{})", chosen());
    }

    /// The groups that are not sorted out.
    private SqlText chosen() {
        SqlText having = query.having() == null ? SqlText.EMPTY : of(" WHERE {}", unlabelled.render(query.having()));
        return of(" FROM {}{}{}", withEmptyClasses(groups()), having, DuckDbRenderer.share(query, unlabelled, order()));
    }

    private SqlText groups() {
        var rows = new ValueSql("r", relation, Map.of());
        List<SqlText> inner = new ArrayList<>();
        List<SqlText> outer = new ArrayList<>();
        List<SqlText> by = new ArrayList<>();
        for (int i = 0; i < query.keys().size(); i++) {
            String name = "k" + (i + 1);
            Bound key = query.keys().get(i).value();
            inner.add(key(rows, key).then(" AS " + name));
            outer.add(of(name));
            by.add(of(name));
            if (key instanceof Bound.ClusterClass cluster) {
                inner.addAll(ClusterSql.inputs(rows, cluster, i + 1));
                for (String side : List.of("x" + (i + 1), "y" + (i + 1))) {
                    outer.add(of("avg({}) AS " + side, AggregateSql.addends(of(side), relation.isMixed())));
                }
            }
        }
        int number = 0;
        for (Bound bound : aggregates.keySet()) {
            number++;
            var aggregate = (Bound.Aggregate) bound;
            List<SqlText> names = new ArrayList<>();
            for (SqlText input : AggregateSql.inputs(rows, aggregate, relation.isMixed())) {
                names.add(of("v" + number + "_" + names.size()));
                inner.add(input.then(" AS " + names.getLast().sql()));
            }
            outer.add(AggregateSql.over(aggregate, names, relation.isMixed()).then(" AS a" + number));
        }
        SqlText apart = of(
                "(SELECT {} FROM {}{}) AS rows",
                SqlText.joined(", ", inner),
                DuckDbRenderer.rows(relation, query, List.of()),
                DuckDbRenderer.where(relation, query));
        for (int i = 0; i < query.keys().size(); i++) {
            Bound key = query.keys().get(i).value();
            String name = "k" + (i + 1);
            if (key.type() == ValueType.TEXTS) {
                apart = of("(SELECT * REPLACE (unnest(" + name + ") AS " + name + ") FROM {}) AS rows", apart);
            } else if (key instanceof Bound.ClusterClass) {
                apart = ClusterSql.joined(apart, i + 1, relation.isMixed());
            }
        }
        return of(
                "SELECT {} FROM {}{} GROUP BY {}",
                SqlText.joined(", ", outer),
                apart,
                classified(),
                SqlText.joined(", ", by));
    }

    private SqlText key(ValueSql rows, Bound key) {
        SqlText value = rows.render(key);
        boolean isFraction = key.type() == ValueType.NUMBER || key instanceof Bound.WidthClass;
        return relation.isMixed() && isFraction ? AggregateSql.withoutSignOfZero(value) : value;
    }

    /// Classes are for values: a row without one is in none of them.
    private SqlText classified() {
        List<SqlText> present = new ArrayList<>();
        for (int i = 0; i < query.keys().size(); i++) {
            if (BoundTree.isClass(query.keys().get(i).value())) present.add(of("k" + (i + 1) + " IS NOT NULL"));
        }
        return present.isEmpty() ? SqlText.EMPTY : of(" WHERE {}", SqlText.joined(" AND ", present));
    }

    /// Classes that were listed are shown even when nothing is in them, if they are the only key.
    private SqlText withEmptyClasses(SqlText groups) {
        if (query.keys().size() != 1 || !(query.keys().getFirst().value() instanceof Bound.BoundedClass bounded)) {
            return of("({}) AS g", groups);
        }
        List<SqlText> columns = new ArrayList<>();
        columns.add(of("classes.k AS k1"));
        int number = 0;
        for (Bound aggregate : aggregates.keySet()) {
            number++;
            Bound.Aggregate.Kind kind = ((Bound.Aggregate) aggregate).kind();
            boolean counts = kind == Bound.Aggregate.Kind.COUNT || kind == Bound.Aggregate.Kind.COUNT_DISTINCT;
            columns.add(of((counts ? "coalesce(f.a%1$d, 0) AS a%1$d" : "f.a%1$d AS a%1$d").formatted(number)));
        }
        return of(
                "(SELECT {} FROM (SELECT unnest(range(1, {})) AS k) AS classes LEFT JOIN ({}) AS f ON f.k1 = classes.k) AS g",
                SqlText.joined(", ", columns),
                parameter((long) bounded.labels().size() + 1),
                groups);
    }

    /// Groups without a key come first when keys rise, last when they fall; aggregates without a value come
    /// last.
    private SqlText order() {
        List<SqlText> keys = new ArrayList<>();
        for (Order order : query.orders()) {
            boolean isKey = query.keys().stream().map(Key::value).anyMatch(order.value()::equals);
            keys.add(unlabelled
                    .render(order.value())
                    .then(order.descending() ? " DESC NULLS LAST" : isKey ? " ASC NULLS FIRST" : " ASC NULLS LAST"));
        }
        // What is left open by the caller is settled by the keys, so that pages do not overlap.
        for (int i = 0; i < query.keys().size(); i++) keys.add(of("g.k" + (i + 1) + " ASC NULLS FIRST"));
        return of(" ORDER BY {}", SqlText.joined(", ", keys));
    }

    private SqlText label(Bound key, int index) {
        SqlText column = SqlText.column("g", "k" + (index + 1));
        return switch (key) {
            case Bound.WidthClass(var _, var width) -> {
                SqlText step = parameter(width.doubleValue());
                yield of(
                        "'[' || {} || ', ' || {} || '['",
                        end(of("{} * {}", column, step), width.scale()),
                        end(of("({} + 1) * {}", column, step), width.scale()));
            }
            case Bound.BoundedClass bounded ->
                of(
                        "list_extract([{}], {})",
                        SqlText.joined(
                                ", ",
                                bounded.labels().stream().map(SqlText::text).toList()),
                        column);
            case Bound.PeriodClass(var _, var count, var period, var zone) -> {
                SqlText next = period.microseconds > 0
                        ? of("({} + to_microseconds({}))", column, parameter(period.microseconds * count))
                        : of("({} + " + length(period) + ")", column);
                yield of("'[' || {} || ', ' || {} || '['", instant(column, zone), instant(next, zone));
            }
            case Bound.ClusterClass _ -> ClusterSql.centroid(index + 1);
            default -> column;
        };
    }

    private static String length(Period period) {
        return switch (period) {
            case WEEK -> "to_days(7)";
            case MONTH -> "to_months(1)";
            case QUARTER -> "to_months(3)";
            default -> "to_years(1)";
        };
    }

    private static SqlText end(SqlText number, int scale) {
        return scale <= 0
                ? of("coalesce(CAST(TRY_CAST({} AS BIGINT) AS VARCHAR), CAST({} AS VARCHAR))", number, number)
                : of("CAST(round({}, " + Math.min(scale, 15) + ") AS VARCHAR)", number);
    }

    /// A wall-clock time of the zone as an instant in text.
    private static SqlText instant(SqlText local, ZoneId zone) {
        if (zone.getRules().equals(ZoneOffset.UTC.getRules())) {
            return of("strftime({}, '%Y-%m-%dT%H:%M:%S.%gZ')", local);
        }
        SqlText minutes =
                of("date_diff('minute', timezone('UTC', timezone({}, {})), {})", ValueSql.zone(zone), local, local);
        return of(
                "strftime({}, '%Y-%m-%dT%H:%M:%S') || printf('%s%02d:%02d', CASE WHEN {} < 0 THEN '-' ELSE '+' END, abs({}) // 60, abs({}) % 60)",
                local, minutes, minutes, minutes);
    }
}
