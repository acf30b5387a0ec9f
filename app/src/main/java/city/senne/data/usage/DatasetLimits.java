package city.senne.data.usage;

import city.senne.data.catalog.DatasetId;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The limits of datasets that have one, in PostgreSQL.
@Repository
class DatasetLimits {
    private final JdbcClient jdbc;

    DatasetLimits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Calls per day and caller, by the id of the dataset.
    Map<String, Long> all() {
        Map<String, Long> limits = new HashMap<>();
        jdbc.sql("select dataset_id, calls from dataset_limit").query(row -> {
            limits.put(row.getString(1), row.getLong(2));
        });
        return limits;
    }

    void put(DatasetId dataset, long calls) {
        jdbc.sql("""
                        insert into dataset_limit (dataset_id, calls) values (:dataset, :calls)
                        on conflict (dataset_id) do update set calls = excluded.calls
                        """).param("dataset", dataset.value()).param("calls", calls).update();
    }

    void forget(DatasetId dataset) {
        jdbc.sql("delete from dataset_limit where dataset_id = :dataset")
                .param("dataset", dataset.value())
                .update();
    }
}
