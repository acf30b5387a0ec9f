package city.senne.trust.access;

import city.senne.engine.odsql.Grain;
import city.senne.engine.odsql.Mask;
import city.senne.engine.odsql.PolicyFault;
import city.senne.engine.odsql.RowRight;
import city.senne.engine.odsql.View;
import city.senne.engine.table.Field;
import city.senne.engine.table.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What several rules leave of one table, exactly: a value is seen where some rule permits both its field and its row,
/// and none denies it, as exactly as the clearest of these rules shows it. Where a field is permitted for some of the
/// visible rows only, it is empty in the others.
final class SharedPart {
    private static final Mask.Grade AS_IT_IS = new Mask.Grade(null, Grain.EXACT);

    private final Table table;
    private final TableSchema schema;
    private final List<Rule> permits;
    private final List<Rule> denials;
    private final Map<String, List<String>> caller;

    private SharedPart(Table table, List<Rule> permits, List<Rule> denials, Map<String, List<String>> caller) {
        this.table = table;
        this.schema = table.schema();
        this.permits = permits;
        this.denials = denials;
        this.caller = caller;
    }

    /// Empty when nothing is left. A rule whose condition does not fit the table, say an old version, permits nothing;
    /// a denial that does not fit leaves nothing.
    ///
    /// @param permitted whether everything is permitted that no rule denies
    /// @param caller what is known of the viewer. A rule that names more permits nothing, and what it denies it
    ///     denies in all rows.
    static Optional<View> of(Table table, boolean permitted, List<Rule> rules, Map<String, List<String>> caller) {
        List<Rule> denials = new ArrayList<>();
        List<Rule> permits = new ArrayList<>();
        Map<String, List<String>> named = new HashMap<>();
        for (Rule rule : rules) {
            boolean denies = rule.effect() == Rule.Effect.DENY;
            Optional<Set<String>> attributes = attributes(table, rule);
            if (attributes.isEmpty()) {
                if (denies) return Optional.empty();
                continue;
            }
            boolean known = caller.keySet().containsAll(attributes.get());
            if (known) attributes.get().forEach(key -> named.put(key, caller.get(key)));
            if (denies) denials.add(known ? rule : rule.aboutAllRows());
            else if (known) permits.add(rule);
        }
        boolean everything = permitted || permits.stream().anyMatch(Rule::isAboutEverything);
        return new SharedPart(table, everything ? List.of() : permits, denials, named).view(everything);
    }

    private Optional<View> view(boolean everything) {
        Set<String> hidden = new HashSet<>();
        Map<String, Mask> masks = new HashMap<>();
        for (int i = 0; i < schema.fields().size(); i++) {
            Field field = schema.fields().get(i);
            String column = table.columns().get(i);
            List<Rule> giving = permits.stream()
                    .filter(rule -> rule.names(column) && rule.grain(column).fits(field))
                    .toList();
            boolean denied = denials.stream().anyMatch(rule -> rule.rowFilter() == null && rule.names(column));
            if (denied || (!everything && giving.isEmpty())) {
                hidden.add(field.name());
                continue;
            }
            List<Mask.Grade> grades = new ArrayList<>();
            denials.stream()
                    .filter(rule -> rule.fields() != null && rule.rowFilter() != null && rule.names(column))
                    .forEach(rule -> grades.add(new Mask.Grade(rule.rowFilter(), Grain.EMPTY)));
            grades.addAll(everything ? List.of(AS_IT_IS) : grades(column, giving));
            if (!grades.getFirst().equals(AS_IT_IS)) masks.put(field.name(), new Mask.Graded(grades));
        }
        if (hidden.size() == schema.fields().size()) return Optional.empty();
        View view = View.of(schema)
                .hide(hidden.toArray(String[]::new))
                .onlyRows(filter(everything))
                .mask(masks)
                .forCaller(caller);
        return fits(view) ? Optional.of(view) : Optional.empty();
    }

    /// How exactly the column is seen in which rows: the clearest view that a rule gives of a value is the one that
    /// counts.
    private List<Mask.Grade> grades(String column, List<Rule> giving) {
        SortedMap<Grain, List<Rule>> byGrain = giving.stream()
                .collect(Collectors.groupingBy(
                        rule -> rule.grain(column), () -> new TreeMap<>(Grain.CLEAREST_FIRST), Collectors.toList()));
        List<Mask.Grade> grades = new ArrayList<>();
        List<Rule> soFar = new ArrayList<>();
        for (Map.Entry<Grain, List<Rule>> grain : byGrain.entrySet()) {
            soFar.addAll(grain.getValue());
            // A row is seen where one rule at least is about it: what is left when others are not is this one.
            boolean last = rows(soFar).equals(rows(permits));
            String rows = last ? null : oneOf(grain.getValue()).orElse(null);
            grades.add(new Mask.Grade(rows, grain.getKey()));
            if (rows == null) break;
        }
        return grades;
    }

    /// Which rows rules are about: their conditions, empty for all rows.
    private static Set<Optional<String>> rows(List<Rule> rules) {
        return rules.stream().map(rule -> Optional.ofNullable(rule.rowFilter())).collect(Collectors.toSet());
    }

    /// The condition of the rows that one rule at least is about; empty when that is all rows.
    private static Optional<String> oneOf(List<Rule> rules) {
        List<String> conditions = rules.stream()
                .flatMap(rule -> Stream.ofNullable(rule.rowFilter()))
                .map("(%s)"::formatted)
                .toList();
        if (conditions.size() < rules.size()) return Optional.empty();
        String any = String.join(" or ", conditions);
        return Optional.of(conditions.size() == 1 ? any : "(" + any + ")");
    }

    private @Nullable String filter(boolean everything) {
        List<String> conditions = new ArrayList<>();
        if (!everything) oneOf(permits).ifPresent(conditions::add);
        denials.stream()
                .filter(rule -> rule.fields() == null && rule.rowFilter() != null)
                .forEach(rule -> conditions.add(not(rule.rowFilter())));
        return conditions.isEmpty() ? null : String.join(" and ", conditions);
    }

    private static String not(@Nullable String condition) {
        return "not (%s)".formatted(condition);
    }

    /// What its condition names of the viewer; empty when it cannot be read, or means other columns than when the rule
    /// was made.
    private static Optional<Set<String>> attributes(Table table, Rule rule) {
        TableSchema schema = table.schema();
        boolean same = rule.rowColumns().entrySet().stream()
                .allMatch(named -> schema.findCalled(named.getKey())
                        .map(field -> table.columns().get(schema.fields().indexOf(field)))
                        .filter(named.getValue()::equals)
                        .isPresent());
        if (!same) return Optional.empty();
        String rows = rule.rowFilter();
        if (rows == null) return Optional.of(Set.of());
        try {
            return Optional.of(RowRight.read(rows, schema).attributes());
        } catch (PolicyFault fault) {
            return Optional.empty();
        }
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
