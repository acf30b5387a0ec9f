package city.senne.data.catalog;

import java.util.Locale;

/// How often a dataset is brought up to date; after the EU's authority table `frequency`.
public enum Frequency {
    UNKNOWN,
    UPDATE_CONT,
    HOURLY,
    DAILY,
    WEEKLY,
    MONTHLY,
    QUARTERLY,
    ANNUAL_2,
    ANNUAL,
    BIENNIAL,
    IRREG,
    NEVER;

    /// The name in forms, words and the database.
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String uri() {
        return "http://publications.europa.eu/resource/authority/frequency/" + name();
    }

    /// Throws IllegalArgumentException for any other word.
    public static Frequency of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
