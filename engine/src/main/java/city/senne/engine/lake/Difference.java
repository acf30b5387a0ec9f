package city.senne.engine.lake;

import city.senne.engine.table.Field;
import city.senne.engine.table.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/// How many rows two versions of a table do not share.
///
/// @param changed rows with the same key and other values; 0 without a key, where a changed row counts as one removed
///     and one added
public record Difference(long added, long changed, long removed) {

    /// Counts over the fields that both versions have.
    ///
    /// @param before,after relations of DuckDB
    /// @param shared the fields of the same name and type in both, among them the key
    /// @param key may be empty
    public static Difference between(Connection duck, String before, String after, List<Field> shared, List<Field> key)
            throws SQLException {
        String values = shared.stream().map(field -> Sql.name(field.name())).collect(Collectors.joining(", "));
        String sql;
        if (key.isEmpty()) {
            sql = """
                    select coalesce(sum(greatest(balance, 0)), 0)::bigint, 0::bigint,
                      coalesce(sum(greatest(-balance, 0)), 0)::bigint
                    from (
                      select md5(row(%1$s)::varchar) as content, sum(side) as balance
                      from (select %1$s, -1 as side from %2$s union all select %1$s, 1 from %3$s)
                      group by content)
                    """.formatted(values, before, after);
        } else {
            String keys = key.stream().map(field -> Sql.name(field.name())).collect(Collectors.joining(", "));
            sql = """
                    select count(*) filter (old_rows = 0), count(*) filter (old_rows > 0 and new_rows > 0 and contents > 1),
                      count(*) filter (new_rows = 0)
                    from (
                      select %2$s, count(*) filter (side = 0) as old_rows, count(*) filter (side = 1) as new_rows,
                        count(distinct md5(row(%1$s)::varchar)) as contents
                      from (select %1$s, 0 as side from %3$s union all select %1$s, 1 from %4$s)
                      group by %2$s)
                    """.formatted(values, keys, before, after);
        }
        try (Statement statement = duck.createStatement();
                ResultSet counts = statement.executeQuery(sql)) {
            counts.next();
            return new Difference(counts.getLong(1), counts.getLong(2), counts.getLong(3));
        }
    }
}
