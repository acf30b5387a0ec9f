package city.senne.data.push;

import city.senne.data.catalog.DatasetId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was pushed and waits to be landed, in PostgreSQL.
@Repository
class Pushes {
    private final JdbcClient jdbc;

    Pushes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param removes whether the rows with these keys are to go
    record Push(long id, String pushedBy, String rows, boolean removes) {}

    /// Once this returns the rows survive a power cut.
    ///
    /// @param rows JSON objects with commas between
    /// @param removes whether the rows with these keys are to go
    void add(DatasetId dataset, String pushedBy, String rows, boolean removes, Instant now) {
        jdbc.sql("""
                        insert into push (dataset_id, pushed_by, rows, removes, byte_count, received_at)
                        values (:dataset, :by, :rows, :removes, octet_length(:rows), :now)
                        """)
                .param("dataset", dataset.value())
                .param("by", pushedBy)
                .param("rows", rows)
                .param("removes", removes)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// The datasets whose oldest rows came before an instant.
    List<DatasetId> listWaiting(Instant before) {
        return jdbc.sql("select dataset_id from push group by dataset_id having min(received_at) <= :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new DatasetId(row.getString(1)))
                .list();
    }

    /// Until the transaction ends nobody else takes the rows of this dataset; false when somebody does already.
    boolean lock(DatasetId dataset) {
        return jdbc.sql("select pg_try_advisory_xact_lock(7236624, hashtext(:dataset))")
                .param("dataset", dataset.value())
                .query(Boolean.class)
                .single();
    }

    /// The oldest first, so many bytes at most, and one at least; either all of them remove rows or none does.
    List<Push> list(DatasetId dataset, long mostBytes) {
        return jdbc.sql("""
                        select id, pushed_by, rows, removes from (
                          select *, sum(byte_count) over (order by id) - byte_count as before,
                            bool_or(removes) over (order by id) and not bool_and(removes) over (order by id) as mixed
                          from push where dataset_id = :dataset) waiting
                        where before < :most and not mixed order by id
                        """)
                .param("dataset", dataset.value())
                .param("most", mostBytes)
                .query((row, _) -> new Push(
                        row.getLong("id"),
                        row.getString("pushed_by"),
                        row.getString("rows"),
                        row.getBoolean("removes")))
                .list();
    }

    void delete(List<Long> ids) {
        jdbc.sql("delete from push where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    void forget(DatasetId dataset) {
        jdbc.sql("delete from push where dataset_id = :dataset")
                .param("dataset", dataset.value())
                .update();
    }
}
