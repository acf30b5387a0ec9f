package city.senne.trust.keys;

import city.senne.trust.identity.Secret;
import city.senne.trust.identity.Viewer;
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

/// The keys of programs that add rows, each to one dataset. Who may make and revoke them is for the caller to judge.
@Repository
public class PushKeys {
    public static final int LONGEST_NAME = CreateKey.LONGEST_NAME;

    private final JdbcClient jdbc;
    private final ApiKeys apiKeys;

    PushKeys(JdbcClient jdbc, ApiKeys apiKeys) {
        this.jdbc = jdbc;
        this.apiKeys = apiKeys;
    }

    /// The key itself, which is shown now and never again.
    ///
    /// @param name at most [#LONGEST_NAME] characters
    /// @param createdBy with whose account the key ends, and which opens nothing that she may not
    public CreateKey.ApiKeyText create(String dataset, String name, Viewer createdBy) {
        Secret key = Secret.random("push_");
        jdbc.sql("""
                        insert into push_key (dataset_id, name, key_hash, created_by, made_by)
                        values (:dataset, :name, :hash, :by, :maker)
                        """)
                .param("dataset", dataset)
                .param("name", name)
                .param("hash", key.hash())
                .param("by", createdBy.name())
                .param("maker", apiKeys.maker(createdBy))
                .update();
        return new CreateKey.ApiKeyText(name, key.text());
    }

    /// Who holds this key, unless it was revoked; notes that it was here.
    public Optional<Viewer.Pusher> findPusher(Secret key) {
        Optional<Viewer.Pusher> pusher = jdbc.sql("""
                        select id as key_id, name, dataset_id as dataset, made_by as maker from push_key
                        where key_hash = :hash and revoked_at is null
                          and not exists (select from person where id = made_by and left_at is not null)""")
                .param("hash", key.hash())
                .query(Viewer.Pusher.class)
                .optional();
        pusher.ifPresent(found -> jdbc.sql("""
                        update push_key set last_used_at = now()
                        where id = :id and (last_used_at is null or last_used_at < now() - interval '5 minutes')""").param("id", found.keyId()).update());
        return pusher;
    }

    /// The newest first, revoked ones last.
    public List<PushKey> list(String dataset) {
        return jdbc.sql("""
                        select id, name, created_by, created_at, last_used_at, revoked_at from push_key
                        where dataset_id = :dataset
                        order by revoked_at is not null, created_at desc""").param("dataset", dataset).query(PushKeys::pushKey).list();
    }

    private static PushKey pushKey(ResultSet row, int number) throws SQLException {
        return new PushKey(
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

    /// False, and nothing happens, when there is none, or it is revoked already.
    public boolean revoke(String dataset, UUID id) {
        return jdbc.sql("""
                        update push_key set revoked_at = now()
                        where id = :id and dataset_id = :dataset and revoked_at is null""").param("id", id).param("dataset", dataset).update() > 0;
    }

    /// All that end with a person's account. How many they were.
    public int revokeAllOf(UUID person) {
        return jdbc.sql("update push_key set revoked_at = now() where made_by = :person and revoked_at is null")
                .param("person", person)
                .update();
    }

    public void forget(String dataset) {
        jdbc.sql("delete from push_key where dataset_id = :dataset")
                .param("dataset", dataset)
                .update();
    }
}
