package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.of;
import static city.senne.engine.odsql.SqlText.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Aggregates without `group_by`: one value over all chosen rows, repeated in each of them.
final class TotalsSql {
    private final Relation relation;
    private final BoundQuery query;
    private final Map<Bound, SqlText> names;

    TotalsSql(Relation relation, BoundQuery query) {
        this.relation = relation;
        this.query = query;
        this.names = DuckDbRenderer.aggregates(query, "totals");
    }

    SqlText page() {
        var values = new ValueSql("r", relation, names);
        List<SqlText> shown = new ArrayList<>();
        boolean totalsOnly = true;
        for (int i = 0; i < query.outputs().size(); i++) {
            Bound value = query.outputs().get(i).value();
            shown.add(values.shown(value).then(" AS c" + (i + 1)));
            totalsOnly &= !BoundTree.differsByRow(value);
        }
        SqlText with = of(
                "WITH chosen AS NOT MATERIALIZED (SELECT * FROM {}{}), totals AS (SELECT {} FROM chosen AS r) ",
                DuckDbRenderer.rows(relation, query, List.of()),
                DuckDbRenderer.where(relation, query),
                SqlText.joined(", ", totals()));
        return totalsOnly
                ? of("{}SELECT {} FROM totals, {}", with, SqlText.joined(", ", shown), repetitions())
                : of(
                        "{}SELECT {} FROM chosen AS r, totals{}{}",
                        with,
                        SqlText.joined(", ", shown),
                        order(values),
                        DuckDbRenderer.window(query));
    }

    private List<SqlText> totals() {
        var rows = new ValueSql("r", relation, Map.of());
        List<SqlText> totals = new ArrayList<>();
        totals.add(of("count(*) AS n"));
        names.forEach((bound, name) -> {
            var aggregate = (Bound.Aggregate) bound;
            totals.add(AggregateSql.over(
                            aggregate, AggregateSql.inputs(rows, aggregate, relation.isMixed()), relation.isMixed())
                    .then(" AS a" + totals.size()));
        });
        return totals;
    }

    /// As many rows as there are records on the page, without reading them again.
    private SqlText repetitions() {
        SqlText last = query.limit() == null
                ? of("totals.n")
                : of("least(totals.n, {})", parameter((long) query.offset() + query.limit()));
        return of("unnest(range({}, {}))", parameter((long) query.offset()), last);
    }

    private SqlText order(ValueSql values) {
        if (relation.isMixed()) return DuckDbRenderer.order(relation, query, values);
        List<SqlText> keys = query.orders().stream()
                .map(order ->
                        values.render(order.value()).then(order.descending() ? " DESC NULLS LAST" : " ASC NULLS LAST"))
                .toList();
        return keys.isEmpty() ? SqlText.EMPTY : of(" ORDER BY {}", SqlText.joined(", ", keys));
    }
}
