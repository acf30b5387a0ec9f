package city.senne.trust.access;

import city.senne.engine.odsql.Mask;
import city.senne.engine.odsql.PolicyFault;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What several rules leave of one table, exactly: a value is seen where some rule permits both its field and its row,
/// and none denies it. Where a field is permitted for some of the visible rows only, it is empty in the others.
final class SharedPart {
    private final TableSchema schema;
    private final List<Rule> permits;
    private final List<Rule> denials;

    private SharedPart(TableSchema schema, List<Rule> permits, List<Rule> denials) {
        this.schema = schema;
        this.permits = permits;
        this.denials = denials;
    }

    /// Empty when nothing is left. A rule whose condition does not fit the table, say an old version, permits nothing;
    /// a denial that does not fit leaves nothing.
    ///
    /// @param permitted whether everything is permitted that no rule denies
    static Optional<View> of(TableSchema schema, boolean permitted, List<Rule> rules) {
        List<Rule> denials =
                rules.stream().filter(rule -> rule.effect() == Rule.Effect.DENY).toList();
        if (denials.stream().anyMatch(rule -> !fits(schema, rule))) return Optional.empty();
        List<Rule> permits = rules.stream()
                .filter(rule -> rule.effect() == Rule.Effect.PERMIT && fits(schema, rule))
                .toList();
        boolean everything = permitted || permits.stream().anyMatch(Rule::isAboutEverything);
        return new SharedPart(schema, everything ? List.of() : permits, denials).view(everything);
    }

    private Optional<View> view(boolean everything) {
        Set<String> hidden = new HashSet<>();
        Map<String, Mask> masks = new HashMap<>();
        for (Field field : schema.fields()) {
            Set<@Nullable String> where = where(field);
            boolean denied = denials.stream().anyMatch(rule -> rule.rowFilter() == null && names(rule, field));
            if (denied || (!everything && where.isEmpty())) {
                hidden.add(field.name());
                continue;
            }
            List<String> conditions = new ArrayList<>();
            if (!everything && !where.contains(null) && !where.equals(rows())) conditions.add(oneOf(where));
            denials.stream()
                    .filter(rule -> rule.fields() != null && rule.rowFilter() != null && names(rule, field))
                    .forEach(rule -> conditions.add(not(rule.rowFilter())));
            if (conditions.isEmpty()) continue;
            Mask mask = new Mask.Generalised(
                    "if(%s, %s, null)".formatted(String.join(" and ", conditions), Spelling.name(field.name())));
            // Places and lists have no mask that depends on the row: nothing of them is better than all.
            if (fits(View.of(schema).mask(Map.of(field.name(), mask)))) masks.put(field.name(), mask);
            else hidden.add(field.name());
        }
        if (hidden.size() == schema.fields().size()) return Optional.empty();
        View view = View.of(schema)
                .hide(hidden.toArray(String[]::new))
                .onlyRows(filter(everything))
                .mask(masks);
        return fits(view) ? Optional.of(view) : Optional.empty();
    }

    /// The conditions of the rules that permit a field, null for all rows.
    private Set<@Nullable String> where(Field field) {
        return permits.stream()
                .filter(rule -> names(rule, field))
                .map(Rule::rowFilter)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<@Nullable String> rows() {
        return permits.stream().map(Rule::rowFilter).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private @Nullable String filter(boolean everything) {
        List<String> conditions = new ArrayList<>();
        if (!everything && !rows().contains(null)) conditions.add(oneOf(rows()));
        denials.stream()
                .filter(rule -> rule.fields() == null && rule.rowFilter() != null)
                .forEach(rule -> conditions.add(not(rule.rowFilter())));
        return conditions.isEmpty() ? null : String.join(" and ", conditions);
    }

    private static String oneOf(Set<@Nullable String> conditions) {
        return conditions.stream()
                .map(Objects::requireNonNull)
                .map("(%s)"::formatted)
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private static String not(@Nullable String condition) {
        return "not (%s)".formatted(condition);
    }

    private static boolean names(Rule rule, Field field) {
        return rule.fields() == null || rule.fields().stream().anyMatch(field::isCalled);
    }

    private static boolean fits(TableSchema schema, Rule rule) {
        return fits(View.of(schema).onlyRows(rule.rowFilter()));
    }

    private static boolean fits(View view) {
        try {
            view.schema();
            return true;
        } catch (PolicyFault fault) {
            return false;
        }
    }
}
