package city.senne.data.ingest;

import city.senne.data.catalog.DatasetId;
import city.senne.engine.delivery.Reason;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Deliveries that wait for somebody's decision, in PostgreSQL; each file is asked about once.
@Repository
class HeldDeliveries {
    static final String LEFT = "delivery.left";
    static final String HELD_ALREADY = "delivery.held_already";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    HeldDeliveries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Why nobody is asked about this delivery: somebody is already, or has left the same file that is read the same
    /// way.
    Optional<Reason> findAsked(UUID delivery) {
        return jdbc.sql("""
                        select other.id, other.state from delivery other join delivery this on this.id = :id
                        where other.dataset_id = this.dataset_id and other.id <> this.id
                          and other.sha256 = this.sha256 and other.instructions = this.instructions
                          and (other.state = 'held' or (other.state = 'refused' and other.refusal->>'code' = :left))
                        order by other.created_at desc limit 1
                        """)
                .param("id", delivery)
                .param("left", LEFT)
                .query((row, _) -> row.getString("state").equals("held")
                        ? Reason.of(HELD_ALREADY, row.getString("id"))
                        : Reason.of(LEFT))
                .optional();
    }

    /// Puts it in the queue again, to land whatever it takes away. False when it did not wait.
    boolean take(UUID delivery) {
        return jdbc.sql("""
                        update delivery set state = 'queued', held_above = null, progress = 0, finished_at = null
                        where id = :id and state = 'held'
                        """).param("id", delivery).update() == 1;
    }

    /// False when it did not wait.
    boolean leave(UUID delivery, Instant now) {
        return jdbc.sql("""
                        update delivery set state = 'refused', refusal = :refusal::jsonb, finished_at = :now
                        where id = :id and state = 'held'
                        """)
                        .param("id", delivery)
                        .param("refusal", json.writeValueAsString(Reason.of(LEFT)))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Another delivery brought newer rows: those that waited would bring older ones back.
    ///
    /// @return which they were
    List<UUID> overtake(DatasetId dataset, UUID by, Reason reason, Instant now) {
        return jdbc.sql("""
                        update delivery set state = 'refused', refusal = :refusal::jsonb, finished_at = :now
                        where dataset_id = :dataset and id <> :by and state = 'held' returning id
                        """)
                .param("dataset", dataset.value())
                .param("by", by)
                .param("refusal", json.writeValueAsString(reason))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }
}
