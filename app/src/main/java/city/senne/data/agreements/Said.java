package city.senne.data.agreements;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// Something that somebody said or did about an agreement. Never changed.
///
/// @param version of the terms, as they were then
/// @param name of the person at that time
/// @param text what she wrote; empty for a signature
public record Said(int version, Kind kind, Side side, UUID person, String name, Instant at, String text) {

    public enum Kind {
        ASKED,
        SAID,
        /// Other terms.
        PROPOSED,
        /// The opinion of a data protection officer, as are the next two.
        FAVOURABLE,
        CONDITIONS,
        UNFAVOURABLE,
        APPROVED,
        REFUSED,
        WITHDRAWN,
        SIGNED,
        TERMINATED;

        /// The name in the database and in words.
        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isOpinion() {
            return this == FAVOURABLE || this == CONDITIONS || this == UNFAVOURABLE;
        }
    }
}
