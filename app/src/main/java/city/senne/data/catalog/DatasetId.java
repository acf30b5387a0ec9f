package city.senne.data.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The name of a dataset in addresses and queries: lower-case letters, digits, `-` and `_`, at most 100 of them.
public record DatasetId(@JsonValue String value) {
    private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");
    private static final Set<String> RESERVED = Set.of(
            "account",
            "actuator",
            "api",
            "assets",
            "catalog",
            "dataset",
            "datasets",
            "deleted",
            "deliveries",
            "error",
            "exports",
            "facets",
            "new",
            "publish",
            "search",
            "sign-in",
            "sign-out");
    private static final Transliterator TO_ASCII = Transliterator.getInstance("Any-Latin; Latin-ASCII");

    @JsonCreator
    public DatasetId {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("Not the id of a dataset: " + value);
        }
    }

    /// The id as somebody typed it, if it is one.
    public static Optional<DatasetId> parse(String text) {
        return VALID.matcher(text).matches() ? Optional.of(new DatasetId(text)) : Optional.empty();
    }

    /// An id made from a title or a file name: `Arbres d'alignement (2024)` gives `arbres-d-alignement-2024`.
    public static DatasetId from(String name) {
        String slug = TO_ASCII.transliterate(name)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        if (slug.length() > 100) slug = slug.substring(0, 100).replaceAll("-$", "");
        if (RESERVED.contains(slug)) slug += "-data";
        return new DatasetId(slug.isEmpty() ? "dataset" : slug);
    }

    /// Whether it is kept for addresses of the site itself; no new dataset gets it.
    public boolean isReserved() {
        return RESERVED.contains(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
