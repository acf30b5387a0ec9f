package city.senne.engine.odsql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is looked up in another dataset for each record: `communes on commune = name as c`.
///
/// @param dataset the id of the other one
/// @param field of this dataset
/// @param key the field of the other dataset that has the same value
/// @param alias before the names of the other dataset's fields: `c.population`
public record Join(String dataset, String field, String key, String alias) {
    private static final String NAME = "(?:`[^`]{1,200}`|[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_.]{0,200})";
    private static final Pattern JOIN = Pattern.compile(
            "(?iU)\\s*([a-z0-9_-]{1,200})\\s+on\\s+(%1$s)\\s*=\\s*(%1$s)(?:\\s+as\\s+([\\p{L}_][\\p{L}\\p{Nd}_]{0,99}))?\\s*"
                    .formatted(NAME));

    /// Throws OdsqlException when the text is no join. Without an alias the id stands in its place, dashes as
    /// underscores.
    ///
    /// @param asOf as the question has it; a number would count the versions of one of the two datasets
    public static Join read(String text, @Nullable String asOf) {
        if (asOf != null && asOf.strip().matches("\\d+")) {
            throw OdsqlException.malformed(
                            "With a join as_of is a date or an instant: a number counts the versions of one dataset")
                    .in("join");
        }
        Matcher parts = JOIN.matcher(text);
        if (!parts.matches()) {
            throw OdsqlException.malformed("A join is written as dataset on field = field, with an alias if you like:"
                            + " `communes on commune = name as c`")
                    .in("join");
        }
        String dataset = parts.group(1);
        String alias = parts.group(4) == null ? dataset.replace('-', '_') : parts.group(4);
        return new Join(dataset, name(parts.group(2)), name(parts.group(3)), alias);
    }

    private static String name(String written) {
        return written.startsWith("`") ? written.substring(1, written.length() - 1) : written;
    }
}
