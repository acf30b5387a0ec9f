package city.senne.trust.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Accounts, their single-use links and their sessions.
@Repository
public class People {
    private final JdbcClient jdbc;

    People(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A person's account.
    record Account(
            UUID id, String login, String name, @Nullable String passwordHash, boolean isAdministrator) {
        /// Without what she belongs to: that is looked up with each of her requests.
        Viewer.Person viewer() {
            return new Viewer.Person(id, name, isAdministrator);
        }
    }

    /// The first administrator, who is made when there is none.
    Account administrator() {
        jdbc.sql("""
                insert into person (login, name, is_administrator)
                select 'admin', 'Administrator', true
                where not exists (select from person where is_administrator and left_at is null)
                on conflict do nothing""").update();
        return jdbc.sql("""
                        select id, login, name, password_hash, is_administrator from person
                        where is_administrator and left_at is null order by created_at, id limit 1""").query(Account.class).single();
    }

    Optional<Account> findByLogin(String login) {
        return jdbc.sql(
                        "select id, login, name, password_hash, is_administrator from person where login = :login and left_at is null")
                .param("login", login.strip().toLowerCase(Locale.ROOT))
                .query(Account.class)
                .optional();
    }

    /// Who enters under this login.
    public Optional<UUID> findId(String login) {
        return findByLogin(login).map(Account::id);
    }

    /// Unless she left.
    Optional<Account> find(UUID person) {
        return jdbc.sql("""
                        select id, login, name, password_hash, is_administrator from person
                        where id = :person and left_at is null""").param("person", person).query(Account.class).optional();
    }

    /// What the people are called who may enter.
    public Map<UUID, String> names() {
        Map<UUID, String> names = new HashMap<>();
        jdbc.sql("select id, name from person where left_at is null").query(row -> {
            names.put(row.getObject("id", UUID.class), row.getString("name"));
        });
        return names;
    }

    /// The account of this login, which is made when there is none. Whoever left comes back.
    Account invite(String login, String name) {
        jdbc.sql("""
                        insert into person (login, name) values (:login, :name)
                        on conflict (login) do update set left_at = null""")
                .param("login", login.strip().toLowerCase(Locale.ROOT))
                .param("name", name)
                .update();
        return findByLogin(login).orElseThrow();
    }

    /// From now on she enters nowhere: no session, link or password is worth anything.
    void leave(UUID person) {
        jdbc.sql("update person set left_at = now(), password_hash = null where id = :person")
                .param("person", person)
                .update();
        jdbc.sql("delete from membership where person_id = :person")
                .param("person", person)
                .update();
        dropSessions(person);
        dropLinks(person);
    }

    void changePassword(UUID person, String passwordHash) {
        jdbc.sql("update person set password_hash = :hash where id = :person")
                .param("hash", passwordHash)
                .param("person", person)
                .update();
    }

    void addLink(Secret token, UUID person, Instant expires) {
        jdbc.sql("delete from sign_in_link where expires_at < now()").update();
        jdbc.sql("insert into sign_in_link (token_hash, person_id, expires_at) values (:hash, :person, :expires)")
                .param("hash", token.hash())
                .param("person", person)
                .param("expires", Timestamp.from(expires))
                .update();
    }

    /// The person for whom a link was made, as long as it can be used.
    Optional<Account> findByLink(Secret token) {
        return jdbc.sql("""
                        select p.id, p.login, p.name, p.password_hash, p.is_administrator
                        from sign_in_link join person p on p.id = person_id
                        where token_hash = :hash and expires_at > now() and left_at is null""").param("hash", token.hash()).query(Account.class).optional();
    }

    /// False when the link was used meanwhile: of two at once, one wins.
    boolean useLink(Secret token) {
        return jdbc.sql("delete from sign_in_link where token_hash = :hash and expires_at > now()")
                        .param("hash", token.hash())
                        .update()
                == 1;
    }

    void dropLinks(UUID person) {
        jdbc.sql("delete from sign_in_link where person_id = :person")
                .param("person", person)
                .update();
    }

    void addSession(Secret token, UUID person, Instant expires) {
        jdbc.sql("delete from session where expires_at < now()").update();
        jdbc.sql("insert into session (token_hash, person_id, expires_at) values (:hash, :person, :expires)")
                .param("hash", token.hash())
                .param("person", person)
                .param("expires", Timestamp.from(expires))
                .update();
    }

    Optional<Account> findBySession(Secret token) {
        return jdbc.sql("""
                        select p.id, p.login, p.name, p.password_hash, p.is_administrator
                        from session join person p on p.id = person_id
                        where token_hash = :hash and expires_at > now() and left_at is null""").param("hash", token.hash()).query(Account.class).optional();
    }

    void dropSession(Secret token) {
        jdbc.sql("delete from session where token_hash = :hash")
                .param("hash", token.hash())
                .update();
    }

    void dropSessions(UUID person) {
        jdbc.sql("delete from session where person_id = :person")
                .param("person", person)
                .update();
    }
}
