package city.senne.trust.access;

import java.util.Locale;

/// Who sees a published dataset when no rule says otherwise.
public enum Level {
    /// Everybody.
    OPEN,
    /// Everybody knows that it exists; its data are for those who signed in or showed a key.
    SIGNED_IN,
    /// Everybody knows that it exists; its data are for those whom a rule lets in.
    RESTRICTED,
    /// Nobody knows that it exists but those whom a rule lets in.
    HIDDEN;

    /// The name in the database.
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Throws IllegalArgumentException for any other word.
    public static Level of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
