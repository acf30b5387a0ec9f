package city.senne.trust.signin;

import city.senne.platform.web.SiteCookie;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Browsers whose person gave the right password and is asked for a code. They may do nothing else.
@Repository
class Entrances {
    static final Duration VALID = Duration.ofMinutes(10);
    private static final String COOKIE = "senne_entrance";
    private static final int CODES = 5;

    private final JdbcClient jdbc;

    Entrances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param way how she came so far
    record Entrance(UUID person, AccountEvent.Way way) {}

    /// The secret for the cookie.
    String open(UUID person, AccountEvent.Way way) {
        Secret token = Secret.random("");
        jdbc.sql("delete from entrance where expires_at < now()").update();
        jdbc.sql("""
                        insert into entrance (token_hash, person_id, way, expires_at)
                        values (:hash, :person, :way, :expires)""")
                .param("hash", token.hash())
                .param("person", person)
                .param("way", way.apiName())
                .param("expires", Timestamp.from(Instant.now().plus(VALID)))
                .update();
        return token.text();
    }

    boolean isOpen(HttpServletRequest request) {
        return token(request)
                .map(token -> jdbc.sql(
                                "select exists (select from entrance where token_hash = :hash and expires_at > now() and codes < :codes)")
                        .param("hash", token.hash())
                        .param("codes", CODES)
                        .query(Boolean.class)
                        .single())
                .orElse(false);
    }

    /// Counts one code more; empty when there were too many, or it is too late.
    Optional<Entrance> tryCode(HttpServletRequest request) {
        return token(request)
                .flatMap(token -> jdbc.sql("""
                                update entrance set codes = codes + 1
                                where token_hash = :hash and expires_at > now() and codes < :codes
                                returning person_id, way""")
                        .param("hash", token.hash())
                        .param("codes", CODES)
                        .query((row, _) -> new Entrance(
                                row.getObject("person_id", UUID.class),
                                AccountEvent.Way.valueOf(row.getString("way").toUpperCase(Locale.ROOT))))
                        .optional());
    }

    void drop(HttpServletRequest request) {
        token(request)
                .ifPresent(token -> jdbc.sql("delete from entrance where token_hash = :hash")
                        .param("hash", token.hash())
                        .update());
    }

    private static Optional<Secret> token(HttpServletRequest request) {
        return SiteCookie.find(COOKIE, request).map(Secret::new);
    }

    static ResponseCookie cookie(String entrance, HttpServletRequest request) {
        return SiteCookie.of(COOKIE, entrance, VALID, request);
    }
}
