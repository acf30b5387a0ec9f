package city.senne.data.explore.api;

import city.senne.data.explore.export.JsonValues;
import city.senne.engine.odsql.OutputColumn;
import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.Field;
import city.senne.engine.table.FieldType;
import city.senne.engine.table.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Into which slices the first version of the API sorts records (`x`): by the values of a field, by parts of its times
/// (`x=planted.year&x=planted.month`), or by several of these.
record FirstSlices(List<Slice> slices) {
    private static final List<String> PARTS = List.of("year", "month", "day", "hour", "minute", "second");
    private static final Map<String, List<String>> PERIODIC = Map.of(
            "month month", List.of("month"),
            "day day", List.of("day"),
            "day weekday", List.of("weekday"),
            "hour weekday", List.of("weekday", "hour"),
            "day month", List.of("yearday"),
            "hour hour", List.of("hour"));
    private static final Set<String> CYCLES =
            Set.of("month", "week", "weekday", "yearday", "day", "hour", "minute", "second");
    private static final int MOST = 20;

    /// @param part of a time, null for the value itself
    record Slice(Field field, @Nullable String part) {
        private String key() {
            String name = Spelling.name(field.name());
            return switch (part) {
                case null -> name;
                case "weekday" -> "dayofweek(" + name + ")";
                case "yearday" -> "date_format(" + name + ", 'DDD')";
                case "week" -> "date_format(" + name + ", 'ww')";
                default -> part + "(" + name + ")";
            };
        }

        /// Days of the week from 1, Monday, to 7.
        private int number(Object value) {
            int number = Integer.parseInt(value.toString());
            return "weekday".equals(part) ? number + 1 : number;
        }

        boolean isCalled(String name) {
            return name.equals(part == null ? field.name() : field.name() + "." + part);
        }
    }

    static FirstSlices of(Parameters given, TableSchema fields) {
        Set<Slice> slices = new LinkedHashSet<>();
        for (String name : given.texts("x")) slices.addAll(read(name.strip(), given, fields));
        if (slices.size() > MOST) throw Refusal.parameter("At most %d x are taken at once.".formatted(MOST));
        return new FirstSlices(List.copyOf(slices));
    }

    private static List<Slice> read(String name, Parameters given, TableSchema fields) {
        Optional<Field> whole = fields.findAsked(name);
        if (whole.isPresent()) {
            Field field = whole.get();
            if (!isTime(field)) return List.of(new Slice(field, null));
            return parts(field, given).stream()
                    .map(part -> new Slice(field, part))
                    .toList();
        }
        int dot = name.lastIndexOf('.');
        Optional<Field> field = dot < 0 ? Optional.empty() : fields.findAsked(name.substring(0, dot));
        if (field.isEmpty()) throw Refusal.parameter("Unknown field in x: %s.".formatted(Refusal.shortened(name)));
        String part = name.substring(dot + 1);
        if (isTime(field.get()) && (PARTS.contains(part) || CYCLES.contains(part))) {
            return List.of(new Slice(field.get(), part));
        }
        throw Refusal.parameter(
                "x",
                name,
                "a field, or one of dates with .year, .month, .week, .weekday, .yearday, .day, .hour, .minute or .second");
    }

    private static boolean isTime(Field field) {
        return field.type() == FieldType.DATE || field.type() == FieldType.DATETIME;
    }

    /// As `precision` and `periodic` say; without them as fine as the field is, and no finer than days.
    private static List<String> parts(Field field, Parameters given) {
        String precision = word("precision", given);
        String periodic = word("periodic", given);
        if (!periodic.isEmpty() && !periodic.equals("year")) {
            List<String> known = PERIODIC.get((precision.isEmpty() ? periodic : precision) + " " + periodic);
            if (known != null) return known;
            if (CYCLES.contains(periodic)) return List.of(periodic);
            throw Refusal.parameter("periodic", periodic, "one of year, month, week, weekday, day, hour");
        }
        String own = field.annotations().precision();
        String finest = !precision.isEmpty() ? precision : own != null && PARTS.contains(own) ? own : "day";
        if (finest.equals("week")) return List.of("year", "week");
        if (!PARTS.contains(finest)) {
            throw Refusal.parameter("precision", finest, "one of year, month, week, day, hour, minute, second");
        }
        return PARTS.subList(0, PARTS.indexOf(finest) + 1);
    }

    private static String word(String parameter, Parameters given) {
        String text = given.text(parameter);
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }

    boolean isEmpty() {
        return slices.isEmpty();
    }

    int size() {
        return slices.size();
    }

    String label(int slice) {
        return "__x" + slice;
    }

    /// What the records are grouped by.
    String keys() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) keys.add(slices.get(i).key() + " as `" + label(i) + "`");
        return String.join(", ", keys);
    }

    /// In that version nothing is no slice.
    List<String> conditions() {
        return slices.stream()
                .map(slice -> Spelling.name(slice.field().name()) + " is not null")
                .distinct()
                .toList();
    }

    /// The slices that a word of `sort` means, behind its `x`.
    List<Integer> called(String name) {
        List<Integer> called = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) {
            Slice slice = slices.get(i);
            if (name.isEmpty() || slice.isCalled(name) || slice.field().name().equals(name)) called.add(i);
        }
        return called;
    }

    /// The value of `x`: of one field its value or an object of its parts, of several fields an object of these.
    void write(
            JsonGenerator json, IntFunction<OutputColumn> columns, IntFunction<@Nullable Object> row, JsonValues as) {
        Map<Field, List<Integer>> byField = slices.stream()
                .map(Slice::field)
                .distinct()
                .collect(Collectors.toMap(field -> field, this::of, (one, _) -> one, java.util.LinkedHashMap::new));
        boolean several = byField.size() > 1;
        if (several) json.writeStartObject();
        byField.forEach((field, own) -> {
            if (several) json.writeName(field.name());
            boolean parted = slices.get(own.getFirst()).part() != null;
            if (!parted) {
                as.value(json, columns.apply(own.getFirst()), row.apply(own.getFirst()));
                return;
            }
            json.writeStartObject();
            for (int i : own) {
                Object value = row.apply(i);
                if (value != null) {
                    json.writeNumberProperty(
                            String.valueOf(slices.get(i).part()), slices.get(i).number(value));
                }
            }
            json.writeEndObject();
        });
        if (several) json.writeEndObject();
    }

    private List<Integer> of(Field field) {
        List<Integer> own = new ArrayList<>();
        for (int i = 0; i < slices.size(); i++) if (slices.get(i).field().equals(field)) own.add(i);
        return own;
    }
}
