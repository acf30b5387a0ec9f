package city.senne.trust.access;

import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Tables and rules made by chance, and what is left of a table when each of its values is judged by itself, in Java.
final class RulesByChance {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final List<String> COLUMNS = List.of("a", "b", "c", "d", "e");
    static final TableSchema SCHEMA = new TableSchema(List.of(
            Field.of("a", FieldType.INT),
            Field.of("b", FieldType.TEXT),
            Field.of("c", FieldType.TEXT),
            Field.of("d", FieldType.INT),
            Field.of("e", FieldType.DATE)));
    static final Table TABLE = new Table(SCHEMA, COLUMNS, "en");

    /// What a rule says in ODSQL, and the same in Java: what is not true is false, also of an empty value.
    record Condition(String odsql, Predicate<List<@Nullable Object>> holds) {}

    private static final List<Condition> CONDITIONS = List.of(
            new Condition("a > 2", row -> row.get(0) instanceof Integer a && a > 2),
            new Condition("b = \"x\"", row -> "x".equals(row.get(1))),
            new Condition("not b = \"x\"", row -> !"x".equals(row.get(1))),
            new Condition("c is null", row -> row.get(2) == null),
            new Condition(
                    "d in (1, 3)",
                    row -> Integer.valueOf(1).equals(row.get(3))
                            || Integer.valueOf(3).equals(row.get(3))),
            new Condition(
                    "a < 3 and c is not null", row -> row.get(0) instanceof Integer a && a < 3 && row.get(2) != null),
            new Condition("b = caller.letter", row -> "x".equals(row.get(1))),
            new Condition("not b in caller.letter", row -> !"x".equals(row.get(1))),
            new Condition(
                    "b = \"y\" or d > 2", row -> "y".equals(row.get(1)) || row.get(3) instanceof Integer d && d > 2));

    /// How a value may be seen, and the same in Java; the clearest first.
    private record Way(
            String spelled,
            UnaryOperator<Object> shown,
            @Nullable Object ofNothing) {
        Way(String spelled, UnaryOperator<Object> shown) {
            this(spelled, shown, null);
        }

        @Nullable
        Object show(@Nullable Object value) {
            return value == null ? ofNothing : shown.apply(value);
        }
    }

    private static final Way EXACT = new Way("exact", value -> value);
    private static final Map<FieldType, List<Way>> WAYS = Map.of(
            FieldType.INT,
            List.of(
                    EXACT,
                    new Way("step:2", value -> (Integer) value / 2 * 2),
                    new Way("step:3", value -> (Integer) value / 3 * 3)),
            FieldType.TEXT,
            List.of(
                    EXACT,
                    new Way("first:2", value -> first(value, 2)),
                    new Way("first:1", value -> first(value, 1)),
                    new Way("initial", value -> first(value, 1) + "***"),
                    new Way("constant:it's", _ -> "it's", "it's")),
            FieldType.DATE,
            List.of(
                    EXACT,
                    new Way("month", value -> ((LocalDate) value).withDayOfMonth(1)),
                    new Way("quarter", value -> {
                        LocalDate day = (LocalDate) value;
                        return LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
                    }),
                    new Way("year", value -> ((LocalDate) value).withDayOfYear(1))));

    private static String first(Object text, int characters) {
        return text.toString().substring(0, Math.min(characters, text.toString().length()));
    }

    private static List<Way> ways(String column) {
        return Objects.requireNonNull(
                WAYS.get(SCHEMA.findField(column).orElseThrow().type()));
    }

    static final Map<String, List<String>> CALLER = Map.of("letter", List.of("x", "z\" or true"));

    record Made(Rule rule, @Nullable Condition condition) {
        boolean isAbout(List<@Nullable Object> row) {
            return condition == null || condition.holds.test(row);
        }

        boolean names(String column) {
            Set<String> fields = rule.fields();
            return fields == null || fields.contains(column);
        }

        boolean denies() {
            return rule.effect() == Rule.Effect.DENY;
        }
    }

