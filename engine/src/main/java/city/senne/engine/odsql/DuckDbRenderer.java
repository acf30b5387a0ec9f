package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.of;
import static city.senne.engine.odsql.SqlText.parameter;

import city.senne.engine.odsql.BoundQuery.Order;
import city.senne.engine.table.Field;
import city.senne.engine.table.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A bound query as DuckDB SQL.
///
/// Every statement reads from one inner query that already is what the caller may see: rows filtered,
/// columns masked, hidden columns absent. What stands around it could not reach further even if it were
/// wrong.
public final class DuckDbRenderer {
    private static final String ROW = "r";

    private final Relation relation;

    public DuckDbRenderer(Relation relation) {
        this.relation = relation;
    }

    /// The rows, or the groups, that were asked for.
    ///
    /// An aggregate without `group_by` is repeated in every row, as clients of the API expect.
    public SqlQuery page(BoundQuery query) {
        SqlText sql;
        if (query.isGrouped()) {
            sql = new GroupsSql(relation, query).page();
        } else if (!aggregates(query, ROW).isEmpty()) {
            sql = new TotalsSql(relation, query).page();
        } else {
            sql = records(query);
        }
        return new SqlQuery(sql.sql(), sql.parameters(), query.columns());
    }

    /// The rows behind a position, for a walk through all of them. Behind the columns of the answer come
    /// those of which [#position] is read.
    ///
    /// @param after null for the first ones
    /// @throws IllegalArgumentException when the position is one of another question
    public SqlQuery walk(BoundQuery query, @Nullable RowPosition after) {
        SqlText sql = new WalkSql(relation, query).page(after);
        return new SqlQuery(sql.sql(), sql.parameters(), query.columns());
    }

    /// Where the row stands that was read.
    ///
    /// @param value of a column of the walk's rows, counted from 0
    public RowPosition position(BoundQuery query, IntFunction<@Nullable Object> value) {
        int column = Math.max(1, query.columns().size());
        List<@Nullable String> keys = new ArrayList<>();
        for (int i = 0; i < query.orders().size(); i++) keys.add((String) value.apply(column++));
        List<Long> row = new ArrayList<>();
        for (int i = 0; i < relation.rowOrder().size(); i++) {
            row.add(((Number) Objects.requireNonNull(value.apply(column++))).longValue());
        }
        return new RowPosition(keys, row);
    }

    /// How many rows, or groups, there are in all: one row with one `BIGINT`.
    public SqlQuery count(BoundQuery query) {
        SqlText sql;
        if (query.isGrouped()) {
            sql = new GroupsSql(relation, query).count();
        } else if (query.keepsEveryRow()) {
            sql = of("SELECT count(*) FROM {}{}", rows(relation, query, List.of()), where(relation, query));
        } else {
            sql = of("SELECT count(*) FROM (SELECT 1{})", chosen(query, new ValueSql(ROW, relation, Map.of())));
        }
        return new SqlQuery(sql.sql(), sql.parameters(), List.of(new OutputColumn("count", ValueType.INTEGER, null)));
    }

    private SqlText records(BoundQuery query) {
        var values = new ValueSql(ROW, relation, Map.of());
        return of(
                "SELECT {}{}{}{}",
                SqlText.joined(", ", shown(query, values)),
                chosen(query, values),
                isPlaced(relation, query) ? order(relation, query, values) : SqlText.EMPTY,
                window(query));
    }

    /// Whether the rows are put in order. A join may mix up those that are in an order of their own.
    static boolean isPlaced(Relation relation, BoundQuery query) {
        return relation.mixed() || !query.orders().isEmpty() || query.share() != null || query.joined() != null;
    }

    private SqlText chosen(BoundQuery query, ValueSql values) {
        return of(
                " FROM {}{}{}",
                rows(relation, query, List.of()),
                where(relation, query),
                share(query, values, order(relation, query, values)));
    }

    /// Only the first rows, or groups, of those that have the same values.
    static SqlText share(BoundQuery query, ValueSql values, SqlText order) {
        if (query.share() == null) return SqlText.EMPTY;
        return of(
                " QUALIFY row_number() OVER (PARTITION BY {}{}) <= {}",
                SqlText.joined(
                        ", ", query.share().per().stream().map(values::render).toList()),
                order,
                parameter((long) query.share().count()));
    }

    static List<SqlText> shown(BoundQuery query, ValueSql values) {
        List<SqlText> shown = new ArrayList<>();
        for (int i = 0; i < query.outputs().size(); i++) {
            shown.add(values.shown(query.outputs().get(i).value()).then(" AS c" + (i + 1)));
        }
        if (shown.isEmpty()) shown.add(of("NULL AS c1"));
        return shown;
    }

    static SqlText order(Relation relation, BoundQuery query, ValueSql values) {
        List<SqlText> keys = new ArrayList<>();
        for (Order order : query.orders()) {
            keys.add(values.render(order.value()).then(order.descending() ? " DESC NULLS LAST" : " ASC NULLS LAST"));
        }
        for (int i = 0; i < relation.rowOrder().size(); i++) keys.add(SqlText.column(ROW, rowOrder(i)));
        return keys.isEmpty() ? SqlText.EMPTY : of(" ORDER BY {}", SqlText.joined(", ", keys));
    }

    static SqlText window(BoundQuery query) {
        SqlText limit = query.limit() == null ? SqlText.EMPTY : of(" LIMIT {}", parameter((long) query.limit()));
        SqlText offset = query.offset() == 0 ? SqlText.EMPTY : of(" OFFSET {}", parameter((long) query.offset()));
        return of("{}{}", limit, offset);
    }

