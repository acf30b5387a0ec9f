package city.senne.trust.identity;

import city.senne.platform.i18n.Translated;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Organisations and their members in PostgreSQL.
@Repository
public class Organisations {
    /// Of a person, or of the organisation of a key. `union` ends where organisations stand in a circle.
    private static final String MEMBERSHIPS = """
            with recursive
              own (id, role) as (%s),
              above (id) as (
                select id from own
                union select parent_id from above join organisation using (id) where parent_id is not null),
              below (id, role) as (
                select id, role from own
                union select o.id, role from below join organisation o on o.parent_id = below.id)
            select array(select id from above) as within,
              array(select id from below where role in ('editor', 'publisher', 'steward')) as describing,
              array(select id from below where role in ('publisher', 'steward')) as publishing,
              array(select id from below where role = 'steward') as stewarding,
              array(select id from below where role = 'dpo') as protecting,
              array(select id from below where role = 'auditor') as auditing,
              array(select distinct group_id from group_member
                where person_id = :person and source = any(:sources)) as groups,
              %s as borrows
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Delegations delegations;
    private final IdentitySettings settings;

    Organisations(JdbcClient jdbc, JsonMapper json, Delegations delegations, IdentitySettings settings) {
        this.settings = settings;
        this.delegations = delegations;
        this.jdbc = jdbc;
        this.json = json;
    }

    /// A person in an organisation.
    public record Member(UUID person, String login, String name, Role role) {}

    /// In the order of their ids.
    public List<Organisation> list() {
        return jdbc.sql("""
                        select o.*, (select count(*) from membership where organisation_id = o.id) as members
                        from organisation o order by id
                        """).query(this::organisation).list();
    }

    public Optional<Organisation> find(String id) {
        return list().stream()
                .filter(organisation -> organisation.id().equals(id))
                .findFirst();
    }

    /// False when there is one of this id already.
    public boolean add(String id, Translated name, @Nullable String parent) {
        return jdbc.sql("""
                        insert into organisation (id, name, parent_id) values (:id, :name::jsonb, :parent)
                        on conflict do nothing
                        """)
                        .param("id", id)
                        .param("name", json.writeValueAsString(name))
                        .param("parent", parent)
                        .update()
                == 1;
    }

    void rename(String id, Translated name) {
        jdbc.sql("update organisation set name = :name::jsonb where id = :id")
                .param("id", id)
                .param("name", json.writeValueAsString(name))
                .update();
    }

    /// What a person is in an organisation.
    public record Membership(Organisation organisation, Role role) {}

    /// Of a person, without those that follow from them; in the order of the organisations' ids.
    public List<Membership> memberships(UUID person) {
        return jdbc.sql("""
                        select o.*, 0 as members, m.role from membership m join organisation o on o.id = m.organisation_id
                        where m.person_id = :person order by o.id
                        """)
                .param("person", person)
                .query((row, number) -> new Membership(organisation(row, number), Role.of(row.getString("role"))))
                .list();
    }

    /// By their names.
    public List<Member> members(String organisation) {
        return jdbc.sql("""
                        select p.id, p.login, p.name, m.role from membership m join person p on p.id = m.person_id
                        where m.organisation_id = :organisation order by p.name, p.login
                        """)
                .param("organisation", organisation)
                .query((row, _) -> new Member(
                        row.getObject("id", UUID.class),
                        row.getString("login"),
                        row.getString("name"),
                        Role.of(row.getString("role"))))
                .list();
    }

    /// Whether she belongs to this very organisation, not to one above or below.
    public boolean isMember(UUID person, String organisation) {
        return memberships(person).stream()
                .anyMatch(each -> each.organisation().id().equals(organisation));
    }

    /// Takes the place of the role that she had there.
    public void join(UUID person, String organisation, Role role) {
        jdbc.sql("""
                        insert into membership (person_id, organisation_id, role) values (:person, :organisation, :role)
                        on conflict (person_id, organisation_id) do update set role = excluded.role
                        """)
                .param("person", person)
                .param("organisation", organisation)
                .param("role", role.apiName())
                .update();
    }

    public boolean leave(UUID person, String organisation) {
        return jdbc.sql("delete from membership where person_id = :person and organisation_id = :organisation")
                        .param("person", person)
                        .param("organisation", organisation)
                        .update()
                == 1;
    }

    /// Where a person belongs, with the roles that others lent her.
    public Memberships of(UUID person) {
        String own = "select organisation_id, role from membership where person_id = :person";
        Found found = jdbc.sql(MEMBERSHIPS.formatted(own, Delegations.BORROWS))
                .param("person", person)
                .param("sources", settings.sources())
                .query((row, number) -> new Found(memberships(row, number), row.getBoolean("borrows")))
                .single();
        return found.borrows ? found.own.with(delegations.lentTo(person)) : found.own;
    }

    /// @param borrows whether somebody lent her a role
    private record Found(Memberships own, boolean borrows) {}

    /// Where a program belongs whose key was made for an organisation: it reads what members read.
    public Memberships of(String organisation) {
        return jdbc.sql(MEMBERSHIPS.formatted("select :organisation, 'reader'", "false"))
                .param("person", null, Types.OTHER)
                .param("sources", settings.sources())
                .param("organisation", organisation)
                .query(Organisations::memberships)
                .single();
    }

    private static Memberships memberships(ResultSet row, int number) throws SQLException {
        return new Memberships(
                texts(row.getArray("within")),
                texts(row.getArray("describing")),
                texts(row.getArray("publishing")),
                texts(row.getArray("stewarding")),
                texts(row.getArray("protecting")),
                texts(row.getArray("auditing")),
                texts(row.getArray("groups")),
                List.of(),
                null);
    }

    private Organisation organisation(ResultSet row, int number) throws SQLException {
        return new Organisation(
                row.getString("id"),
                json.readValue(row.getString("name"), Translated.class),
                row.getString("parent_id"),
                row.getInt("members"));
    }

    private static Set<String> texts(Array array) throws SQLException {
        // An organisation may come twice: by a role in it, and by one in another above it.
        return Set.copyOf(List.of((String[]) array.getArray()));
    }
}
