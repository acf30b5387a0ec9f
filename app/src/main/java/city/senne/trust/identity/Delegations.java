package city.senne.trust.identity;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Delegations in PostgreSQL. Who may make and end them is for the caller to judge.
@Repository
public class Delegations {
    private static final String SELECT = """
            select d.*, g.name as giver_name, h.name as holder_name
            from delegation d join person g on g.id = d.giver_id join person h on h.id = d.holder_id
            where d.ended_at is null and d.ends_at > now() and\s""";

    /// Only while the giver has the role herself, whatever else happened meanwhile.
    private static final String COUNTING = """
            from delegation d join membership m
              on m.person_id = d.giver_id and m.organisation_id = d.organisation_id and m.role = d.role
            where d.holder_id = :person and d.ended_at is null and d.starts_at <= now() and d.ends_at > now()
            """;

    /// Whether somebody has a lent role now, as a condition on `:person`.
    static final String BORROWS = "exists (select " + COUNTING + ")";

    private final JdbcClient jdbc;

    Delegations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(Delegation wanted) {
        jdbc.sql("""
                        insert into delegation (id, organisation_id, role, giver_id, holder_id, starts_at, ends_at, reason)
                        values (:id, :organisation, :role, :giver, :holder, :from, :until, :reason)""")
                .param("id", wanted.id())
                .param("organisation", wanted.organisation())
                .param("role", wanted.role().apiName())
                .param("giver", wanted.giver())
                .param("holder", wanted.holder())
                .param("from", Timestamp.from(wanted.from()))
                .param("until", Timestamp.from(wanted.until()))
                .param("reason", wanted.reason())
                .update();
    }

    /// Which count, or will; the next first.
    public List<Delegation> listOf(UUID person) {
        return jdbc.sql(SELECT + ":person in (d.giver_id, d.holder_id) order by d.starts_at, d.id")
                .param("person", person)
                .query(Delegations::delegation)
                .list();
    }

    /// Of roles in an organisation; likewise.
    public List<Delegation> listOf(String organisation) {
        return jdbc.sql(SELECT + "d.organisation_id = :organisation order by d.starts_at, d.id")
                .param("organisation", organisation)
                .query(Delegations::delegation)
                .list();
    }

    /// Unless it is over.
    public Optional<Delegation> find(UUID id) {
        return jdbc.sql(SELECT + "d.id = :id")
                .param("id", id)
                .query(Delegations::delegation)
                .optional();
    }

    /// False when it was ended before.
    public boolean end(UUID id) {
        return jdbc.sql("update delegation set ended_at = now() where id = :id and ended_at is null")
                        .param("id", id)
                        .update()
                == 1;
    }

    /// Those that began or ended by the clock, each once and on one node.
    public List<Delegation> takeBegun() {
        return taken("begun_at = now()", "d.begun_at is null and d.ended_at is null and d.starts_at <= now()");
    }

    public List<Delegation> takeOver() {
        return taken("ended_at = now()", "d.ended_at is null and d.ends_at <= now()");
    }

    private List<Delegation> taken(String noted, String which) {
        return jdbc.sql("""
                        update delegation d set %s from person g, person h
                        where g.id = d.giver_id and h.id = d.holder_id and %s
                        returning d.*, g.name as giver_name, h.name as holder_name""".formatted(noted, which))
                .query(Delegations::delegation)
                .list();
    }

    /// The roles that others lent a person, and that count now.
    List<Lent> lentTo(UUID person) {
        return jdbc.sql("""
                        with recursive
                          now_lent as (select d.id, d.giver_id, d.organisation_id, d.role, d.ends_at %s),
                          above (lent, id) as (
                            select id, organisation_id from now_lent
                            union select lent, parent_id from above join organisation using (id) where parent_id is not null),
                          below (lent, id) as (
                            select id, organisation_id from now_lent
                            union select lent, o.id from below join organisation o on o.parent_id = below.id)
                        select l.*, g.name,
                          array(select above.id from above where lent = l.id) as within,
                          array(select below.id from below where lent = l.id) as reach
                        from now_lent l join person g on g.id = l.giver_id and g.left_at is null
                        order by l.ends_at, l.id""".formatted(COUNTING))
                .param("person", person)
                .query((row, _) -> new Lent(
                        row.getObject("id", UUID.class),
                        row.getObject("giver_id", UUID.class),
                        row.getString("name"),
                        Role.of(row.getString("role")),
                        row.getString("organisation_id"),
                        row.getTimestamp("ends_at").toInstant(),
                        texts(row.getArray("within")),
                        texts(row.getArray("reach"))))
                .list();
    }

    private static Delegation delegation(ResultSet row, int number) throws SQLException {
        return new Delegation(
                row.getObject("id", UUID.class),
                row.getString("organisation_id"),
                Role.of(row.getString("role")),
                row.getObject("giver_id", UUID.class),
                row.getString("giver_name"),
                row.getObject("holder_id", UUID.class),
                row.getString("holder_name"),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                row.getString("reason"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static Set<String> texts(Array array) throws SQLException {
        return Set.of((String[]) array.getArray());
    }
}
