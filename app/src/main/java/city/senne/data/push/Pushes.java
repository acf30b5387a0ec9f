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

    record Push(long id, String pushedBy, String rows) {}

    /// Once this returns the rows survive a power cut.
    ///
    /// @param rows JSON objects with commas between
    void add(DatasetId dataset, String pushedBy, String rows, Instant now) {
        jdbc.sql("""
                        insert into push (dataset_id, pushed_by, rows, byte_count, received_at)
                        values (:dataset, :by, :rows, octet_length(:rows), :now)
                        """)
                .param("dataset", dataset.value())
                .param("by", pushedBy)
                .param("rows", rows)
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

    /// The oldest first, so many bytes at most, and one at least.
    List<Push> list(DatasetId dataset, long mostBytes) {
        return jdbc.sql("""
                        select id, pushed_by, rows from (
                          select *, sum(byte_count) over (order by id) - byte_count as before
                          from push where dataset_id = :dataset) waiting
                        where before < :most order by id
                        """)
                .param("dataset", dataset.value())
                .param("most", mostBytes)
                .query((row, _) -> new Push(row.getLong("id"), row.getString("pushed_by"), row.getString("rows")))
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
