package city.senne.trust.identity;

import java.time.Instant;
import java.util.UUID;

/// A browser in which a person is signed in.
///
/// @param lastUsed to within some minutes
/// @param isThis whether it is the one that asks
public record Session(UUID id, Device device, Instant begun, Instant lastUsed, boolean isThis) {}
