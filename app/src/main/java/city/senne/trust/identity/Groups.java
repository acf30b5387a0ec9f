package city.senne.trust.identity;

import city.senne.platform.i18n.Translated;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Groups and who is in them, in PostgreSQL. Who may change them is for the caller to judge.
@Repository
public class Groups {
    /// The source of a member whom somebody put there.
    public static final String BY_HAND = "";

    private static final String GROUPS = """
            select g.id, g.organisation_id, g.name,
              (select count(distinct person_id) from group_member where group_id = g.id) as members
            from person_group g
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Groups(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// A person in a group.
    ///
    /// @param sources the providers that say so; empty text for somebody who put her there
    public record Member(UUID person, String login, String name, List<String> sources) {
        /// Whether somebody put her there, so that somebody takes her out.
        public boolean isByHand() {
            return sources.contains(BY_HAND);
        }

        /// The providers that say that she is in it.
        public List<String> providers() {
            return sources.stream().filter(source -> !source.equals(BY_HAND)).toList();
        }
    }

    /// Those of an organisation, or of the installation where it is null; in the order of their ids.
    public List<Group> listOf(@Nullable String organisation) {
        return jdbc.sql(GROUPS + "where g.organisation_id is not distinct from :organisation order by g.id")
                .param("organisation", organisation)
                .query(this::group)
                .list();
    }

    /// In which a person is; likewise.
    public List<Group> listOf(UUID person) {
        return jdbc.sql(GROUPS
                        + "where g.id in (select group_id from group_member where person_id = :person) order by g.id")
                .param("person", person)
                .query(this::group)
                .list();
    }

    public Optional<Group> find(String id) {
        return jdbc.sql(GROUPS + "where g.id = :id")
                .param("id", id)
                .query(this::group)
                .optional();
    }

    /// Those whose names a viewer may be told: that she looks after, and that she is in. Any other she names by
    /// its id.
    public List<Group> listKnown(Viewer viewer) {
        return jdbc.sql(GROUPS + """
                        where :administrator or g.organisation_id = any(:stewarding) or g.id = any(:groups)
                        order by g.id""")
                .param("administrator", viewer.isAdministrator())
                .param("stewarding", viewer.memberships().own().stewarding().toArray(String[]::new))
                .param("groups", viewer.memberships().groups().toArray(String[]::new))
                .query(this::group)
                .list();
    }

    /// Whether there is such a group. It stays as long as the transaction of who asks is under way: a rule about
    /// one that somebody removes at the same moment ends with it.
    public boolean isThere(String id) {
        return jdbc.sql("select id from person_group where id = :id for key share")
                .param("id", id)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /// False when there is one of this id already.
    public boolean add(String id, @Nullable String organisation, Translated name, String by) {
        return jdbc.sql("""
                        insert into person_group (id, organisation_id, name, made_by)
                        values (:id, :organisation, :name::jsonb, :by) on conflict do nothing""")
                        .param("id", id)
                        .param("organisation", organisation)
                        .param("name", json.writeValueAsString(name))
                        .param("by", by)
                        .update()
                == 1;
    }

    public void rename(String id, Translated name) {
        jdbc.sql("update person_group set name = :name::jsonb where id = :id")
                .param("id", id)
                .param("name", json.writeValueAsString(name))
                .update();
    }

    public boolean remove(String id) {
        return jdbc.sql("delete from person_group where id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    /// By their names.
    public List<Member> members(String group) {
        return jdbc.sql("""
                        select p.id, p.login, p.name, array_agg(m.source order by m.source) as sources
                        from group_member m join person p on p.id = m.person_id
                        where m.group_id = :group group by p.id order by p.name, p.login""")
                .param("group", group)
                .query((row, _) -> {
                    String[] sources = (String[]) row.getArray("sources").getArray();
                    return new Member(
                            row.getObject("id", UUID.class),
                            row.getString("login"),
                            row.getString("name"),
                            List.of(sources));
                })
                .list();
    }

    /// False when she was in it by this source already.
    public boolean join(String group, UUID person, String source, String by) {
        return jdbc.sql("""
                        insert into group_member (group_id, person_id, source, added_by)
                        select id, :person, :source, :by from person_group where id = :group for key share
                        on conflict do nothing""")
                        .param("group", group)
                        .param("person", person)
                        .param("source", source)
                        .param("by", by)
                        .update()
                == 1;
    }

    /// False when she was not in it by this source.
    public boolean leave(String group, UUID person, String source) {
        return jdbc.sql("""
                        delete from group_member
                        where group_id = :group and person_id = :person and source = :source""")
                        .param("group", group)
                        .param("person", person)
                        .param("source", source)
                        .update()
                == 1;
    }

    /// Whatever says that she is in it.
    public boolean leave(String group, UUID person) {
        return jdbc.sql("delete from group_member where group_id = :group and person_id = :person")
                        .param("group", group)
                        .param("person", person)
                        .update()
                > 0;
    }

    /// Those in which a provider says that a person is.
    public Set<String> listBy(String provider, UUID person) {
        return Set.copyOf(jdbc.sql("select group_id from group_member where person_id = :person and source = :provider")
                .param("person", person)
                .param("provider", provider)
                .query(String.class)
                .list());
    }

    private Group group(ResultSet row, int number) throws SQLException {
        return new Group(
                row.getString("id"),
                row.getString("organisation_id"),
                json.readValue(row.getString("name"), Translated.class),
                row.getInt("members"));
    }
}
