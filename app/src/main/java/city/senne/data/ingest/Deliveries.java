package city.senne.data.ingest;

import city.senne.data.catalog.DatasetId;
import city.senne.engine.delivery.Decision;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.SourceRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Deliveries in PostgreSQL; those that wait there are the queue.
@Repository
class Deliveries {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Deliveries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(Delivery delivery) {
        jdbc.sql("""
                        insert into delivery (id, dataset_id, file_name, source_address, byte_count, sha256,
                          instructions, state, created_by, created_at, held_above)
                        values (:id, :dataset, :fileName, :source, :bytes, :sha256, :instructions::jsonb, :state,
                          :createdBy, :created, :heldAbove)
                        """)
                .param("id", delivery.id())
                .param("dataset", delivery.dataset().value())
                .param("fileName", delivery.fileName())
                .param("source", delivery.source())
                .param("bytes", delivery.bytes())
                .param("sha256", delivery.sha256())
                .param("instructions", json.writeValueAsString(delivery.instructions()))
                .param("state", delivery.state().apiName())
                .param("createdBy", delivery.createdBy())
                .param("created", utc(delivery.created()))
                .param("heldAbove", delivery.heldAbove(), java.sql.Types.DOUBLE)
                .update();
    }

    Optional<Delivery> find(UUID id) {
        return jdbc.sql("select * from delivery where id = :id")
                .param("id", id)
                .query(this::delivery)
                .optional();
    }

    List<Delivery> list(DatasetId dataset, int limit) {
        return jdbc.sql("select * from delivery where dataset_id = :dataset order by created_at desc limit :limit")
                .param("dataset", dataset.value())
                .param("limit", limit)
                .query(this::delivery)
                .list();
    }

    boolean hasWaiting(DatasetId dataset) {
        return jdbc.sql("select exists (select 1 from delivery where dataset_id = :dataset"
                        + " and state in ('queued', 'reading'))")
                .param("dataset", dataset.value())
                .query(Boolean.class)
                .single();
    }

    Set<UUID> listIds() {
        return jdbc.sql("select id from delivery")
                .query((row, number) -> row.getObject("id", UUID.class))
                .set();
    }

    /// The newest first: all, or those to datasets of some organisations, and those that brought no dataset into
    /// being, whosever they are.
    ///
    /// @param organisations null for all
    List<Delivery> listRecent(@Nullable Set<String> organisations, int limit, int offset) {
        return jdbc.sql("""
                        select delivery.* from delivery left join dataset on dataset.id = delivery.dataset_id
                        where :all or delivery.version_number is null or dataset.organisation_id = any(:organisations)
                        order by delivery.created_at desc, delivery.id limit :limit offset :offset
                        """)
                .param("all", organisations == null)
                .param("organisations", organisations == null ? new String[0] : organisations.toArray(String[]::new))
                .param("limit", limit)
                .param("offset", offset)
                .query(this::delivery)
                .list();
    }

    /// What a delivery waits for.
    enum Step {
        FETCH,
        READ
    }

    /// The file has been fetched: the delivery waits to be read.
    void keepFetched(UUID id, String fileName, long bytes, String sha256) {
        jdbc.sql("""
                        update delivery set state = 'queued', reader = null, progress = 0, file_name = :fileName,
                          byte_count = :bytes, sha256 = :sha256
                        where id = :id and state = 'reading'
                        """)
                .param("id", id)
                .param("fileName", fileName)
                .param("bytes", bytes)
                .param("sha256", sha256)
                .update();
    }

    /// How many bytes of a file that is being fetched have come.
    void countBytes(UUID id, long bytes) {
        jdbc.sql("update delivery set byte_count = :bytes where id = :id and sha256 = ''")
                .param("id", id)
                .param("bytes", bytes)
                .update();
    }

    /// Takes the oldest delivery that waits, or whose reader has been silent for a minute, unless another one of the
    /// same dataset is being read: deliveries to one dataset land in the order in which they came.
    Optional<Delivery> claim(String reader, Step step, Instant now) {
        jdbc.sql("select pg_advisory_xact_lock(7236623)").query((row, n) -> n).list();
        return jdbc.sql("""
                        update delivery set state = 'reading', reader = :reader, heartbeat_at = :now,
                          started_at = coalesce(started_at, :now), progress = 0
                        where id = (
                          select id from delivery waiting
                          where (sha256 = '') = :fetching and (state = 'queued' or (state = 'reading' and heartbeat_at < :silentSince))
                            and not exists (
                              select 1 from delivery other
                              where other.dataset_id = waiting.dataset_id and other.id <> waiting.id
                                and ((other.state = 'reading' and other.heartbeat_at >= :silentSince)
                                  or (other.state in ('queued', 'reading')
                                    and (other.created_at, other.id) < (waiting.created_at, waiting.id))))
                          order by created_at, id limit 1)
                        returning *
                        """)
                .param("reader", reader)
                .param("now", utc(now))
                .param("fetching", step == Step.FETCH)
                .param("silentSince", utc(now.minusSeconds(60)))
                .query(this::delivery)
                .optional();
    }

    /// Gives back to the queue what a reader that no longer lives was reading.
    int release(String reader) {
        return jdbc.sql(
                        "update delivery set state = 'queued', reader = null where state = 'reading' and reader = :reader")
                .param("reader", reader)
                .update();
    }

