package city.senne.trust.organisations;

import city.senne.trust.identity.Role;
import city.senne.trust.identity.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Offers to join an organisation that nobody answered yet.
@Repository
public class Invitations {
    private static final String OPEN = """
            select i.id, i.token_hash, i.person_id, p.login, i.organisation_id, i.role, i.invited_by
            from invitation i join person p on p.id = i.person_id
            where i.expires_at > now() and p.left_at is null and\s""";

    private final JdbcClient jdbc;

    Invitations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Takes the place of the one that the person had for this organisation.
    void add(Secret token, UUID person, String organisation, Role role, UUID by, Instant expires) {
        jdbc.sql("""
                        delete from invitation where expires_at < now()
                          or (person_id = :person and organisation_id = :organisation)""")
                .param("person", person)
                .param("organisation", organisation)
                .update();
        jdbc.sql("""
                        insert into invitation (token_hash, person_id, organisation_id, role, invited_by, expires_at)
                        values (:hash, :person, :organisation, :role, :by, :expires)""")
                .param("hash", token.hash())
                .param("person", person)
                .param("organisation", organisation)
                .param("role", role.apiName())
                .param("by", by)
                .param("expires", Timestamp.from(expires))
                .update();
    }

    Optional<Invitation> find(byte[] tokenHash) {
        return jdbc.sql(OPEN + "i.token_hash = :hash")
                .param("hash", tokenHash)
                .query(Invitations::invitation)
                .optional();
    }

    /// By the logins of those who are invited.
    List<Invitation> list(String organisation) {
        return jdbc.sql(OPEN + "i.organisation_id = :organisation order by p.login")
                .param("organisation", organisation)
                .query(Invitations::invitation)
                .list();
    }

    /// Those to a person.
    public List<Invitation> listOf(UUID person) {
        return jdbc.sql(OPEN + "i.person_id = :person order by i.organisation_id")
                .param("person", person)
                .query(Invitations::invitation)
                .list();
    }

    /// False when it was answered or taken back meanwhile.
    boolean drop(UUID id) {
        return jdbc.sql("delete from invitation where id = :id").param("id", id).update() == 1;
    }

    /// What was offered to a person before somebody decided otherwise.
    void drop(UUID person, String organisation) {
        jdbc.sql("delete from invitation where person_id = :person and organisation_id = :organisation")
                .param("person", person)
                .param("organisation", organisation)
                .update();
    }

    /// Those to a person, and those by her.
    public void dropAll(UUID person) {
        jdbc.sql("delete from invitation where person_id = :person or invited_by = :person")
                .param("person", person)
                .update();
    }

    private static Invitation invitation(ResultSet row, int number) throws SQLException {
        return new Invitation(
                row.getObject("id", UUID.class),
                row.getBytes("token_hash"),
                row.getObject("person_id", UUID.class),
                row.getString("login"),
                row.getString("organisation_id"),
                Role.of(row.getString("role")),
                row.getObject("invited_by", UUID.class));
    }
}
