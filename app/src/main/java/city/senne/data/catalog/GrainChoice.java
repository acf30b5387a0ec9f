package city.senne.data.catalog;

import city.senne.engine.odsql.Grain;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import city.senne.trust.access.Rule;
import city.senne.trust.access.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How exactly a column is seen, as somebody chooses it in a form: a kind, and for some kinds an amount.
///
/// @param kind the beginning of what [Grain] spells, or all of it where it takes no amount
/// @param amount such as `10`; empty where the kind takes none
public record GrainChoice(String kind, String amount) {
    public static final GrainChoice EXACT = new GrainChoice("exact", "");

    /// What the names of inputs begin with: the kind, and the amount.
    public static final String KIND = "grain.";

    public static final String AMOUNT = "grain-by.";

    private static final Set<String> WITH_AMOUNT = Set.of("step", "first", "constant");

    /// What is offered for a type, the clearest first.
    public static List<String> kinds(FieldType type) {
        List<String> kinds = new ArrayList<>(List.of("exact"));
        kinds.addAll(
                switch (type) {
                    case INT, DOUBLE, DECIMAL -> List.of("step");
                    case DATE, DATETIME -> List.of("month", "quarter", "year");
                    case TEXT -> List.of("first", "initial", "constant");
                    case GEO_POINT -> List.of("grid:100", "grid:1000", "grid:10000");
                    case GEO_SHAPE, BOOLEAN, JSON, FILE -> List.of();
                });
        kinds.add("empty");
        return kinds;
    }

    public static boolean takesAmount(String kind) {
        return WITH_AMOUNT.contains(kind);
    }

    /// One that was chosen before.
    public static GrainChoice of(Grain grain) {
        String spelled = grain.spelling();
        int colon = spelled.indexOf(':');
        return colon < 0 || !takesAmount(spelled.substring(0, colon))
                ? new GrainChoice(spelled, "")
                : new GrainChoice(spelled.substring(0, colon), spelled.substring(colon + 1));
    }

    public boolean isExact() {
        return kind.isEmpty() || kind.equals("exact");
    }

    /// As [Grain] spells it, if it is one.
    public String spelled() {
        if (!takesAmount(kind)) return kind;
        return kind + ":" + (kind.equals("step") ? amount.strip().replace(',', '.') : amount.strip());
    }

    /// The grain, where it is one that a field can be seen by.
    public Optional<Grain> read(Field field) {
        return read(spelled(), field);
    }

    private static Optional<Grain> read(String spelled, Field field) {
        try {
            return Optional.of(Grain.of(spelled)).filter(grain -> grain.fits(field));
        } catch (IllegalArgumentException notAGrain) {
            return Optional.empty();
        }
    }

    static Optional<RuleMistake> findMistake(ShareDataset.Wanted wanted, TableSchema schema) {
        for (Map.Entry<String, String> chosen : wanted.grains().entrySet()) {
            Optional<Field> field = schema.findField(chosen.getKey());
            if (field.isEmpty())
                return Optional.of(new RuleMistake("fields", "sharing.field.unknown", chosen.getKey()));
            String label = field.get().label();
            if (wanted.effect() == Rule.Effect.DENY) {
                return Optional.of(new RuleMistake("fields", "sharing.grain.denied", label));
            }
            Set<String> fields = wanted.fields();
            if (fields != null && !fields.contains(chosen.getKey())) {
                return Optional.of(new RuleMistake("fields", "sharing.grain.unticked", label));
            }
            if (read(chosen.getValue(), field.get()).isEmpty()) {
                return Optional.of(new RuleMistake("fields", "sharing.grain.wrong", label));
            }
        }
        return Optional.empty();
    }

    /// A column that cannot be seen as the rule says, any more.
    static Optional<RuleMistake> findMisfit(Rule rule, Table table) {
        for (int i = 0; i < table.columns().size(); i++) {
            String column = table.columns().get(i);
            Field field = table.schema().fields().get(i);
            if (rule.names(column) && !rule.grain(column).fits(field)) {
                return Optional.of(new RuleMistake("fields", "sharing.grain.wrong", field.label()));
            }
        }
        return Optional.empty();
    }

    /// By columns what was chosen for fields.
    static Map<String, String> ofColumns(Map<String, String> grains, Table table) {
        Map<String, String> byColumn = new TreeMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Field field = table.schema().fields().get(i);
            String spelled = grains.get(field.name());
            if (spelled == null) continue;
            Grain grain = Grain.of(spelled);
            if (!grain.equals(Grain.EXACT)) byColumn.put(table.columns().get(i), grain.spelling());
        }
        return byColumn;
    }

    static String spelled(Map<String, String> grains) {
        return new TreeMap<>(grains)
                .entrySet().stream()
                        .map(grain -> grain.getKey() + " " + grain.getValue())
                        .collect(Collectors.joining(", "));
    }
}