    /// Says that the reader lives and how far it is; answers whether somebody asked to cancel.
    boolean heartbeat(UUID id, double progress, long rowsRead, long rowsRejected, Instant now) {
        return jdbc.sql("""
                        update delivery set progress = :progress, rows_read = :rowsRead, rows_rejected = :rowsRejected,
                          heartbeat_at = :now
                        where id = :id and state = 'reading'
                        returning cancel_requested
                        """)
                .param("progress", progress)
                .param("rowsRead", rowsRead)
                .param("rowsRejected", rowsRejected)
                .param("now", utc(now))
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    /// A waiting delivery is cancelled at once, one that is being read at its next heartbeat; ended ones stay as they
    /// are. Answers whether there was anything to cancel.
    boolean cancel(UUID id, Instant now) {
        return jdbc.sql("""
                        update delivery set cancel_requested = true,
                          state = case when state = 'queued' then 'cancelled' else state end,
                          finished_at = case when state = 'queued' then :now else finished_at end
                        where id = :id and state in ('queued', 'reading')
                        """).param("id", id).param("now", utc(now)).update() == 1;
    }

    /// Whether somebody asked to cancel; from now until the transaction ends nobody can.
    boolean isCancelled(UUID id) {
        return jdbc.sql("select cancel_requested from delivery where id = :id for update")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    void finish(UUID id, Outcome outcome, Instant now) {
        jdbc.sql("""
                        update delivery set state = :state, finished_at = :now, progress = 1, rows_read = :rowsRead,
                          rows_rejected = :rowsRejected, decisions = :decisions::jsonb, findings = :findings::jsonb,
                          refusal = :refusal::jsonb, version_number = :version, hold = coalesce(:hold::jsonb, hold)
                        where id = :id
                        """)
                .param("id", id)
                .param("state", outcome.state().apiName())
                .param("now", utc(now))
                .param("rowsRead", outcome.rowsRead())
                .param("rowsRejected", outcome.rowsRejected())
                .param("decisions", json.writeValueAsString(outcome.decisions()))
                .param("findings", json.writeValueAsString(outcome.findings()))
                .param("refusal", outcome.refusal() == null ? null : json.writeValueAsString(outcome.refusal()))
                .param("version", outcome.version(), java.sql.Types.INTEGER)
                .param("hold", outcome.hold() == null ? null : json.writeValueAsString(outcome.hold()))
                .update();
    }

    /// How a delivery ended.
    ///
    /// @param hold what somebody must decide about, else null
    record Outcome(
            Delivery.State state,
            long rowsRead,
            long rowsRejected,
            List<Decision> decisions,
            List<SourceRow.Problem> findings,
            @Nullable Reason refusal,
            @Nullable Integer version,
            @Nullable Hold hold) {}

    /// The last delivery that is in the dataset's current rows and has these bytes and instructions: those landed since
    /// the rows were last replaced.
    Optional<Delivery> findLanded(DatasetId dataset, String sha256) {
        return jdbc.sql("""
                        select * from delivery
                        where dataset_id = :dataset and sha256 = :sha256 and state = 'landed'
                          and version_number >= (
                            select coalesce(max(number), 0) from dataset_version
                            where dataset_id = :dataset and update_mode = 'replace')
                        order by version_number desc limit 1
                        """)
                .param("dataset", dataset.value())
                .param("sha256", sha256)
                .query(this::delivery)
                .optional();
    }

    Optional<Instructions> findRemembered(DatasetId dataset) {
        return jdbc.sql("select instructions from reading_choice where dataset_id = :dataset")
                .param("dataset", dataset.value())
                .query((row, number) -> json.readValue(row.getString(1), Instructions.class))
                .optional();
    }

    void forget(DatasetId dataset) {
        jdbc.sql("delete from delivery where dataset_id = :dataset")
                .param("dataset", dataset.value())
                .update();
        jdbc.sql("delete from reading_choice where dataset_id = :dataset")
                .param("dataset", dataset.value())
                .update();
    }

    void remember(DatasetId dataset, Instructions instructions) {
        jdbc.sql("""
                        insert into reading_choice (dataset_id, instructions) values (:dataset, :instructions::jsonb)
                        on conflict (dataset_id) do update set instructions = excluded.instructions
                        """)
                .param("dataset", dataset.value())
                .param("instructions", json.writeValueAsString(instructions))
                .update();
    }

    private Delivery delivery(ResultSet row, int number) throws SQLException {
        String refusal = row.getString("refusal");
        String hold = row.getString("hold");
        int version = row.getInt("version_number");
        boolean hasVersion = !row.wasNull();
        return new Delivery(
                row.getObject("id", UUID.class),
                new DatasetId(row.getString("dataset_id")),
                row.getString("file_name"),
                row.getString("source_address"),
                row.getLong("byte_count"),
                row.getString("sha256"),
                json.readValue(row.getString("instructions"), Instructions.class),
                Delivery.State.of(row.getString("state")),
                row.getString("created_by"),
                utc(row, "created_at"),
                row.getString("started_at") == null ? null : utc(row, "started_at"),
                row.getString("finished_at") == null ? null : utc(row, "finished_at"),
                row.getDouble("progress"),
                row.getLong("rows_read"),
                row.getLong("rows_rejected"),
                List.of(json.readValue(row.getString("decisions"), Decision[].class)),
                List.of(json.readValue(row.getString("findings"), SourceRow.Problem[].class)),
                refusal == null ? null : json.readValue(refusal, Reason.class),
                hasVersion ? version : null,
                row.getObject("held_above", Double.class),
                hold == null ? null : json.readValue(hold, Hold.class));
    }

    private static Instant utc(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
