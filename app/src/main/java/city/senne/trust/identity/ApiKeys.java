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
    private final JdbcClient jdbc;
    private final Organisations organisations;

    ApiKeys(JdbcClient jdbc, Organisations organisations) {
        this.jdbc = jdbc;
        this.organisations = organisations;
    }

    /// @param organisation whose members see what the program sees; null for one that may do everything
    UUID add(String name, @Nullable String organisation, Secret key, String createdBy) {
        return jdbc.sql("""
                        insert into api_key (name, organisation_id, is_administrator, key_hash, created_by)
                        values (:name, :organisation, :organisation::text is null, :hash, :by) returning id""")
                .param("name", name)
                .param("organisation", organisation)
                .param("hash", key.hash())
                .param("by", createdBy)
                .query(UUID.class)
                .single();
    }

    /// The machine that holds this key, unless it was revoked; notes that it was here.
    Optional<Viewer.Machine> findMachine(Secret key) {
        Optional<Viewer.Machine> machine =
                jdbc.sql("""
                        select id, name, is_administrator, organisation_id from api_key
                        where key_hash = :hash and revoked_at is null""").param("hash", key.hash()).query(this::machine).optional();
        machine.ifPresent(this::noteUse);
        return machine;
    }

    private Viewer.Machine machine(ResultSet row, int number) throws SQLException {
        String organisation = row.getString("organisation_id");
        return new Viewer.Machine(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("is_administrator"),
                organisation == null ? Memberships.NONE : organisations.of(organisation));
    }

    private void noteUse(Viewer.Machine machine) {
        jdbc.sql("""
                update api_key set last_used_at = now()
                where id = :id and (last_used_at is null or last_used_at < now() - interval '5 minutes')""").param("id", machine.keyId()).update();
    }

    /// The newest first, revoked ones last.
    List<ApiKey> list() {
        return jdbc.sql("""
                        select id, name, created_by, created_at, last_used_at, revoked_at from api_key
                        order by revoked_at is not null, created_at desc""").query(ApiKeys::apiKey).list();
    }

    boolean revoke(UUID id) {
        return jdbc.sql("update api_key set revoked_at = now() where id = :id and revoked_at is null")
                        .param("id", id)
                        .update()
                == 1;
    }

    static ApiKey apiKey(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("last_used_at")),
                instant(row.getTimestamp("revoked_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
