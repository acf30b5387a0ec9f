package city.senne.trust.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dataset as far as it matters for who may do what with it.
///
/// @param organisation whose it is; null for one that administrators alone look after
/// @param rules that nobody ended; some may not count yet, or no longer
/// @param isPartial whether only the rules about one viewer are there, to decide for her alone; there may be others
public record Subject(
        String dataset, Stage stage, Level level, @Nullable String organisation, List<Rule> rules, boolean isPartial) {
    public Subject {
        rules = List.copyOf(rules);
    }

    public Subject(String dataset, Stage stage, Level level, @Nullable String organisation, List<Rule> rules) {
        this(dataset, stage, level, organisation, rules, false);
    }

    /// The same with the rules about one viewer, for her alone.
    public Subject toward(List<Rule> aboutHer) {
        return new Subject(dataset, stage, level, organisation, aboutHer, true);
    }

    /// Whether everybody sees all of it once it is published.
    public boolean isOpen() {
        return level == Level.OPEN && rules.isEmpty() && !isPartial;
    }

    /// Whether everybody who knows of it knows its fields.
    public boolean tellsFields() {
        return level != Level.HIDDEN
                && !isPartial
                && rules.stream().noneMatch(rule -> rule.effect() == Rule.Effect.DENY);
    }

    /// One that need not exist yet.
    public static Subject draft(String dataset) {
        return draft(dataset, null);
    }

    /// One that need not exist yet, and whose it is or will be.
    public static Subject draft(String dataset, @Nullable String organisation) {
        return new Subject(dataset, Stage.DRAFT, Level.HIDDEN, organisation, List.of());
    }
}
