package city.senne.data.stewardship;

import city.senne.data.catalog.Dataset;
import city.senne.engine.odsql.Grain;
import city.senne.engine.table.Field;
import city.senne.trust.access.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A rule as a page tells it.
///
/// @param fields their names; null for all
/// @param grains how exactly fields are seen that are not seen as they are, by their names
/// @param rows the condition; null for all
public record RulePart(
        Rule rule,
        @Nullable List<String> fields,
        SortedMap<String, Grain> grains,
        @Nullable String rows) {

    /// To those who answer for the dataset.
    static RulePart of(Rule rule, Dataset dataset) {
        Set<String> columns = rule.fields();
        return new RulePart(
                rule, columns == null ? null : names(columns, dataset), grains(rule, dataset), rule.rowFilter());
    }

    /// To those whom the rule is about: it names no field that they do not see, and what is denied them not at all.
    ///
    /// @param seen the fields that they see
    static RulePart told(Rule rule, Dataset dataset, List<Field> seen) {
        if (rule.effect() == Rule.Effect.DENY) return new RulePart(rule, List.of(), new TreeMap<>(), null);
        Set<String> names = seen.stream().map(Field::name).collect(Collectors.toSet());
        Set<String> columns = rule.fields();
        List<String> fields = columns == null
                ? null
                : names(columns, dataset).stream().filter(names::contains).toList();
        boolean seesCondition =
                names.containsAll(names(Set.copyOf(rule.rowColumns().values()), dataset));
        SortedMap<String, Grain> grains = grains(rule, dataset);
        grains.keySet().retainAll(names);
        return new RulePart(rule, fields, grains, seesCondition ? rule.rowFilter() : null);
    }

    private static SortedMap<String, Grain> grains(Rule rule, Dataset dataset) {
        SortedMap<String, Grain> grains = new TreeMap<>();
        for (String column : rule.grains().keySet()) {
            grains.put(names(Set.of(column), dataset).getFirst(), rule.grain(column));
        }
        return grains;
    }

    /// Whether there is a condition that is not told.
    public boolean keepsCondition() {
        return rule.effect() == Rule.Effect.PERMIT && rule.rowFilter() != null && rows == null;
    }

    public boolean isAboutEverything() {
        return rule.isAboutEverything();
    }

    /// What the fields of columns are called now.
    private static List<String> names(Set<String> columns, Dataset dataset) {
        return columns.stream()
                .map(column -> Optional.of(column)
                        .flatMap(dataset::findField)
                        .map(Field::name)
                        .orElse(column))
                .sorted()
                .toList();
    }
}
