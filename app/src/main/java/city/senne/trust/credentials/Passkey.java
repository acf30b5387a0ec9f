package city.senne.trust.credentials;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a person's device or password manager keeps for her: it signs, and she enters without password
/// and code.
///
/// @param name as she calls it
/// @param lastUsed null when she never did
public record Passkey(
        UUID id, String name, Instant made, @Nullable Instant lastUsed) {}
