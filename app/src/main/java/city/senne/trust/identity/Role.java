package city.senne.trust.identity;

import java.util.Locale;

/// What a member does for an organisation, and for those below it.
public enum Role {
    /// Sees what is shared with the organisation.
    READER,
    /// Also describes the organisation's own datasets, drafts among them; their rows she sees no more than others do.
    EDITOR,
    /// Also delivers and describes the organisation's own datasets.
    PUBLISHER,
    /// Also makes them public or takes them back, and says who else sees them.
    STEWARD,
    /// The data protection officer: gives an opinion on what is shared with others, and changes nothing.
    DPO,
    /// Reads in the journal what was done with the organisation's datasets, and changes nothing.
    AUDITOR;

    /// The name in the database.
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Throws IllegalArgumentException for any other word.
    public static Role of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
