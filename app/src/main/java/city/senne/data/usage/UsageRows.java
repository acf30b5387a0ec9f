package city.senne.data.usage;

import city.senne.data.catalog.DatasetId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The counts in PostgreSQL.
@Repository
class UsageRows {
    private final JdbcClient jdbc;

    UsageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// In the order of the calls: several nodes must not wait for each other in a circle.
    @Transactional
    public void add(SortedMap<Call, Long> counts) {
        Collection<Call> calls = counts.keySet();
        jdbc.sql("""
                        insert into usage_count (day, dataset_id, kind, format, status, calls)
                        select * from unnest(:days::date[], :datasets::text[], :kinds::text[], :formats::text[],
                          :statuses::int[], :calls::bigint[])
                        on conflict (day, dataset_id, kind, format, status)
                          do update set calls = usage_count.calls + excluded.calls
                        """)
                .param("days", texts(calls, call -> call.day().toString()))
                .param("datasets", texts(calls, Call::dataset))
                .param("kinds", texts(calls, Call::kind))
                .param("formats", texts(calls, Call::format))
                .param("statuses", calls.stream().map(Call::status).toArray(Integer[]::new))
                .param("calls", counts.values().toArray(Long[]::new))
                .update();
        addTotals(counts);
    }

    private void addTotals(SortedMap<Call, Long> counts) {
        SortedMap<String, long[]> totals = new TreeMap<>();
        counts.forEach((call, calls) -> {
            if (call.dataset().isEmpty() || !call.isAnswered()) return;
            long[] total = totals.computeIfAbsent(call.dataset(), _ -> new long[2]);
            if (call.kind().equals(Call.EXPORT)) total[1] += call.isDownload() ? calls : 0;
            else total[0] += calls;
        });
        jdbc.sql("""
                        insert into usage_total (dataset_id, calls, downloads)
                        select * from unnest(:datasets::text[], :calls::bigint[], :downloads::bigint[])
                        on conflict (dataset_id) do update set calls = usage_total.calls + excluded.calls,
                          downloads = usage_total.downloads + excluded.downloads
                        """)
                .param("datasets", totals.keySet().toArray(String[]::new))
                .param("calls", totals.values().stream().map(two -> two[0]).toArray(Long[]::new))
                .param("downloads", totals.values().stream().map(two -> two[1]).toArray(Long[]::new))
                .update();
    }

    private static String[] texts(Collection<Call> calls, Function<Call, String> part) {
        return calls.stream().map(part).toArray(String[]::new);
    }

    Map<String, UsageTotals.Total> totals() {
        Map<String, UsageTotals.Total> totals = new HashMap<>();
        jdbc.sql("select dataset_id, calls, downloads from usage_total").query(row -> {
            totals.put(row.getString(1), new UsageTotals.Total(row.getLong(2), row.getLong(3)));
        });
        return totals;
    }

    /// How often one dataset was asked each day with an answer, oldest day first; days without calls are left out.
    List<DayOfUse> days(DatasetId dataset, LocalDate from) {
        return jdbc.sql("""
                        select day, coalesce(sum(calls) filter (where kind <> 'export' and status < 400), 0) as calls,
                          coalesce(sum(calls) filter (where kind = 'export' and status = 200), 0) as downloads
                        from usage_count where dataset_id = :dataset and day >= :from
                        group by day order by day
                        """)
                .param("dataset", dataset.value())
                .param("from", from)
                .query((row, _) -> new DayOfUse(
                        row.getObject("day", LocalDate.class), row.getLong("calls"), row.getLong("downloads")))
                .list();
    }

    /// The newest first.
    List<LocalDate> listDays() {
        return jdbc.sql("select distinct day from usage_count order by day desc")
                .query((row, _) -> row.getObject("day", LocalDate.class))
                .list();
    }

    List<Counted> list(LocalDate day) {
        return jdbc.sql("""
                        select day, dataset_id, kind, format, status, calls from usage_count where day = :day
                        order by dataset_id, kind, format, status
                        """)
                .param("day", day)
                .query((row, _) -> new Counted(
                        row.getObject("day", LocalDate.class),
                        row.getString("dataset_id"),
                        row.getString("kind"),
                        row.getString("format"),
                        row.getInt("status"),
                        row.getLong("calls")))
                .list();
    }

    void forgetBefore(LocalDate day) {
        jdbc.sql("delete from usage_count where day < :day").param("day", day).update();
    }

    void forget(DatasetId dataset) {
        jdbc.sql("delete from usage_count where dataset_id = :id")
                .param("id", dataset.value())
                .update();
        jdbc.sql("delete from usage_total where dataset_id = :id")
                .param("id", dataset.value())
                .update();
    }
}