    static List<List<@Nullable Object>> rows(Random random) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(random.nextInt(4) == 0 ? null : random.nextInt(6));
            row.add(random.nextInt(5) == 0 ? null : List.of("x", "y", "z").get(random.nextInt(3)));
            row.add(random.nextBoolean() ? null : "c" + i);
            row.add(random.nextInt(5) == 0 ? null : random.nextInt(5));
            row.add(random.nextInt(5) == 0 ? null : LocalDate.of(2024, 1, 1).plusDays(random.nextInt(800)));
            rows.add(row);
        }
        return rows;
    }

    static List<Made> rules(Random random) {
        List<Made> rules = new ArrayList<>();
        int many = 1 + random.nextInt(5);
        for (int i = 0; i < many; i++) {
            Set<String> fields = new HashSet<>();
            for (String column : COLUMNS) if (random.nextBoolean()) fields.add(column);
            boolean all = fields.isEmpty() || random.nextInt(5) == 0;
            Condition condition = random.nextInt(3) == 0 ? null : CONDITIONS.get(random.nextInt(CONDITIONS.size()));
            boolean denies = random.nextInt(3) == 0;
            // One that denies everything is judged before there is a part.
            if (denies && all && condition == null) denies = false;
            rules.add(new Made(
                    new Rule(
                            UUID.randomUUID(),
                            denies ? Rule.Effect.DENY : Rule.Effect.PERMIT,
                            Audience.EVERYBODY,
                            all ? null : fields,
                            denies ? Map.of() : grains(random),
                            condition == null ? null : condition.odsql,
                            Map.of(),
                            "",
                            NOW,
                            null,
                            "by chance",
                            "chance",
                            NOW,
                            null),
                    condition));
        }
        return rules;
    }

    /// For columns that the rule is not about, too: nothing may come of it.
    private static Map<String, String> grains(Random random) {
        Map<String, String> grains = new HashMap<>();
        if (random.nextInt(3) == 0) return grains;
        for (String column : COLUMNS) {
            if (random.nextBoolean()) continue;
            List<Way> ways = ways(column);
            int way = 1 + random.nextInt(ways.size());
            grains.put(column, way == ways.size() ? "empty" : ways.get(way).spelled);
        }
        return grains;
    }

    /// The value as the clearest rule shows it that permits it; nothing where none does.
    private static @Nullable Object shown(List<@Nullable Object> row, List<Made> permits, String column) {
        Object value = row.get(COLUMNS.indexOf(column));
        for (Way way : ways(column)) {
            boolean given = permits.stream()
                    .anyMatch(made ->
                            made.rule.grains().getOrDefault(column, "exact").equals(way.spelled));
            if (given) return way.show(value);
        }
        return null;
    }

    /// The columns that are there at all.
    static List<String> visible(List<Made> rules, boolean permitted) {
        boolean everything = everything(rules, permitted);
        return COLUMNS.stream()
                .filter(column -> everything || rules.stream().anyMatch(rule -> !rule.denies() && rule.names(column)))
                .filter(column ->
                        rules.stream().noneMatch(rule -> rule.denies() && rule.condition == null && rule.names(column)))
                .toList();
    }

    private static boolean everything(List<Made> rules, boolean permitted) {
        return permitted || rules.stream().anyMatch(rule -> !rule.denies() && rule.rule.isAboutEverything());
    }

    static List<List<@Nullable Object>> left(
            List<List<@Nullable Object>> rows, List<Made> rules, boolean permitted, List<String> visible) {
        boolean everything = everything(rules, permitted);
        List<List<@Nullable Object>> left = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            boolean shown = everything || rules.stream().anyMatch(rule -> !rule.denies() && rule.isAbout(row));
            boolean denied =
                    rules.stream().anyMatch(rule -> rule.denies() && rule.rule.fields() == null && rule.isAbout(row));
            if (!shown || denied) continue;
            List<@Nullable Object> values = new ArrayList<>();
            for (String column : visible) {
                List<Made> giving = rules.stream()
                        .filter(rule -> !rule.denies() && rule.names(column) && rule.isAbout(row))
                        .toList();
                boolean taken =
                        rules.stream().anyMatch(rule -> rule.denies() && rule.names(column) && rule.isAbout(row));
                Object given = everything ? row.get(COLUMNS.indexOf(column)) : shown(row, giving, column);
                values.add(taken ? null : given);
            }
            left.add(values);
        }
        return left;
    }

    private RulesByChance() {}
}
