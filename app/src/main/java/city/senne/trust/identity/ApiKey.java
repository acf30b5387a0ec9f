package city.senne.trust.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of a key after its creation; the key itself is not.
///
/// @param lastUsedAt to within some minutes
public record ApiKey(
        UUID id,
        String name,
        String createdBy,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {
    public boolean isRevoked() {
        return revokedAt != null;
    }
}
