package city.senne.trust.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Accounts.
@Repository
public class People {
    private final JdbcClient jdbc;
    private final IdentitySettings settings;

    People(JdbcClient jdbc, IdentitySettings settings) {
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /// A person's account.
    ///
    /// @param email where letters go to her
    public record Account(
            UUID id,
            String login,
            String name,
            @Nullable String passwordHash,
            boolean isAdministrator,
            @Nullable String email) {
        /// Without what she belongs to: that is looked up with each of her requests.
        public Viewer.Person viewer() {
            return new Viewer.Person(id, name, isAdministrator);
        }
    }

    /// The first administrator, who is made when there is none.
    public Account administrator() {
        jdbc.sql("""
                insert into person (login, name, is_administrator)
                select 'admin', 'Administrator', true
                where not exists (select from person where is_administrator and left_at is null)
                on conflict do nothing""").update();
        return jdbc.sql("""
                        select id, login, name, password_hash, is_administrator, email from person
                        where is_administrator and left_at is null order by created_at, id limit 1""").query(Account.class).single();
    }

    public Optional<Account> findByLogin(String login) {
        return jdbc.sql(
                        "select id, login, name, password_hash, is_administrator, email from person where login = :login and left_at is null")
                .param("login", login.strip().toLowerCase(Locale.ROOT))
                .query(Account.class)
                .optional();
    }

    /// Who enters under this login.
    public Optional<UUID> findId(String login) {
        return findByLogin(login).map(Account::id);
    }

    /// Unless she left.
    public Optional<Account> find(UUID person) {
        return jdbc.sql("""
                        select id, login, name, password_hash, is_administrator, email from person
                        where id = :person and left_at is null""").param("person", person).query(Account.class).optional();
    }

    /// Where letters go to those who steward an organisation, and to whom they lent that: addresses that they
    /// confirmed.
    public List<String> listStewardAddresses(String organisation) {
        return jdbc.sql("""
                        select distinct p.email
                        from membership m
                          left join delegation d on d.giver_id = m.person_id and d.organisation_id = m.organisation_id
                            and d.role = m.role and d.ended_at is null and d.starts_at <= now() and d.ends_at > now()
                          join person p on p.id in (m.person_id, d.holder_id)
                        where m.organisation_id = :organisation and m.role = 'steward' and p.left_at is null
                          and p.email is not null and p.email_confirmed_at is not null
                        order by p.email
                        """)
                .param("organisation", organisation)
                .query((row, _) -> row.getString("email"))
                .list();
    }

    /// Where letters go to a person, if she confirmed it.
    public Optional<String> findConfirmedAddress(UUID person) {
        return jdbc.sql("""
                        select email from person
                        where id = :person and left_at is null and email is not null and email_confirmed_at is not null
                        """)
                .param("person", person)
                .query((row, _) -> row.getString("email"))
                .optional();
    }

    /// What the people are called who may enter.
    public Map<UUID, String> names() {
        Map<UUID, String> names = new HashMap<>();
        jdbc.sql("select id, name from person where left_at is null").query(row -> {
            names.put(row.getObject("id", UUID.class), row.getString("name"));
        });
        return names;
    }

    /// Whether somebody had this login whose account was closed.
    public boolean hasLeft(String login) {
        return jdbc.sql("select exists (select from person where login = :login and left_at is not null)")
                .param("login", login.strip().toLowerCase(Locale.ROOT))
                .query(Boolean.class)
                .single();
    }

    /// Somebody with an account, as administrators see her.
    ///
    /// @param organisations their ids
    /// @param lastUsed when one of her browsers was here last; null when none is signed in
    public record Listed(
            UUID id,
            String login,
            String name,
            boolean isAdministrator,
            List<String> organisations,
            int sessions,
            @Nullable Instant lastUsed) {}

    /// Everybody who may enter, by their names.
    public List<Listed> list() {
        return jdbc.sql("""
                        select p.id, p.login, p.name, p.is_administrator,
                          array(select organisation_id from membership where person_id = p.id order by 1) as organisations,
                          (select count(*) from session
                            where person_id = p.id and expires_at > now() and last_used_at > :unused) as sessions,
                          (select max(last_used_at) from session
                            where person_id = p.id and expires_at > now() and last_used_at > :unused) as used
                        from person p where left_at is null order by p.name, p.login""")
                .param("unused", Timestamp.from(Instant.now().minus(settings.sessionIdle())))
                .query((row, _) -> {
                    Timestamp used = row.getTimestamp("used");
                    return new Listed(
                            row.getObject("id", UUID.class),
                            row.getString("login"),
                            row.getString("name"),
                            row.getBoolean("is_administrator"),
                            List.of((String[]) row.getArray("organisations").getArray()),
                            row.getInt("sessions"),
                            used == null ? null : used.toInstant());
                })
                .list();
    }

    /// Makes the account of this login. Whoever left comes back, under the name by which she is invited now. Empty when
    /// somebody has it by now, who may be
    /// somebody else.
    ///
    /// @param email where letters go; null when nobody said
    public Optional<Account> invite(String login, String name, @Nullable String email) {
        int made = jdbc.sql("""
                        insert into person (login, name, email) values (:login, :name, :email)
                        on conflict (login) do update
                        set left_at = null, name = excluded.name, email = excluded.email, email_confirmed_at = null
                        where person.left_at is not null""")
                .param("email", email)
                .param("login", login.strip().toLowerCase(Locale.ROOT))
                .param("name", name)
                .update();
        return made == 1 ? findByLogin(login) : Optional.empty();
    }

    /// Others who change where she belongs wait for the end of this transaction, which is to change it too.
    public void lock(UUID person) {
        jdbc.sql("select id from person where id = :person for update")
                .param("person", person)
                .query(UUID.class)
                .optional();
    }

    /// From now on no password of hers is worth anything, and she belongs nowhere.
    public void leave(UUID person) {
        jdbc.sql("update person set left_at = now(), password_hash = null where id = :person")
                .param("person", person)
                .update();
        jdbc.sql("delete from membership where person_id = :person")
                .param("person", person)
                .update();
    }

    public void changePassword(UUID person, String passwordHash) {
        jdbc.sql("update person set password_hash = :hash where id = :person")
                .param("hash", passwordHash)
                .param("person", person)
                .update();
    }

    /// From now on letters go to this address, which was seen to be hers.
    public void confirmEmail(UUID person, String email) {
        jdbc.sql("update person set email = :email, email_confirmed_at = now() where id = :person")
                .param("email", email)
                .param("person", person)
                .update();
    }

    /// Those whom a letter would reach, by how they sign in or by their address.
    public List<Account> findByLoginOrEmail(String who) {
        return jdbc.sql("""
                        select id, login, name, password_hash, is_administrator, email from person
                        where :who in (login, email) and email is not null and left_at is null""")
                .param("who", who.strip().toLowerCase(Locale.ROOT))
                .query((row, _) -> new Account(
                        row.getObject("id", UUID.class),
                        row.getString("login"),
                        row.getString("name"),
                        row.getString("password_hash"),
                        row.getBoolean("is_administrator"),
                        row.getString("email")))
                .list();
    }
}
