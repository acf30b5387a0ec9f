package city.senne.trust.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dataset as far as it matters for who may do what with it.
///
/// @param organisation whose it is; null for one that administrators alone look after
/// @param rules that nobody ended; some may not count yet, or no longer
public record Subject(
        String dataset, Stage stage, Level level, @Nullable String organisation, List<Rule> rules) {
    public Subject {
        rules = List.copyOf(rules);
    }

    /// Whether everybody sees all of it once it is published.
    public boolean isOpen() {
        return level == Level.OPEN && rules.isEmpty();
    }

    /// Whether everybody who knows of it knows its fields.
    public boolean tellsFields() {
        return level != Level.HIDDEN && rules.stream().noneMatch(rule -> rule.effect() == Rule.Effect.DENY);
    }

    /// One that need not exist yet.
    public static Subject draft(String dataset) {
        return new Subject(dataset, Stage.DRAFT, Level.HIDDEN, null, List.of());
    }
}
