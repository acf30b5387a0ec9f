package city.senne.trust.keys;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of a push key after its creation; the key itself is not. It opens one door, and does not expire.
///
/// @param lastUsedAt to within some minutes
public record PushKey(
        UUID id,
        String name,
        String createdBy,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
