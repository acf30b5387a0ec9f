package city.senne.data.usage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What callers used up on all nodes, in PostgreSQL.
@Repository
class QuotaTotals {
    private final JdbcClient jdbc;

    QuotaTotals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The salt of a day: the one that was there first.
    byte[] agreeOnSalt(LocalDate day, byte[] offered) {
        jdbc.sql("insert into quota_salt (day, salt) values (:day, :salt) on conflict do nothing")
                .param("day", day)
                .param("salt", offered)
                .update();
        return jdbc.sql("select salt from quota_salt where day = :day")
                .param("day", day)
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    /// Those who called most.
    Map<UUID, Long> list(LocalDate day, int most) {
        return totals(jdbc.sql("select caller, calls from quota_use where day = :day order by calls desc limit :most")
                .param("day", day)
                .param("most", most));
    }

    /// Adds calls, and tells the new sums of the same callers.
    Map<UUID, Long> add(LocalDate day, SortedMap<UUID, Long> calls) {
        return totals(jdbc.sql("""
                        insert into quota_use (day, caller, calls)
                        select :day, * from unnest(:callers::uuid[], :calls::bigint[])
                        on conflict (day, caller) do update set calls = quota_use.calls + excluded.calls
                        returning caller, calls
                        """)
                .param("day", day)
                .param("callers", calls.keySet().toArray(UUID[]::new))
                .param("calls", calls.values().toArray(Long[]::new)));
    }

    /// Nobody can be told from the hashes of a past day any more.
    void forgetBefore(LocalDate day) {
        jdbc.sql("delete from quota_salt where day < :day").param("day", day).update();
        jdbc.sql("delete from quota_use where day < :day").param("day", day).update();
    }

    private static Map<UUID, Long> totals(JdbcClient.StatementSpec statement) {
        Map<UUID, Long> totals = new HashMap<>();
        statement.query((ResultSet row) -> put(totals, row));
        return totals;
    }

    private static void put(Map<UUID, Long> totals, ResultSet row) throws SQLException {
        totals.put(row.getObject("caller", UUID.class), row.getLong("calls"));
    }
}
