package city.senne.trust.credentials;

import city.senne.platform.web.SiteCookie;
import city.senne.trust.identity.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What passkeys are asked to sign. Each is for one purpose, one browser and, but for signing in, one
/// person; it counts once, and for some minutes.
@Repository
class PasskeyChallenges {
    static final Duration VALID = Duration.ofMinutes(5);
    private static final String COOKIE = "senne_passkey";
    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PasskeyChallenges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// For what something is signed: what was signed for one counts for no other.
    enum Purpose {
        ADD,
        CONFIRM,
        SIGN_IN;

        String apiName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// The one before in this browser counts no more.
    ///
    /// @param person who is to sign; null when nobody knows yet
    byte[] open(Purpose purpose, @Nullable UUID person, HttpServletRequest request, HttpServletResponse response) {
        byte[] challenge = new byte[BYTES];
        random.nextBytes(challenge);
        Secret token = Secret.random("");
        jdbc.sql("delete from passkey_challenge where expires_at < :now or token_hash = :before")
                .param("now", Timestamp.from(clock.instant()))
                .param("before", token(request).map(Secret::hash).orElse(new byte[0]))
                .update();
        jdbc.sql("""
                        insert into passkey_challenge (token_hash, challenge, purpose, person_id, expires_at)
                        values (:hash, :challenge, :purpose, :person, :expires)""")
                .param("hash", token.hash())
                .param("challenge", challenge)
                .param("purpose", purpose.apiName())
                .param("person", person)
                .param("expires", Timestamp.from(clock.instant().plus(VALID)))
                .update();
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                SiteCookie.of(COOKIE, token.text(), VALID, request).toString());
        return challenge;
    }

    /// The challenge of this browser, used up whatever comes of it; empty when there is none for this.
    Optional<byte[]> take(Purpose purpose, @Nullable UUID person, HttpServletRequest request) {
        return token(request)
                .flatMap(token -> jdbc.sql("""
                                delete from passkey_challenge where token_hash = :hash
                                returning case
                                  when purpose = :purpose and person_id is not distinct from :person::uuid
                                    and expires_at > :now
                                  then challenge end as challenge""")
                        .param("hash", token.hash())
                        .param("purpose", purpose.apiName())
                        .param("person", person)
                        .param("now", Timestamp.from(clock.instant()))
                        .query((row, _) -> Optional.ofNullable(row.getBytes("challenge")))
                        .optional()
                        .flatMap(each -> each));
    }

    private static Optional<Secret> token(HttpServletRequest request) {
        return SiteCookie.find(COOKIE, request).map(Secret::new);
    }
}
