package city.senne.trust.signin;

import city.senne.trust.identity.AccountReopened;
import city.senne.trust.identity.Secret;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Whom providers know, and browsers that were sent to one.
@Repository
class ProviderAccounts {
    private final JdbcClient jdbc;

    ProviderAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param next where the browser goes afterwards
    /// @param linkHash of an invitation with which the person came; null for none
    record Request(
            String provider,
            String state,
            String nonce,
            String codeVerifier,
            String redirectUri,
            String next,
            byte @Nullable [] linkHash) {}

    void add(Secret token, Request request, Instant expires) {
        jdbc.sql("delete from provider_request where expires_at < now()").update();
        jdbc.sql("""
                        insert into provider_request
                          (token_hash, provider, state, nonce, code_verifier, redirect_uri, next, link_hash, expires_at)
                        values (:hash, :provider, :state, :nonce, :verifier, :redirect, :next, :link, :expires)""")
                .param("hash", token.hash())
                .param("provider", request.provider())
                .param("state", request.state())
                .param("nonce", request.nonce())
                .param("verifier", request.codeVerifier())
                .param("redirect", request.redirectUri())
                .param("next", request.next())
                .param("link", request.linkHash())
                .param("expires", Timestamp.from(expires))
                .update();
    }

    /// Once: whoever comes back a second time is unknown.
    Optional<Request> take(Secret token) {
        return jdbc.sql("""
                        delete from provider_request where token_hash = :hash and expires_at > now()
                        returning provider, state, nonce, code_verifier, redirect_uri, next, link_hash""")
                .param("hash", token.hash())
                .query((row, _) -> new Request(
                        row.getString("provider"),
                        row.getString("state"),
                        row.getString("nonce"),
                        row.getString("code_verifier"),
                        row.getString("redirect_uri"),
                        row.getString("next"),
                        row.getBytes("link_hash")))
                .optional();
    }

    Optional<UUID> find(String provider, String subject) {
        return jdbc.sql("select person_id from provider_account where provider = :provider and subject = :subject")
                .param("provider", provider)
                .param("subject", subject)
                .query(UUID.class)
                .optional();
    }

    /// Whom a provider knew as this person before holds the new invitation too, or she is somebody else.
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void untie(AccountReopened reopened) {
        jdbc.sql("delete from provider_account where person_id = :person")
                .param("person", reopened.person())
                .update();
    }

    void add(String provider, String subject, UUID person) {
        jdbc.sql("insert into provider_account (provider, subject, person_id) values (:provider, :subject, :person)")
                .param("provider", provider)
                .param("subject", subject)
                .param("person", person)
                .update();
    }
}
