package city.senne.trust.keys;

import city.senne.trust.identity.Scope;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of a key after its creation; the key itself is not.
///
/// @param organisation whose members see what the program sees; null for one that works for whoever made it
/// @param scope what it is limited to; null for one that may do everything, or read for an organisation
/// @param callsADay how often it may call the API; null where that is as often as others
/// @param purpose for what all that it asks is asked; empty where its program says it itself
/// @param lastUsedAt the day only
/// @param expiresAt null for one that was revoked before keys expired
/// @param endedBecause null for one that goes on, or that somebody revoked
public record ApiKey(
        UUID id,
        String name,
        String createdBy,
        Instant createdAt,
        @Nullable String organisation,
        @Nullable Scope scope,
        @Nullable Long callsADay,
        String purpose,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable End endedBecause) {
    /// What of its maker ended a key.
    public enum End {
        /// She does not belong to its organisation any more.
        MAKER_LEFT,
        /// She is no steward of it any more.
        ROLE_LOST,
        ACCOUNT_CLOSED;

        /// The name in the database, in the journal and in words.
        public String apiName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static End of(String apiName) {
            return valueOf(apiName.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    public boolean isExpired() {
        return expiresAt != null && !Instant.now().isBefore(expiresAt);
    }

    public boolean isRevoked() {
        return revokedAt != null;
    }
}
