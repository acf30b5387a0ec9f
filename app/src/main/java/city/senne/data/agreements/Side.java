package city.senne.data.agreements;

import java.util.Locale;

/// The two sides of an agreement.
public enum Side {
    /// Whose data they are.
    GIVER,
    /// Who asks for them.
    RECEIVER;

    /// The name in the database and in words.
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    Side other() {
        return this == GIVER ? RECEIVER : GIVER;
    }
}
