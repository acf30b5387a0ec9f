package city.senne.trust.identity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a key may be used for at most. It gives no right: of what whoever made the key may do now, it leaves a part.
///
/// @param datasets the ids of those that the key is for, which need not exist yet; null for all
/// @param verbs never empty
public record Scope(@Nullable Set<String> datasets, Set<Verb> verbs) {
    /// As many as a person can still look through.
    public static final int MOST_DATASETS = 100;

    private static final Pattern DATASET = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");

    /// What can be done with datasets. None includes another: what only delivers need not read.
    public enum Verb {
        /// See rows.
        READ,
        /// Hand in files and rows, and see what became of them.
        DELIVER,
        /// Describe, publish, withdraw, and say who else sees it.
        MANAGE;

        /// The name in the database, in forms and in the API.
        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Verb> find(String name) {
            return Arrays.stream(values())
                    .filter(verb -> verb.apiName().equals(name))
                    .findFirst();
        }
    }

    public Scope {
        if (verbs.isEmpty()) throw new IllegalArgumentException("A scope without any verb");
        datasets = datasets == null ? null : Set.copyOf(datasets);
        verbs = Set.copyOf(verbs);
    }

    /// Whether a dataset is one of those that the key is for, whatever it may do with it.
    public boolean isAbout(String dataset) {
        return datasets == null || datasets.contains(dataset);
    }

    public boolean allows(Verb verb, String dataset) {
        return verbs.contains(verb) && isAbout(dataset);
    }

    /// In the order of the alphabet; empty for all.
    public List<String> listDatasets() {
        return datasets == null ? List.of() : List.copyOf(new TreeSet<>(datasets));
    }

    /// In the order in which they are declared.
    public List<Verb> listVerbs() {
        return List.copyOf(EnumSet.copyOf(verbs));
    }

    public static boolean isDataset(String text) {
        return DATASET.matcher(text).matches();
    }

    /// For the journal: `read, deliver: trees`.
    public String told() {
        String may = String.join(", ", listVerbs().stream().map(Verb::apiName).toList());
        return datasets == null ? may : may + ": " + String.join(", ", listDatasets());
    }
}
