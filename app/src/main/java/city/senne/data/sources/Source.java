package city.senne.data.sources;

import city.senne.trust.journal.Entry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A portal whose datasets are taken over.
///
/// @param organisation whose the datasets become; null for those that administrators alone look after
/// @param maker with whose rights it is read; null for the operator's
/// @param wanted ids, one a line, with `*` for any letters; empty for all
/// @param publishes whether what is new becomes public at once, else it waits as a draft
/// @param holdAbove in hundredths: when more of a dataset's rows would go, or a field would, somebody decides; null for
/// never
/// @param schedule five fields as cron has them, empty for a source that is read when somebody asks
/// @param due when it is read next; null for never
public record Source(
        long id,
        String name,
        Type kind,
        String address,
        @Nullable String organisation,
        @Nullable UUID maker,
        String madeBy,
        Instant madeAt,
        String wanted,
        boolean publishes,
        Absence onAbsence,
        @Nullable Integer holdAbove,
        String schedule,
        ZoneId zone,
        @Nullable Instant due) {
    static final Integer USUAL_HOLD = 30;

    /// What speaks at its address.
    public enum Type {
        OPENDATASOFT,
        CKAN,
        /// A catalogue in RDF, or a `data.json`.
        DCAT,
        /// OGC API – Features.
        OGC,
        /// Web Feature Service 2.0.
        WFS,
        /// One file at an address.
        FILE,
        /// A folder on the server's disk.
        FOLDER;

        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Throws IllegalArgumentException for any other word.
        static Type of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    /// What becomes of a dataset here that the portal has no more.
    public enum Absence {
        /// It stays; the source's page says since when it is gone.
        KEEP,
        /// It becomes a draft.
        WITHDRAW,
        /// It is deleted, and can be restored for thirty days.
        DELETE;

        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Throws IllegalArgumentException for any other word.
        static Absence of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    /// As a share; null for never.
    @Nullable
    Double heldAbove() {
        return holdAbove == null ? null : holdAbove / 100.0;
    }

    /// What the journal is told of it, whatever was done with it.
    Entry in(Entry entry) {
        return organisation == null ? entry : entry.with("organisation", organisation);
    }

    /// Whether a dataset of the portal is to be taken over.
    boolean wants(Remote remote) {
        return wanted.isBlank()
                || wanted.lines()
                        .map(String::strip)
                        .anyMatch(each -> matches(each, remote.id()) || matches(each, remote.name()));
    }

    /// Each star takes as little as it can, and more only where what follows does not fit: as many steps as the letters
    /// of both multiplied, at most.
    private static boolean matches(String pattern, String name) {
        int inPattern = 0;
        int inName = 0;
        int star = -1;
        int afterStar = 0;
        while (inName < name.length()) {
            if (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
                star = inPattern++;
                afterStar = inName;
            } else if (inPattern < pattern.length() && pattern.charAt(inPattern) == name.charAt(inName)) {
                inPattern++;
                inName++;
            } else if (star >= 0) {
                inPattern = star + 1;
                inName = ++afterStar;
            } else {
                return false;
            }
        }
        return pattern.substring(inPattern).chars().allMatch(sign -> sign == '*');
    }
}
