package city.senne.trust.credentials;

import city.senne.trust.identity.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Passkeys of people.
@Repository
public class Passkeys {
    /// How many somebody has at most.
    static final int MOST = 10;

    private final JdbcClient jdbc;
    private final Sessions sessions;

    Passkeys(JdbcClient jdbc, Sessions sessions) {
        this.jdbc = jdbc;
        this.sessions = sessions;
    }

    /// A passkey with what its answers are checked against.
    ///
    /// @param credential attested credential data: its id and its public key
    /// @param signCount how often it signed, as it said last
    public record Kept(
            UUID id,
            UUID person,
            String name,
            byte[] credential,
            long signCount,
            boolean isBackupEligible,
            boolean isBackedUp) {}

    /// What the browser made, and we checked.
    record Made(byte[] credentialId, byte[] credential, long signCount, boolean isBackupEligible, boolean isBackedUp) {}

    /// The newest first.
    List<Passkey> list(UUID person) {
        return jdbc.sql("""
                        select id, name, created_at, last_used_at from passkey where person_id = :person
                        order by created_at desc, id""").param("person", person).query(Passkeys::passkey).list();
    }

    /// One of a person's own.
    Optional<Passkey> find(UUID person, UUID passkey) {
        return jdbc.sql("""
                        select id, name, created_at, last_used_at from passkey
                        where person_id = :person and id = :id""")
                .param("person", person)
                .param("id", passkey)
                .query(Passkeys::passkey)
                .optional();
    }

    boolean hasAny(UUID person) {
        return count(person) > 0;
    }

    public int count(UUID person) {
        return jdbc.sql("select count(*) from passkey where person_id = :person")
                .param("person", person)
                .query(Integer.class)
                .single();
    }

    /// Anybody's, by the id that its device gave it.
    Optional<Kept> find(byte[] credentialId) {
        return jdbc.sql("""
                        select id, person_id, name, credential, sign_count, is_backup_eligible, is_backed_up
                        from passkey where credential_id = :id""")
                .param("id", credentialId)
                .query((row, _) -> new Kept(
                        row.getObject("id", UUID.class),
                        row.getObject("person_id", UUID.class),
                        row.getString("name"),
                        row.getBytes("credential"),
                        row.getLong("sign_count"),
                        row.getBoolean("is_backup_eligible"),
                        row.getBoolean("is_backed_up")))
                .optional();
    }

    /// The ids that devices gave to a person's.
    List<byte[]> credentialIds(UUID person) {
        return jdbc.sql("select credential_id from passkey where person_id = :person order by created_at, id")
                .param("person", person)
                .query((row, _) -> row.getBytes("credential_id"))
                .list();
    }

    /// False when she has so many already, or somebody has this one. Within a transaction of whoever
    /// calls.
    boolean add(UUID person, String name, Made made) {
        // Of two at once the second waits for the first, and counts it.
        jdbc.sql("select id from person where id = :person for update")
                .param("person", person)
                .query(UUID.class)
                .single();
        return jdbc.sql("""
                        insert into passkey (person_id, name, credential_id, credential, sign_count,
                          is_backup_eligible, is_backed_up)
                        select :person, :name, :credentialId, :credential, :signCount, :eligible, :backedUp
                        where (select count(*) from passkey where person_id = :person) < :most
                        on conflict (credential_id) do nothing""")
                        .param("person", person)
                        .param("name", name)
                        .param("credentialId", made.credentialId())
                        .param("credential", made.credential())
                        .param("signCount", made.signCount())
                        .param("eligible", made.isBackupEligible())
                        .param("backedUp", made.isBackedUp())
                        .param("most", MOST)
                        .update()
                == 1;
    }

    /// False when it signed something else meanwhile, or is gone.
    boolean noteUse(Kept before, long signCount, boolean isBackedUp) {
        return jdbc.sql("""
                        update passkey set sign_count = :count, is_backed_up = :backedUp, last_used_at = now()
                        where id = :id and sign_count = :before""")
                        .param("id", before.id())
                        .param("before", before.signCount())
                        .param("count", signCount)
                        .param("backedUp", isBackedUp)
                        .update()
                == 1;
    }

    void rename(UUID passkey, String name) {
        jdbc.sql("update passkey set name = :name where id = :id")
                .param("id", passkey)
                .param("name", name)
                .update();
    }

    /// With the sessions that it opened elsewhere: who holds what she lost is out at once.
    void drop(UUID passkey, HttpServletRequest request) {
        sessions.dropOpenedBy(passkey, request);
        jdbc.sql("delete from passkey where id = :id").param("id", passkey).update();
    }

    /// All of a person's, with the sessions that they opened.
    public void dropAll(UUID person) {
        sessions.dropOpenedByPasskeys(person);
        jdbc.sql("delete from passkey where person_id = :person")
                .param("person", person)
                .update();
    }

    private static Passkey passkey(ResultSet row, int number) throws SQLException {
        Timestamp used = row.getTimestamp("last_used_at");
        return new Passkey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getTimestamp("created_at").toInstant(),
                used == null ? null : used.toInstant());
    }
}
