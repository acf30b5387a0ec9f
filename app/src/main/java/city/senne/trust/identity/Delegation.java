package city.senne.trust.identity;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// A member's role in an organisation, handed to a colleague for a time.
///
/// @param giverName what the giver is called
/// @param until the first moment at which it no longer counts
public record Delegation(
        UUID id,
        String organisation,
        Role role,
        UUID giver,
        String giverName,
        UUID holder,
        String holderName,
        Instant from,
        Instant until,
        String reason) {
    /// What ended one.
    public enum End {
        /// Its last day.
        OVER,
        /// Somebody who might.
        ENDED,
        /// The giver has the role no more.
        GIVER_LOST_ROLE,
        /// The holder belongs no more to the organisation, to one above it or to one below it.
        HOLDER_LEFT,
        /// The account of one of them was closed.
        PERSON_LEFT;

        /// The name in the journal and in words.
        public String apiName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Whether somebody gave it or has it.
    public boolean isOf(UUID person) {
        return giver.equals(person) || holder.equals(person);
    }
}
