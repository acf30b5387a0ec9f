package city.senne.trust.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// A role that somebody has for the time in which another is away.
///
/// @param delegation the id of what says so
/// @param giver whose role it is
/// @param giverName what she is called
/// @param organisation in which she has it
/// @param until the first moment at which it no longer counts
/// @param within that organisation and those above it
/// @param reach that organisation and those below it
public record Lent(
        UUID delegation,
        UUID giver,
        String giverName,
        Role role,
        String organisation,
        Instant until,
        Set<String> within,
        Set<String> reach) {
    public Lent {
        within = Set.copyOf(within);
        reach = Set.copyOf(reach);
    }

    /// For the journal: whose role it is, and which.
    public String told() {
        return giverName + " (" + role.apiName() + ", " + organisation + ")";
    }
}
