package city.senne.data.sources;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The sources and what was taken over from them, in PostgreSQL.
@Repository
class Sources {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    Sources(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param source its id counts for nothing
    /// @return its id
    long add(Source source) {
        return jdbc.sql("""
                        insert into source (name, kind, address, organisation, maker, made_by, made_at, wanted, publishes,
                          on_absence, hold_above, schedule, time_zone, due_at)
                        values (:name, :kind, :address, :organisation, :maker, :madeBy, :madeAt, :wanted, :publishes,
                          :absence, :hold, :schedule, :zone, :due)
                        returning id
                        """).params(words(source)).query(Long.class).single();
    }

    private static Map<String, @Nullable Object> words(Source source) {
        Map<String, @Nullable Object> words = new HashMap<>();
        words.put("name", source.name());
        words.put("kind", source.kind().apiName());
        words.put("address", source.address());
        words.put("organisation", source.organisation());
        words.put("maker", source.maker());
        words.put("madeBy", source.madeBy());
        words.put("madeAt", at(source.madeAt()));
        words.put("wanted", source.wanted());
        words.put("publishes", source.publishes());
        words.put("absence", source.onAbsence().apiName());
        words.put("hold", source.holdAbove());
        words.put("schedule", source.schedule());
        words.put("zone", source.zone().getId());
        words.put("due", at(source.due()));
        return words;
    }

    /// Everything but who made it and when.
    void change(Source source) {
        jdbc.sql("""
                        update source set name = :name, kind = :kind, address = :address, maker = :maker,
                          made_by = :madeBy, wanted = :wanted, publishes = :publishes, on_absence = :absence,
                          hold_above = :hold, schedule = :schedule, time_zone = :zone, due_at = :due
                        where id = :id
                        """).params(words(source)).param("id", source.id()).update();
    }

    void setDue(long id, @Nullable Instant due) {
        jdbc.sql("update source set due_at = :due where id = :id")
                .param("due", at(due))
                .param("id", id)
                .update();
    }

    void remove(long id) {
        jdbc.sql("delete from source where id = :id").param("id", id).update();
    }

    Optional<Source> find(long id) {
        return jdbc.sql("select * from source where id = :id")
                .param("id", id)
                .query(Sources::source)
                .optional();
    }

    /// By name.
    List<Source> list() {
        return jdbc.sql("select * from source order by lower(name), id")
                .query(Sources::source)
                .list();
    }

    /// Those whose time has come; locked until the transaction ends.
    List<Source> lockDue(Instant now) {
        return jdbc.sql("select * from source where due_at <= :now order by due_at for update skip locked")
                .param("now", at(now))
                .query(Sources::source)
                .list();
    }

    private static Source source(ResultSet row, int number) throws SQLException {
        return new Source(
                row.getLong("id"),
                row.getString("name"),
                Source.Type.of(row.getString("kind")),
                row.getString("address"),
                row.getString("organisation"),
                row.getObject("maker", UUID.class),
                row.getString("made_by"),
                Objects.requireNonNull(instant(row, "made_at")),
                row.getString("wanted"),
                row.getBoolean("publishes"),
                Source.Absence.of(row.getString("on_absence")),
                row.getObject("hold_above", Integer.class),
                row.getString("schedule"),
                ZoneId.of(row.getString("time_zone")),
                instant(row, "due_at"));
    }

    /// A dataset that was taken over.
    ///
    /// @param dataset here; empty once it was erased
    /// @param told as the portal said it when it was last taken over
    /// @param stamp of its rows as they were last taken over; empty before that
    /// @param delivery that is under way, or waits for a decision, or was left; null for none
    /// @param absentSince since when the portal has it no more, or null
    /// @param absenceSettled whether what was chosen for that has been done
    record Taken(
            String remoteId,
            String dataset,
            ObjectNode told,
            String stamp,
            @Nullable UUID delivery,
            @Nullable Instant absentSince,
            boolean absenceSettled) {
        /// One that the portal has.
        Taken(String remoteId, String dataset, ObjectNode told, String stamp, @Nullable UUID delivery) {
            this(remoteId, dataset, told, stamp, delivery, null, false);
        }

        Taken absent(Instant since, boolean settled) {
            return new Taken(remoteId, dataset, told, stamp, delivery, since, settled);
        }
    }

    Optional<Taken> findTaken(long source, String remoteId) {
        return jdbc.sql("select * from source_dataset where source_id = :source and remote_id = :remote")
                .param("source", source)
                .param("remote", remoteId)
                .query(Sources::taken)
                .optional();
    }

    List<Taken> listTaken(long source) {
        return jdbc.sql("select * from source_dataset where source_id = :source order by remote_id")
                .param("source", source)
                .query(Sources::taken)
                .list();
    }

    private static Taken taken(ResultSet row, int number) throws SQLException {
        return new Taken(
                row.getString("remote_id"),
                Objects.requireNonNullElse(row.getString("dataset_id"), ""),
                (ObjectNode) JSON.readTree(row.getString("told")),
                row.getString("stamp"),
                row.getObject("delivery", UUID.class),
                instant(row, "absent_since"),
                row.getBoolean("absence_settled"));
    }

    /// Whether any source brought it.
    boolean isTaken(String dataset) {
        return jdbc.sql("select exists (select from source_dataset where dataset_id = :dataset)")
                .param("dataset", dataset)
                .query(Boolean.class)
                .single();
    }

    void put(long source, Taken taken) {
        jdbc.sql("""
                        insert into source_dataset (source_id, remote_id, dataset_id, told, stamp, delivery, absent_since,
                          absence_settled)
                        values (:source, :remote, nullif(:dataset, ''), :told::jsonb, :stamp, :delivery, :absent, :settled)
                        on conflict (source_id, remote_id) do update set told = excluded.told, stamp = excluded.stamp,
                          delivery = excluded.delivery, absent_since = excluded.absent_since,
                          absence_settled = excluded.absence_settled
                        """)
                .param("source", source)
                .param("remote", taken.remoteId())
                .param("dataset", taken.dataset())
                .param("told", taken.told().toString())
                .param("stamp", taken.stamp())
                .param("delivery", taken.delivery())
                .param("absent", at(taken.absentSince()))
                .param("settled", taken.absenceSettled())
                .update();
    }

    /// One that never came to anything.
    void forget(long source, String remoteId) {
        jdbc.sql("delete from source_dataset where source_id = :source and remote_id = :remote")
                .param("source", source)
                .param("remote", remoteId)
                .update();
    }

    /// Its id is free for others; the portal's dataset stays away from here.
    void forget(String dataset) {
        jdbc.sql("update source_dataset set dataset_id = null where dataset_id = :dataset")
                .param("dataset", dataset)
                .update();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
