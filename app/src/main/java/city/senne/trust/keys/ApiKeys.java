package city.senne.trust.keys;

import city.senne.trust.identity.Memberships;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Purpose;
import city.senne.trust.identity.Scope;
import city.senne.trust.identity.Secret;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.Viewer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The keys of programs.
@Repository
public class ApiKeys {
    private static final String LIST = """
            select id, name, created_by, created_at, organisation_id, datasets, verbs, calls_a_day, purpose, last_used_at,
              expires_at, revoked_at, ended_because
            from api_key
            where %s order by revoked_at is not null, created_at desc""";

    /// What a program may do whose key was made for an organisation, for a person, or for the operator.
    private static final String HELD = """
            select id, name, is_administrator, organisation_id, made_by, datasets, verbs, calls_a_day, purpose from api_key
            where %s and revoked_at is null and expires_at > now()
              and not exists (select from person where id = made_by and left_at is not null)""";

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final People people;
    private final Sessions sessions;

    ApiKeys(JdbcClient jdbc, Organisations organisations, People people, Sessions sessions) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.people = people;
        this.sessions = sessions;
    }

    /// @param createdBy with whose account the key ends, and whose rights are the most that one with a scope has
    public UUID add(CreateKey.Wish wish, Secret key, Instant expires, Viewer createdBy) {
        Scope scope = wish.scope();
        UUID maker = maker(createdBy);
        boolean isForMaker = scope != null && maker != null;
        return jdbc.sql("""
                        insert into api_key (name, organisation_id, is_administrator, key_hash, created_by, made_by, expires_at,
                          datasets, verbs, calls_a_day, purpose)
                        values (:name, :organisation, :administrator, :hash, :by, :maker, :expires, :datasets, :verbs, :calls, :purpose)
                        returning id""")
                .param("name", wish.name())
                .param("organisation", wish.organisation().isEmpty() ? null : wish.organisation())
                .param("administrator", wish.organisation().isEmpty() && !isForMaker)
                .param("hash", key.hash())
                .param("expires", Timestamp.from(expires))
                .param("by", createdBy.name())
                .param("maker", maker)
                .param(
                        "datasets",
                        scope == null || scope.datasets() == null
                                ? null
                                : scope.listDatasets().toArray(String[]::new))
                .param(
                        "verbs",
                        scope == null
                                ? null
                                : scope.listVerbs().stream()
                                        .map(Scope.Verb::apiName)
                                        .toArray(String[]::new))
                .param("calls", wish.callsADay())
                .param("purpose", wish.purpose())
                .query(UUID.class)
                .single();
    }

    /// The machine that holds this key, unless it was revoked or has expired; notes that it was here.
    public Optional<Viewer.Machine> findMachine(Secret key) {
        Optional<Viewer.Machine> machine = jdbc.sql(HELD.formatted("key_hash = :hash"))
                .param("hash", key.hash())
                .query(ApiKeys::held)
                .optional()
                .map(this::machine);
        machine.ifPresent(this::noteUse);
        return machine;
    }

    /// The machine of a key as it is now, unless the key was revoked.
    public Optional<Viewer.Machine> findMachine(UUID key) {
        return jdbc.sql(HELD.formatted("id = :id"))
                .param("id", key)
                .query(ApiKeys::held)
                .optional()
                .map(this::machine);
    }

    /// @param scope null for a key that has its rights by itself
    private record Held(
            UUID id,
            String name,
            boolean isAdministrator,
            @Nullable String organisation,
            @Nullable UUID maker,
            @Nullable Scope scope,
            @Nullable Long callsADay,
            Purpose purpose) {}

    private static Held held(ResultSet row, int number) throws SQLException {
        return new Held(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("is_administrator"),
                row.getString("organisation_id"),
                row.getObject("made_by", UUID.class),
                scope(row),
                row.getObject("calls_a_day", Long.class),
                new Purpose(row.getString("purpose")));
    }

    private Viewer.Machine machine(Held held) {
        return new Viewer.Machine(held.id(), held.name(), rights(held), held.scope(), held.callsADay(), held.purpose());
    }

    /// Asks the database again: never while a row is read, for then each request would hold two connections.
    private Viewer.Machine.Rights rights(Held held) {
        if (held.organisation() != null) {
            return new Viewer.Machine.Rights(false, organisations.of(held.organisation()), null);
        }
        UUID maker = held.maker();
        if (held.scope() == null || maker == null) {
            return new Viewer.Machine.Rights(held.isAdministrator(), Memberships.NONE, null);
        }
        return people.find(maker)
                .map(sessions::viewer)
                .map(person -> new Viewer.Machine.Rights(person.isAdministrator(), person.memberships(), person.id()))
                .orElseGet(() -> new Viewer.Machine.Rights(false, Memberships.NONE, maker));
    }

    private void noteUse(Viewer.Machine machine) {
        jdbc.sql("""
                update api_key set last_used_at = date_trunc('day', now())
                where id = :id and (last_used_at is null or last_used_at < date_trunc('day', now()))""").param("id", machine.keyId()).update();
    }

    /// The newest first, revoked ones last.
    public List<ApiKey> list() {
        return jdbc.sql(LIST.formatted("true")).query(ApiKeys::apiKey).list();
    }

    /// Those that a person made, or that programs made which she answers for; likewise.
    public List<ApiKey> listOf(UUID person) {
        return jdbc.sql(LIST.formatted("made_by = :person"))
                .param("person", person)
                .query(ApiKeys::apiKey)
                .list();
    }

    /// Those with which programs see what the members of an organisation see; likewise.
    public List<ApiKey> listOf(String organisation) {
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

    /// It opens nothing from this moment on, or from an earlier one that was said before.
    void endBy(UUID id, Instant moment) {
        jdbc.sql("update api_key set expires_at = least(expires_at, :moment) where id = :id")
                .param("moment", Timestamp.from(moment))
                .param("id", id)
                .update();
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

    private static ApiKey apiKey(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("organisation_id"),
                scope(row),
                row.getObject("calls_a_day", Long.class),
                row.getString("purpose"),
                instant(row.getTimestamp("last_used_at")),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("revoked_at")),
                end(row.getString("ended_because")));
    }

    private static ApiKey.@Nullable End end(@Nullable String because) {
        return because == null ? null : ApiKey.End.of(because);
    }

    private static @Nullable Scope scope(ResultSet row) throws SQLException {
        Array verbs = row.getArray("verbs");
        if (verbs == null) return null;
        Array datasets = row.getArray("datasets");
        return new Scope(
                datasets == null ? null : Set.of((String[]) datasets.getArray()),
                Arrays.stream((String[]) verbs.getArray())
                        .map(Scope.Verb::find)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
