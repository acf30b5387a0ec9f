package city.senne.trust.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of a key after its creation; the key itself is not.
///
/// @param organisation whose members see what the program sees; null for one that may do everything
/// @param lastUsedAt the day only, for API keys; to within some minutes for push keys
/// @param expiresAt null for a push key, which does not expire
public record ApiKey(
        UUID id,
        String name,
        String createdBy,
        Instant createdAt,
        @Nullable String organisation,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {
    public boolean isExpired() {
        return expiresAt != null && !Instant.now().isBefore(expiresAt);
    }

    public boolean isRevoked() {
        return revokedAt != null;
    }
}
