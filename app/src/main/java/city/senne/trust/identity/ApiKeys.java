package city.senne.trust.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The keys of programs.
@Repository
class ApiKeys {
    private static final String LIST = """
            select id, name, created_by, created_at, organisation_id, last_used_at, expires_at, revoked_at, ended_because
            from api_key where %s order by revoked_at is not null, created_at desc""";

    private final JdbcClient jdbc;
    private final Organisations organisations;

    ApiKeys(JdbcClient jdbc, Organisations organisations) {
        this.jdbc = jdbc;
        this.organisations = organisations;
    }

    /// @param organisation whose members see what the program sees; null for one that may do everything
    /// @param createdBy with whose account the key ends
    UUID add(String name, @Nullable String organisation, Secret key, Instant expires, Viewer createdBy) {
        return jdbc.sql("""
                        insert into api_key (name, organisation_id, is_administrator, key_hash, created_by, made_by, expires_at)
                        values (:name, :organisation, :organisation::text is null, :hash, :by, :maker, :expires) returning id""")
                .param("name", name)
                .param("organisation", organisation)
                .param("hash", key.hash())
                .param("expires", Timestamp.from(expires))
                .param("by", createdBy.name())
                .param("maker", maker(createdBy))
                .query(UUID.class)
                .single();
    }

    /// The machine that holds this key, unless it was revoked or has expired; notes that it was here.
    Optional<Viewer.Machine> findMachine(Secret key) {
        Optional<Viewer.Machine> machine = jdbc.sql("""
                        select id, name, is_administrator, organisation_id from api_key
                        where key_hash = :hash and revoked_at is null and expires_at > now()
                          and not exists (select from person where id = made_by and left_at is not null)""")
                .param("hash", key.hash())
                .query(ApiKeys::held)
                .optional()
                .map(this::machine);
        machine.ifPresent(this::noteUse);
        return machine;
    }

    /// The machine of a key as it is now, unless the key was revoked.
    Optional<Viewer.Machine> findMachine(UUID key) {
        return jdbc.sql("""
                        select id, name, is_administrator, organisation_id from api_key
                        where id = :id and revoked_at is null and expires_at > now()
                          and not exists (select from person where id = made_by and left_at is not null)""").param("id", key).query(ApiKeys::held).optional().map(this::machine);
    }

    private record Held(
            UUID id,
            String name,
            boolean isAdministrator,
            @Nullable String organisation) {}

    private static Held held(ResultSet row, int number) throws SQLException {
        return new Held(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("is_administrator"),
                row.getString("organisation_id"));
    }

    /// Asks the database again: never while a row is read, for then each request would hold two connections.
    private Viewer.Machine machine(Held held) {
        String organisation = held.organisation();
        return new Viewer.Machine(
                held.id(),
                held.name(),
                held.isAdministrator(),
                organisation == null ? Memberships.NONE : organisations.of(organisation));
    }

    private void noteUse(Viewer.Machine machine) {
        jdbc.sql("""
                update api_key set last_used_at = date_trunc('day', now())
                where id = :id and (last_used_at is null or last_used_at < date_trunc('day', now()))""").param("id", machine.keyId()).update();
    }

    /// The newest first, revoked ones last.
    List<ApiKey> list() {
        return jdbc.sql(LIST.formatted("true")).query(ApiKeys::apiKey).list();
    }

    /// Those that a person made, or that programs made which she answers for; likewise.
    List<ApiKey> listOf(UUID person) {
        return jdbc.sql(LIST.formatted("made_by = :person"))
                .param("person", person)
                .query(ApiKeys::apiKey)
                .list();
    }

    /// Those with which programs see what the members of an organisation see; likewise.
    List<ApiKey> listOf(String organisation) {
        return jdbc.sql(LIST.formatted("organisation_id = :organisation"))
                .param("organisation", organisation)
                .query(ApiKeys::apiKey)
                .list();
    }

    /// Who made a key, and for which organisation.
    record Owner(@Nullable UUID madeBy, @Nullable String organisation) {}

    Optional<Owner> findOwner(UUID id) {
        return jdbc.sql("select made_by, organisation_id from api_key where id = :id")
                .param("id", id)
                .query((row, _) -> new Owner(row.getObject("made_by", UUID.class), row.getString("organisation_id")))
                .optional();
    }

    boolean revoke(UUID id) {
        return jdbc.sql("update api_key set revoked_at = now() where id = :id and revoked_at is null")
                        .param("id", id)
                        .update()
                == 1;
    }

    /// With what its maker could make it for. False when it was revoked before.
    boolean end(UUID id, ApiKey.End because) {
        return jdbc.sql("""
                        update api_key set revoked_at = now(), ended_because = :because
                        where id = :id and revoked_at is null""").param("because", because.apiName()).param("id", id).update() == 1;
    }

    /// Who answers for what a viewer makes: a person herself, and for a program whoever made its key; null for the
    /// operator.
    @Nullable
    UUID maker(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Person person -> person.id();
            case Viewer.Machine machine ->
                jdbc.sql("select made_by from api_key where id = :id")
                        .param("id", machine.keyId())
                        .query(UUID.class)
                        .optional()
                        .orElse(null);
            case Viewer.Pusher _, Viewer.Operator _, Viewer.Anonymous _ -> null;
        };
    }

    static ApiKey apiKey(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("organisation_id"),
                instant(row.getTimestamp("last_used_at")),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("revoked_at")),
                end(row.getString("ended_because")));
    }

    private static ApiKey.@Nullable End end(@Nullable String because) {
        return because == null ? null : ApiKey.End.of(because);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
