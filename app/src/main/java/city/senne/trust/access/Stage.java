package city.senne.trust.access;

import java.util.Locale;

/// How far a dataset has come towards the public.
public enum Stage {
    /// Being prepared; those who prepare it see it.
    DRAFT,
    /// There for whoever may read it.
    PUBLISHED,
    /// Taken away; nobody reads it, and for some time it can be restored.
    DELETED;

    /// The name in the database.
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Throws IllegalArgumentException for any other word.
    public static Stage of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
