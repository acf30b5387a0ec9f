package city.senne.trust.access;

import city.senne.trust.identity.Scope;
import java.util.Locale;

/// What somebody wants to do with a dataset.
public enum Act {
    /// Know that it exists, and what is said about it.
    KNOW,
    /// See its rows, or some of them, in whichever shape.
    READ,
    /// Deliver data to it, or create it by a delivery.
    PUBLISH,
    /// See how its deliveries were read, with the rows that were rejected: these may hold what was not published.
    SEE_DELIVERIES,
    /// Change what is said about it: title, description, fields.
    DESCRIBE,
    /// Make it public or a draft again, delete it, restore it.
    STAGE,
    /// Say who else may see it, and see what others see.
    SHARE,
    /// Set up the portal itself, whatever the dataset.
    SET_UP,
    /// Read in the journal what was done and by whom.
    SEE_JOURNAL,
    /// Make the journal forget what it says about a person.
    ERASE_FROM_JOURNAL;

    /// Whether the scope of a key lets it do this with a dataset, if whoever made it may. What is not about datasets is
    /// in no scope.
    boolean isWithin(Scope scope, String dataset) {
        return switch (this) {
            case KNOW -> scope.isAbout(dataset);
            case READ -> scope.allows(Scope.Verb.READ, dataset);
            case PUBLISH, SEE_DELIVERIES -> scope.allows(Scope.Verb.DELIVER, dataset);
            case DESCRIBE, STAGE, SHARE -> scope.allows(Scope.Verb.MANAGE, dataset);
            case SET_UP, SEE_JOURNAL, ERASE_FROM_JOURNAL -> false;
        };
    }

    /// The name in the journal.
    public String apiName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
