package city.senne.data.catalog;

import java.util.Locale;

/// What a delivery does to the rows that are there.
public enum UpdateMode {
    /// The delivered rows take the place of all rows.
    REPLACE,
    /// The delivered rows come behind the rows that are there.
    APPEND,
    /// A delivered row takes the place of the row with the same key, or comes behind when there is none.
    UPSERT,
    /// The rows with the keys of the delivered ones go. Only programs that push rows ask for this.
    REMOVE;

    /// The name in commands, the API and the database.
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Throws IllegalArgumentException for any other word.
    public static UpdateMode of(String name) {
        return valueOf(name.strip().toUpperCase(Locale.ROOT));
    }

    /// What a publisher may choose for a file. Throws IllegalArgumentException for any other word.
    public static UpdateMode ofFile(String name) {
        UpdateMode mode = of(name);
        if (mode == REMOVE) throw new IllegalArgumentException("A file removes no rows");
        return mode;
    }
}
