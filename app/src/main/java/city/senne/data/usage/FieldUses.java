package city.senne.data.usage;

import city.senne.data.catalog.DatasetId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which fields were named in calls, in PostgreSQL.
@Repository
class FieldUses {
    private final JdbcClient jdbc;

    FieldUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param key null for everybody without one
    /// @param calls how often they called
    /// @param callers how many they were at most on one day
    record Sum(String field, boolean isKey, @Nullable UUID key, long calls, long callers, LocalDate last) {}

    void add(SortedMap<FieldCall, Long> counts) {
        if (counts.isEmpty()) return;
        Collection<FieldCall> calls = counts.keySet();
        jdbc.sql("""
                        insert into field_use (day, dataset_id, field, caller, is_key, calls)
                        select * from unnest(:days::date[], :datasets::text[], :fields::text[], :callers::uuid[],
                          :keys::boolean[], :calls::bigint[])
                        on conflict (dataset_id, field, day, caller)
                          do update set calls = field_use.calls + excluded.calls
                        """)
                .param("days", texts(calls, call -> call.day().toString()))
                .param("datasets", texts(calls, FieldCall::dataset))
                .param("fields", texts(calls, FieldCall::field))
                .param("callers", calls.stream().map(FieldCall::caller).toArray(UUID[]::new))
                .param("keys", calls.stream().map(FieldCall::isKey).toArray(Boolean[]::new))
                .param("calls", counts.values().toArray(Long[]::new))
                .update();
    }

    private static String[] texts(Collection<FieldCall> calls, Function<FieldCall, String> part) {
        return calls.stream().map(part).toArray(String[]::new);
    }

    /// By field: each key, and all callers without one together.
    Map<String, List<Sum>> sums(DatasetId dataset, LocalDate from) {
        Map<String, List<Sum>> sums = new HashMap<>();
        jdbc.sql("""
                        select field, is_key, case when is_key then caller end as key, sum(calls)::bigint as calls,
                          max(callers) as callers, max(day) as last
                        from (
                          select *, count(*) over (partition by field, day, is_key) as callers
                          from field_use where dataset_id = :dataset and day >= :from) as of_day
                        group by field, is_key, key order by calls desc, key
                        """)
                .param("dataset", dataset.value())
                .param("from", from)
                .query((row, _) -> new Sum(
                        row.getString("field"),
                        row.getBoolean("is_key"),
                        row.getObject("key", UUID.class),
                        row.getLong("calls"),
                        row.getLong("callers"),
                        row.getObject("last", LocalDate.class)))
                .list()
                .forEach(sum -> sums.computeIfAbsent(sum.field(), _ -> new ArrayList<>())
                        .add(sum));
        return sums;
    }

    void forgetBefore(LocalDate day) {
        jdbc.sql("delete from field_use where day < :day").param("day", day).update();
    }

    void forget(DatasetId dataset) {
        jdbc.sql("delete from field_use where dataset_id = :id")
                .param("id", dataset.value())
                .update();
    }
}
