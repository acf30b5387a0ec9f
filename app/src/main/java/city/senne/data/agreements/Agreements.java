package city.senne.data.agreements;

import city.senne.platform.i18n.Translated;
import city.senne.trust.identity.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Agreements in PostgreSQL, with their terms and all that was said about them.
@Repository
class Agreements {
    private static final String SELECT = """
            select a.*,
              (select json_agg(json_build_object('number', version, 'terms', terms, 'digest', digest, 'side', upper(side))
                 order by version desc) from agreement_terms where agreement = a.number) as versions,
              (select json_agg(json_build_object('version', version, 'kind', upper(kind), 'side', upper(side),
                 'person', person_id, 'name', person_name, 'at', at, 'text', said) order by id)
                 from agreement_entry where agreement = a.number) as said
            from agreement a
            """;

    private static final TypeReference<List<Agreement.Version>> VERSIONS = new TypeReference<>() {};
    private static final TypeReference<List<Said>> SAID = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> DRAFT = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Agreements(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @return its number
    long draft(
            String dataset,
            Translated title,
            @Nullable String giver,
            @Nullable String receiver,
            Viewer.Person asker,
            Map<String, String> draft,
            Instant now) {
        return jdbc.sql("""
                        insert into agreement (dataset_id, dataset_title, giver_id, receiver_id, asker_id, asker_name, state, draft, created_at)
                        values (:dataset, :title::jsonb, :giver, :receiver, :asker, :name, 'draft', :draft::jsonb, :now)
                        returning number
                        """)
                .param("dataset", dataset)
                .param("title", json.writeValueAsString(title))
                .param("giver", giver)
                .param("receiver", receiver)
                .param("asker", asker.id())
                .param("name", asker.name())
                .param("draft", json.writeValueAsString(draft))
                .param("now", utc(now))
                .query(Long.class)
                .single();
    }

    void redraft(long number, @Nullable String receiver, Map<String, String> draft) {
        jdbc.sql("update agreement set receiver_id = :receiver, draft = :draft::jsonb where number = :number")
                .param("number", number)
                .param("receiver", receiver)
                .param("draft", json.writeValueAsString(draft))
                .update();
    }

    /// A draft that nobody but its author ever saw.
    void drop(long number) {
        jdbc.sql("delete from agreement where number = :number and state = 'draft'")
                .param("number", number)
                .update();
    }

    /// What people began to ask about a dataset and never sent.
    void dropDrafts(String dataset) {
        jdbc.sql("delete from agreement where dataset_id = :dataset and state = 'draft'")
                .param("dataset", dataset)
                .update();
    }

    /// All about a dataset that are asked, approved or in force.
    ///
    /// @return their numbers
    List<Long> endAll(String dataset) {
        return jdbc.sql("""
                        update agreement set state = 'terminated'
                        where dataset_id = :dataset and state in ('asked', 'discussed', 'approved', 'in_force')
                        returning number
                        """)
                .param("dataset", dataset)
                .query((row, _) -> row.getLong("number"))
                .list();
    }

    /// All that a person asked for herself and that are asked, approved or in force; what she began to ask and never
    /// sent is gone.
    ///
    /// @return their numbers, with their datasets
    SortedMap<Long, String> endAllOf(UUID asker) {
        jdbc.sql("delete from agreement where asker_id = :asker and state = 'draft'")
                .param("asker", asker)
                .update();
        SortedMap<Long, String> ended = new TreeMap<>();
        jdbc.sql("""
                        update agreement set state = 'terminated'
                        where asker_id = :asker and receiver_id is null
                          and state in ('asked', 'discussed', 'approved', 'in_force')
                        returning number, dataset_id
                        """).param("asker", asker).query((RowCallbackHandler)
                row -> ended.put(row.getLong("number"), row.getString("dataset_id")));
        return ended;
    }

    /// The draft becomes a request.
    void send(long number, @Nullable String receiver, Instant now, LocalDate due) {
        jdbc.sql("""
                        update agreement set state = 'asked', draft = null, receiver_id = :receiver, asked_at = :now, answer_due = :due
                        where number = :number
                        """)
                .param("number", number)
                .param("receiver", receiver)
                .param("now", utc(now))
                .param("due", due)
                .update();
    }

    /// Until the transaction ends nobody else changes it.
    Optional<Agreement> findLocked(long number) {
        jdbc.sql("select number from agreement where number = :number for update")
                .param("number", number)
                .query(Long.class)
                .optional();
        return find(number);
    }

    Optional<Agreement> find(long number) {
        return jdbc.sql(SELECT + " where a.number = :number")
                .param("number", number)
                .query(this::agreement)
                .optional();
    }

    /// All that were ever sent, and the drafts of one person; the newest first.
    List<Agreement> list(@Nullable UUID author) {
        return jdbc.sql(SELECT + " where a.state <> 'draft' or a.asker_id = :author order by a.number desc")
                .param("author", author)
                .query(this::agreement)
                .list();
    }

    void propose(long agreement, int version, Terms terms, String digest, Side side, @Nullable String giver) {
        jdbc.sql("""
                        insert into agreement_terms (agreement, version, terms, digest, side)
                        values (:agreement, :version, :terms::jsonb, :digest, :side)
                        """)
                .param("agreement", agreement)
                .param("version", version)
                .param("terms", json.writeValueAsString(terms))
                .param("digest", digest)
                .param("side", side.apiName())
                .update();
        jdbc.sql("update agreement set giver_id = :giver where number = :agreement")
                .param("agreement", agreement)
                .param("giver", giver)
                .update();
    }

    void say(long agreement, Said said) {
        jdbc.sql("""
                        insert into agreement_entry (agreement, version, kind, side, person_id, person_name, at, said)
                        values (:agreement, :version, :kind, :side, :person, :name, :at, :said)
                        """)
                .param("agreement", agreement)
                .param("version", said.version())
                .param("kind", said.kind().apiName())
                .param("side", said.side().apiName())
                .param("person", said.person())
                .param("name", said.name())
                .param("at", utc(said.at()))
                .param("said", said.text())
                .update();
    }

    /// False when it was noted before: of two at once, one writes the letters.
    boolean noteReminder(long agreement, String occasion, Instant now) {
        return jdbc.sql("""
                        insert into agreement_reminder (agreement, occasion, at) values (:agreement, :occasion, :now)
                        on conflict do nothing
                        """)
                        .param("agreement", agreement)
                        .param("occasion", occasion)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    void move(long agreement, Agreement.State state) {
        jdbc.sql("update agreement set state = :state where number = :agreement")
                .param("agreement", agreement)
                .param("state", state.apiName())
                .update();
    }

    private Agreement agreement(ResultSet row, int number) throws SQLException {
        OffsetDateTime asked = row.getObject("asked_at", OffsetDateTime.class);
        return new Agreement(
                row.getLong("number"),
                row.getString("dataset_id"),
                json.readValue(row.getString("dataset_title"), Translated.class),
                row.getString("giver_id"),
                row.getString("receiver_id"),
                row.getObject("asker_id", UUID.class),
                row.getString("asker_name"),
                Agreement.State.of(row.getString("state")),
                json.readValue(Objects.requireNonNullElse(row.getString("draft"), "{}"), DRAFT),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                asked == null ? null : asked.toInstant(),
                row.getObject("answer_due", LocalDate.class),
                json.readValue(Objects.requireNonNullElse(row.getString("versions"), "[]"), VERSIONS),
                json.readValue(Objects.requireNonNullElse(row.getString("said"), "[]"), SAID));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