    static SqlText where(Relation relation, BoundQuery query) {
        if (query.conditions().isEmpty()) return SqlText.EMPTY;
        return of(" WHERE {}", new ValueSql(ROW, relation, Map.of()).render(new Bound.AllOf(query.conditions())));
    }

    /// What the caller may see, as an inner query called `r` with the columns that are needed.
    static SqlText rows(Relation relation, BoundQuery query, List<Bound> more) {
        return rows(relation, query, more, isPlaced(relation, query));
    }

    /// @param placed whether with what tells each row from any other
    static SqlText rows(Relation relation, BoundQuery query, List<Bound> more, boolean placed) {
        Set<String> needed = new LinkedHashSet<>();
        List<Bound> used = new ArrayList<>(more);
        used.addAll(query.conditions());
        query.values().forEach(used::add);
        for (Bound bound : used) {
            BoundTree.walk(bound, part -> {
                if (part instanceof Bound.Column(Field field)) needed.add(field.name());
            });
        }
        JoinedTable joined = query.joined();
        if (joined == null) return of("{} AS r", visible(relation, query.table(), needed, placed));
        needed.add(joined.field().name());
        needed.add(joined.key().name());
        return of(
                "(SELECT l.*, j.* FROM {} AS l LEFT JOIN {} AS j ON {} = {}) AS r",
                visible(relation, query.table(), needed, placed),
                visible(other(relation), joined.table(), needed, false),
                SqlText.column("l", joined.field().name()),
                SqlText.column("j", joined.key().name()));
    }

    private static Relation other(Relation relation) {
        return Objects.requireNonNull(relation.joined(), "A join needs its table");
    }

    /// Whether several records that the caller may see have the key by which a join finds one: a row or none.
    public SqlQuery manyPerKey(BoundQuery query) {
        JoinedTable joined = Objects.requireNonNull(query.joined());
        SqlText key = SqlText.column("j", joined.key().name());
        SqlText sql = of(
                "SELECT count(*) FROM {} AS j WHERE {} IS NOT NULL GROUP BY {} HAVING count(*) > 1 LIMIT 1",
                visible(other(relation), joined.table(), Set.of(joined.key().name()), false),
                key,
                key);
        return new SqlQuery(sql.sql(), sql.parameters(), List.of(new OutputColumn("count", ValueType.INTEGER, null)));
    }

    private static SqlText visible(Relation relation, VisibleTable table, Set<String> needed, boolean placed) {
        var values = new ValueSql("t", relation, Map.of());
        SqlText filter = table.filter() == null ? null : values.render(table.filter());
        List<SqlText> columns = new ArrayList<>();
        for (VisibleTable.VisibleField visible : table.fields()) {
            if (needed.contains(visible.field().name())) columns.addAll(columns(visible, values, filter));
        }
        if (placed) {
            for (int i = 0; i < relation.rowOrder().size(); i++) {
                columns.add(of(relation.rowOrder().get(i) + " AS " + Sql.name(rowOrder(i))));
            }
        }
        if (columns.isEmpty()) columns.add(of("1 AS nothing"));
        SqlText where = filter == null ? SqlText.EMPTY : of(" WHERE {}", filter);
        return of("(SELECT {} FROM " + relation.sql() + " AS t{})", SqlText.joined(", ", columns), where);
    }

    /// No field can be called so.
    static String rowOrder(int index) {
        return " row order " + index;
    }

    private static List<SqlText> columns(VisibleTable.VisibleField visible, ValueSql values, @Nullable SqlText filter) {
        Field field = visible.field();
        List<SqlText> columns = new ArrayList<>();
        switch (visible.value()) {
            case Bound.Column(Field from) -> {
                for (int i = 0; i < field.columns().size(); i++) {
                    SqlText column = values.column(from.columns().get(i).name());
                    columns.add((filter == null ? column : shielded(column, filter))
                            .then(" AS " + Sql.name(field.columns().get(i).name())));
                }
            }
            case Bound.Nothing _ -> {
                for (Field.Column column : field.columns()) {
                    columns.add(of("CAST(NULL AS " + column.sqlType() + ") AS " + Sql.name(column.name())));
                }
            }
            default -> {
                if (!field.type().isGeo()) {
                    columns.add(shielded(values.shown(visible.value()), filter).then(" AS " + Sql.name(field.name())));
                    break;
                }
                List<SqlText> parts = GrainSql.columns(values, visible.value(), field);
                for (int i = 0; i < parts.size(); i++) {
                    columns.add(shielded(parts.get(i), filter)
                            .then(" AS " + Sql.name(field.columns().get(i).name())));
                }
            }
        }
        return columns;
    }

    /// The same value, so that how long a question takes tells nothing of what is hidden. The engine
    /// knows neither the least nor the greatest over all rows, else it passes over files in which no
    /// row can fit; and in rows that are hidden a condition of the asker's finds nothing, in whatever
    /// order the engine tries conditions.
    ///
    /// @param filter which rows are seen; null for all
    private static SqlText shielded(SqlText value, @Nullable SqlText filter) {
        SqlText seen = filter == null ? value : of("CASE WHEN {} THEN {} END", filter, value);
        return of("union_extract(union_value(v := {}), 'v')", seen);
    }

    /// The expressions a query computes after aggregation, in terms of columns of ours.
    static Map<Bound, SqlText> aggregates(BoundQuery query, String alias) {
        Map<Bound, SqlText> names = new LinkedHashMap<>();
        query.values()
                .forEach(bound -> BoundTree.walk(bound, part -> {
                    if (part instanceof Bound.Aggregate) {
                        names.putIfAbsent(part, SqlText.column(alias, "a" + (names.size() + 1)));
                    }
                }));
        return names;
    }
}
