package city.senne.engine.odsql;

import static city.senne.engine.odsql.SqlText.of;
import static city.senne.engine.odsql.SqlText.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which rows two answers do not share: those of the same question to two versions of a table, each as its
/// caller may see it. Rows with the same key are the same row; without a key a changed row is one that went
/// and one that came.
///
/// @param key the columns of the key, counted from 0; may be empty
public record DifferenceQuery(
        Relation before, BoundQuery beforeQuery, Relation after, BoundQuery afterQuery, List<Integer> key) {
    /// What the first column says.
    public static final String ADDED = "added";

    public static final String CHANGED = "changed";
    public static final String REMOVED = "removed";

    public DifferenceQuery {
        key = List.copyOf(key);
        if (beforeQuery.columns().size() != afterQuery.columns().size()) {
            throw new IllegalArgumentException("The versions are asked for different columns");
        }
    }

    /// How many rows were added, changed and removed: one row of three.
    public SqlQuery count() {
        SqlText counts = of(
                "SELECT count(*) FILTER (what = 'added'), count(*) FILTER (what = 'changed'),"
                        + " count(*) FILTER (what = 'removed') FROM ({}) AS differences",
                differences());
        List<OutputColumn> columns = Stream.of(ADDED, CHANGED, REMOVED)
                .map(name -> new OutputColumn(name, ValueType.INTEGER, null))
                .toList();
        return new SqlQuery(counts.sql(), counts.parameters(), columns);
    }

    /// The rows that differ, in the order of the key or else of their values: what happened, the values
    /// before, the values after.
    ///
    /// @param only one of the three words of the first column, null for all rows
    /// @param limit null for all
    public SqlQuery page(@Nullable String only, @Nullable Integer limit, int offset) {
        SqlText order = SqlText.joined(", ", each(i -> of("coalesce(a%1$d, b%1$d)".formatted(i))));
        SqlText page = of(
                "SELECT * FROM ({}) AS differences{} ORDER BY {}, what DESC{}{}",
                differences(),
                only == null ? SqlText.EMPTY : of(" WHERE what = {}", SqlText.text(only)),
                key.isEmpty() ? order : of("{}, {}", keys("coalesce(a%1$d, b%1$d)", ", "), order),
                limit == null ? SqlText.EMPTY : of(" LIMIT {}", parameter((long) limit)),
                of(" OFFSET {}", parameter((long) offset)));
        List<OutputColumn> columns = new ArrayList<>();
        columns.add(new OutputColumn("change", ValueType.TEXT, null));
        columns.addAll(beforeQuery.columns());
        columns.addAll(afterQuery.columns());
        return new SqlQuery(page.sql(), page.parameters(), columns);
    }

    private SqlText differences() {
        SqlText old = rows(before, beforeQuery);
        SqlText now = rows(after, afterQuery);
        if (key.isEmpty()) {
            return of(
                    "SELECT 'removed' AS what, {}, {} FROM ({} EXCEPT ALL {}) AS b"
                            + " UNION ALL SELECT 'added' AS what, {}, {} FROM ({} EXCEPT ALL {}) AS a",
                    columns("b.c%1$d AS b%1$d"),
                    columns("NULL AS a%1$d"),
                    old,
                    now,
                    columns("NULL AS b%1$d"),
                    columns("a.c%1$d AS a%1$d"),
                    now,
                    old);
        }
        return of(
                "SELECT CASE WHEN b.here IS NULL THEN 'added' WHEN a.here IS NULL THEN 'removed' ELSE 'changed' END AS what,"
                        + " {}, {} FROM (SELECT *, true AS here FROM {}) AS b FULL JOIN (SELECT *, true AS here FROM {}) AS a ON {}"
                        + " WHERE b.here IS NULL OR a.here IS NULL OR row({}) IS DISTINCT FROM row({})",
                columns("b.c%1$d AS b%1$d"),
                columns("a.c%1$d AS a%1$d"),
                old,
                now,
                keys("b.c%1$d IS NOT DISTINCT FROM a.c%1$d", " AND "),
                columns("b.c%1$d"),
                columns("a.c%1$d"));
    }

    private static SqlText rows(Relation relation, BoundQuery query) {
        SqlQuery page = new DuckDbRenderer(relation).page(query);
        return new SqlText("(" + page.sql() + ")", page.parameters());
    }

    private SqlText columns(String template) {
        return SqlText.joined(", ", each(i -> of(template.formatted(i))));
    }

    private List<SqlText> each(IntFunction<SqlText> column) {
        return IntStream.rangeClosed(1, beforeQuery.columns().size())
                .mapToObj(column)
                .toList();
    }

    private SqlText keys(String template, String separator) {
        return SqlText.joined(
                separator, key.stream().map(i -> of(template.formatted(i + 1))).toList());
    }
}
