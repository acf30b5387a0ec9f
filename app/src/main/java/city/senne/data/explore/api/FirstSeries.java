package city.senne.data.explore.api;

import city.senne.engine.odsql.Spelling;
import city.senne.engine.table.TableSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One series of values that the first version of the API computes of records (`y.<name>.func`, `.expr`), in words of
/// ODSQL. The series of a call number their columns one after the other.
///
/// @param name as the caller says it
/// @param columns what is to be selected
/// @param subsets of quantiles, empty for anything else
/// @param first the number of its first column
record FirstSeries(
        String name, Function function, List<String> columns, List<String> subsets, boolean cumulative, int first) {
    private static final Pattern NAMED = Pattern.compile("y\\.(.+)\\.(func|expr)");
    private static final Pattern PART =
            Pattern.compile("\\s*(?:(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)|\\d+(?:\\.\\d+)?|[-+*/()])\\s*");
    private static final int LONGEST = 500;
    private static final int MOST = 50;

    enum Function {
        COUNT,
        AVG,
        SUM,
        MIN,
        MAX,
        STDDEV,
        SUMSQUARES,
        QUANTILES
    }

    /// Those that a call asks for, in the order of their names.
    static List<FirstSeries> of(Parameters given, TableSchema fields) {
        Map<String, FirstSeries> series = new LinkedHashMap<>();
        int columns = 0;
        for (String parameter : given.values().keySet()) {
            Matcher named = NAMED.matcher(parameter);
            if (!named.matches() || series.containsKey(named.group(1))) continue;
            FirstSeries one = read(named.group(1), given, fields, columns);
            series.put(one.name(), one);
            columns += one.columns().size();
            if (columns > MOST) throw Refusal.parameter("At most %d series are computed at once.".formatted(MOST));
        }
        return List.copyOf(series.values());
    }

    private static FirstSeries read(String name, Parameters given, TableSchema fields, int first) {
        String prefix = "y." + name + ".";
        Function function = function(prefix + "func", given);
        boolean cumulative = given.flag(prefix + "cumulative", false);
        if (function == Function.COUNT) {
            return new FirstSeries(name, function, List.of("count(*)"), List.of(), cumulative, first);
        }
        String written = given.text(prefix + "expr");
        if (written == null) {
            throw Refusal.parameter("The parameter %sexpr is missing: %s needs a number to compute with."
                    .formatted(Refusal.shortened(prefix), function));
        }
        String value = expression(prefix + "expr", written, fields);
        List<String> subsets = function == Function.QUANTILES ? subsets(prefix + "subsets", given) : List.of();
        List<String> columns = switch (function) {
            case AVG -> List.of("avg(" + value + ")");
            case SUM -> List.of("sum(" + value + ")");
            case MIN -> List.of("min(" + value + ")");
            case MAX -> List.of("max(" + value + ")");
            case SUMSQUARES -> List.of("__squares(" + value + ")");
            case STDDEV -> List.of("__deviation(" + value + ")");
            case QUANTILES ->
                subsets.stream()
                        .map(part -> "percentile(%s, %s)".formatted(value, part))
                        .toList();
            case COUNT -> List.of();
        };
        return new FirstSeries(name, function, columns, subsets, cumulative, first);
    }

    private static Function function(String parameter, Parameters given) {
        String written = Objects.requireNonNullElse(given.text(parameter), "COUNT");
        try {
            return Function.valueOf(written.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Refusal.parameter(
                    parameter, written, "one of COUNT, AVG, SUM, MIN, MAX, STDDEV, SUMSQUARES, QUANTILES");
        }
    }

    /// Fields, numbers, the four operations and brackets.
    private static String expression(String parameter, String written, TableSchema fields) {
        if (fields.findCalled(written.strip()).isPresent()) return Spelling.name(written.strip());
        StringBuilder read = new StringBuilder();
        Matcher part = PART.matcher(written);
        int depth = 0;
        int at = 0;
        while (at < written.length() && written.length() <= LONGEST && depth >= 0) {
            if (!part.region(at, written.length()).lookingAt()) break;
            String name = part.group("name");
            if (name != null && fields.findCalled(name).isEmpty()) {
                throw Refusal.parameter("Unknown field in %s: %s.".formatted(Refusal.shortened(parameter), name));
            }
            String text = part.group().strip();
            if (text.equals("(")) depth++;
            if (text.equals(")")) depth--;
            read.append(name == null ? text : Spelling.name(name));
            at = part.end();
        }
        if (at == written.length() && depth == 0) return read.toString();
        throw Refusal.parameter(
                Refusal.shortened(parameter), written, "a field, or numbers and fields with + - * / and brackets");
    }

    private static List<String> subsets(String parameter, Parameters given) {
        List<String> subsets = new ArrayList<>();
        for (String written :
                Objects.requireNonNullElse(given.text(parameter), "50").split(",")) {
            String text = written.strip();
            if (!text.matches("\\d{1,3}(\\.\\d{1,6})?")
                    || new BigDecimal(text).compareTo(BigDecimal.valueOf(100)) > 0) {
                throw Refusal.parameter(parameter, text, "numbers from 0 to 100 with commas between");
            }
            subsets.add(text);
        }
        return subsets;
    }

    String label(int column) {
        return "__y" + (first + column);
    }

    /// What is to be selected.
    List<String> selected() {
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) selected.add(columns.get(i) + " as `" + label(i) + "`");
        return selected;
    }

    /// The value of a row; for quantiles one for each, by its name.
    ///
    /// @param column the value of one of its columns
    @Nullable
    Object value(IntFunction<@Nullable Object> column) {
        return switch (function) {
            case QUANTILES -> {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                for (int i = 0; i < subsets.size(); i++) {
                    values.put(Double.toString(Double.parseDouble(subsets.get(i))), column.apply(i));
                }
                yield values;
            }
            default -> column.apply(0);
        };
    }

    /// The same number of any field type, exact where the engine's was.
    static @Nullable BigDecimal number(@Nullable Object value) {
        return switch (value) {
            case Double number when !Double.isFinite(number) -> null;
            case Number number -> new BigDecimal(number.toString());
            case null, default -> null;
        };
    }
}
