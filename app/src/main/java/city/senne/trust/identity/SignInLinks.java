package city.senne.trust.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Single-use links.
@Repository
public class SignInLinks {
    private final JdbcClient jdbc;

    SignInLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What a link is for.
    public enum Purpose {
        /// Signs in, and lets choose a password.
        ENTER,
        /// Lets choose a password, and signs in with it.
        RESET,
        /// Tells that an address is hers who was sent it.
        CONFIRM;

        /// The name in the database.
        String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param email to where it was sent; null when it was handed over
    public record Link(
            Purpose purpose, UUID person, @Nullable String email) {}

    /// Takes the place of those for the same purpose that were sent before; those that were handed over stay.
    public void add(Secret token, Link link, Instant expires) {
        jdbc.sql("""
                        delete from sign_in_link where expires_at < now()
                          or (:email::text is not null and person_id = :person and purpose = :purpose)""")
                .param("email", link.email())
                .param("person", link.person())
                .param("purpose", link.purpose().apiName())
                .update();
        jdbc.sql("""
                        insert into sign_in_link (token_hash, person_id, expires_at, purpose, email)
                        values (:hash, :person, :expires, :purpose, :email)""")
                .param("hash", token.hash())
                .param("person", link.person())
                .param("expires", Timestamp.from(expires))
                .param("purpose", link.purpose().apiName())
                .param("email", link.email())
                .update();
    }

    /// As long as it can be used.
    public Optional<Link> find(Secret token) {
        return find(token.hash());
    }

    public Optional<Link> find(byte[] hash) {
        return jdbc.sql("""
                        select purpose, person_id, email from sign_in_link
                        where token_hash = :hash and expires_at > now()""").param("hash", hash).query(SignInLinks::link).optional();
    }

    /// It was sent there after all, and handed over to nobody.
    public void noteSent(Secret token, String email) {
        jdbc.sql("update sign_in_link set email = :email where token_hash = :hash")
                .param("email", email)
                .param("hash", token.hash())
                .update();
    }

    /// False when the link was used meanwhile: of two at once, one wins.
    public boolean use(Secret token) {
        return use(token.hash());
    }

    public boolean use(byte[] hash) {
        return jdbc.sql("delete from sign_in_link where token_hash = :hash and expires_at > now()")
                        .param("hash", hash)
                        .update()
                == 1;
    }

    public void dropAll(UUID person) {
        jdbc.sql("delete from sign_in_link where person_id = :person")
                .param("person", person)
                .update();
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        return new Link(
                Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                row.getObject("person_id", UUID.class),
                row.getString("email"));
    }
}
