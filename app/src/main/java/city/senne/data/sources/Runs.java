package city.senne.data.sources;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Each reading of a source with what became of each dataset, in PostgreSQL.
@Repository
class Runs {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Note>> NOTES = new TypeReference<>() {};
    /// A run whose reader has not been heard of for so long is read on by another.
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /// What ends the process that reads it must not do so for ever.
    private static final int MOST_CLAIMS = 3;
    private static final int KEPT = 50;

    private final JdbcClient jdbc;

    Runs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Empty when the source is being read, or waits to be.
    Optional<Long> add(long source, boolean dry, String askedBy, Instant now) {
        return jdbc.sql("""
                        insert into source_run (source_id, dry, asked_by, asked_at, state)
                        values (:source, :dry, :by, :now, 'waiting') on conflict do nothing returning id
                        """)
                .param("source", source)
                .param("dry", dry)
                .param("by", askedBy)
                .param("now", at(now))
                .query(Long.class)
                .optional();
    }

    /// The next one to read, which nobody else reads from now on.
    Optional<Run> claim(Instant now) {
        jdbc.sql("""
                        update source_run set state = 'failed', refusal = :refusal::jsonb, finished_at = :now
                        where state = 'reading' and alive_at < :silent and claims >= :most
                        """)
                .param("refusal", JSON.writeValueAsString(Note.of("given-up", MOST_CLAIMS)))
                .param("now", at(now))
                .param("silent", at(now.minus(SILENCE)))
                .param("most", MOST_CLAIMS)
                .update();
        return jdbc.sql("""
                        update source_run set state = 'reading', alive_at = :now, claims = claims + 1, started_at = coalesce(started_at, :now)
                        where id = (select id from source_run
                          where state = 'waiting' or (state = 'reading' and alive_at < :silent)
                          order by id limit 1 for update skip locked)
                        returning *
                        """)
                .param("now", at(now))
                .param("silent", at(now.minus(SILENCE)))
                .query(Runs::run)
                .optional();
    }

    /// Says that its reader lives; false when somebody stopped it.
    boolean beat(long run, Instant now) {
        return jdbc.sql("update source_run set alive_at = :now where id = :run and state = 'reading'")
                        .param("now", at(now))
                        .param("run", run)
                        .update()
                > 0;
    }

    /// Lets another reader, or this one after its next start, read it on at once.
    void release(long run) {
        jdbc.sql(
                        "update source_run set state = 'waiting', claims = greatest(0, claims - 1) where id = :run and state = 'reading'")
                .param("run", run)
                .update();
    }

    void announce(long run, int datasets) {
        jdbc.sql("update source_run set announced = :datasets where id = :run")
                .param("datasets", datasets)
                .param("run", run)
                .update();
    }

    /// Forgets all but the newest of a source.
    void sweep(long source) {
        jdbc.sql("""
                        delete from source_run where source_id = :source and id not in
                          (select id from source_run where source_id = :source order by id desc limit :kept)
                        """).param("source", source).param("kept", KEPT).update();
    }

    /// False when it had ended already.
    boolean end(long run, Run.State state, @Nullable Note refusal, Instant now) {
        return jdbc.sql("""
                        update source_run set state = :state, refusal = :refusal::jsonb, finished_at = :now
                        where id = :run and state in ('waiting', 'reading')
                        """)
                        .param("state", state.apiName())
                        .param("refusal", refusal == null ? null : JSON.writeValueAsString(refusal))
                        .param("now", at(now))
                        .param("run", run)
                        .update()
                > 0;
    }

    Optional<Run> find(long id) {
        return jdbc.sql("select * from source_run where id = :id")
                .param("id", id)
                .query(Runs::run)
                .optional();
    }

    /// Newest first.
    List<Run> list(long source, int limit) {
        return jdbc.sql("select * from source_run where source_id = :source order by id desc limit :limit")
                .param("source", source)
                .param("limit", limit)
                .query(Runs::run)
                .list();
    }

    /// The newest of each source, by source.
    Map<Long, Run> listLast() {
        return jdbc
                .sql("select distinct on (source_id) * from source_run order by source_id, id desc")
                .query(Runs::run)
                .list()
                .stream()
                .collect(Collectors.toMap(Run::source, Function.identity()));
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        String refusal = row.getString("refusal");
        Integer announced = row.getObject("announced", Integer.class);
        return new Run(
                row.getLong("id"),
                row.getLong("source_id"),
                row.getBoolean("dry"),
                row.getString("asked_by"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                Run.State.of(row.getString("state")),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                announced,
                refusal == null ? null : JSON.readValue(refusal, Note.class));
    }

    void keep(long run, Run.Item item) {
        jdbc.sql("""
                        insert into source_item (run_id, remote_id, title, outcome, dataset_id, delivery, said)
                        values (:run, :remote, :title, :outcome, :dataset, :delivery, :said::jsonb)
                        on conflict do nothing
                        """)
                .param("run", run)
                .param("remote", item.remoteId())
                .param("title", item.title())
                .param("outcome", item.outcome().apiName())
                .param("dataset", item.dataset())
                .param("delivery", item.delivery())
                .param("said", JSON.writeValueAsString(item.notes()))
                .update();
    }

    boolean hasItem(long run, String remoteId) {
        return jdbc.sql("select exists (select from source_item where run_id = :run and remote_id = :remote)")
                .param("run", run)
                .param("remote", remoteId)
                .query(Boolean.class)
                .single();
    }

    /// In the order in which they were read.
    List<Run.Item> items(long run, int limit, int offset) {
        return jdbc.sql("select * from source_item where run_id = :run order by position limit :limit offset :offset")
                .param("run", run)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, _) -> new Run.Item(
                        row.getString("remote_id"),
                        row.getString("title"),
                        Run.Outcome.of(row.getString("outcome")),
                        row.getString("dataset_id"),
                        row.getObject("delivery", UUID.class),
                        JSON.readValue(row.getString("said"), NOTES)))
                .list();
    }

    /// How many datasets came to what.
    Map<Run.Outcome, Integer> counts(long run) {
        return jdbc
                .sql("select outcome, count(*)::int from source_item where run_id = :run group by outcome")
                .param("run", run)
                .query((row, _) -> Map.entry(Run.Outcome.of(row.getString(1)), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
