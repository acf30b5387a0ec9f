package city.senne.engine.odsql;

import city.senne.engine.odsql.Expression.Comparison;
import city.senne.engine.table.Field;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What was chosen in facets: `refine=field:value` and `exclude=field:value`.
record Refinements(List<Refinement> all) {
    private static final int MAX_REFINEMENTS = 200;
    private static final Pattern NEXT_FIELD = Pattern.compile("\\G,\\s*(`(?:\\\\.|[^`\\\\])*`|[^\\s,:\"'`]+)\\s*:");
    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:[/-](\\d{1,2})(?:[/-](\\d{1,2}))?)?");

    /// One chosen value.
    record Refinement(Bound.Column column, String value, boolean excluded) {
        boolean isOf(Field field) {
            return column.field().name().equals(field.name());
        }
    }

    static Refinements read(Question question, Scope scope) {
        List<Refinement> all = new ArrayList<>();
        Odsql.in("refine", () -> all.addAll(read(question.refine(), scope, false)));
        Odsql.in("exclude", () -> all.addAll(read(question.exclude(), scope, true)));
        return new Refinements(List.copyOf(all));
    }

    private static List<Refinement> read(List<String> texts, Scope scope, boolean excluded) {
        List<Refinement> found = new ArrayList<>();
        for (String text : texts) {
            if (text.isBlank()) continue;
            if (text.length() > ClauseText.MAX_CHARACTERS) {
                throw OdsqlException.malformed("The value is longer than " + ClauseText.MAX_CHARACTERS + " characters");
            }
            for (String pair : pairs(text, scope)) found.add(refinement(pair, scope, excluded));
            if (found.size() > MAX_REFINEMENTS) {
                throw OdsqlException.malformed("More than " + MAX_REFINEMENTS + " chosen values");
            }
        }
        return found;
    }

    /// Several pairs may come in one text; a comma parts them only where a field of the table follows.
    private static List<String> pairs(String text, Scope scope) {
        List<String> pairs = new ArrayList<>();
        Matcher next = NEXT_FIELD.matcher(text);
        int start = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (quote != 0) {
                if (character == '\\') i++;
                else if (character == quote) quote = 0;
            } else if ((character == '"' || character == '\'') && i > 0 && text.charAt(i - 1) == ':') {
                quote = character;
            } else if (character == ',' && next.find(i) && next.start() == i) {
                if (scope.findField(fieldName(next.group(1))).isPresent()) {
                    pairs.add(text.substring(start, i));
                    start = i + 1;
                }
            }
        }
        pairs.add(text.substring(start));
        return pairs;
    }

    private static Refinement refinement(String pair, Scope scope, boolean excluded) {
        String trimmed = pair.strip();
        int from = trimmed.startsWith("`") ? Math.max(trimmed.indexOf('`', 1), 0) : 0;
        int colon = trimmed.indexOf(':', from);
        if (colon <= 0) {
            throw OdsqlException.syntax("unexpected end of text at position " + trimmed.length() + " in " + trimmed);
        }
        Bound.Column column = scope.column(fieldName(trimmed.substring(0, colon).strip()));
        if (column.type().isGeo())
            throw OdsqlException.notAllowed(column.field().name());
        return new Refinement(column, value(trimmed.substring(colon + 1).strip()), excluded);
    }

    private static String fieldName(String written) {
        return written.length() > 1 && written.startsWith("`") && written.endsWith("`")
                ? ClauseText.unquoted(written)
                : written;
    }

    private static String value(String written) {
        boolean quoted = written.length() > 1
                && (written.startsWith("\"") && written.endsWith("\"")
                        || written.startsWith("'") && written.endsWith("'"));
        return quoted ? ClauseText.unquoted(written) : written;
    }

    /// All conditions that the chosen values make.
    List<Bound> conditions(List<FacetRequest> facets, ZoneId zone) {
        return conditions(facets, zone, _ -> true);
    }

    /// Values of one field widen each other when its facet is disjunctive; all else narrows.
    List<Bound> conditions(List<FacetRequest> facets, ZoneId zone, Predicate<Refinement> counted) {
        Map<String, List<Bound>> chosen = new LinkedHashMap<>();
        Map<String, Boolean> disjunctive = new LinkedHashMap<>();
        List<Bound> conditions = new ArrayList<>();
        for (Refinement refinement : all) {
            if (!counted.test(refinement)) continue;
            Field field = refinement.column().field();
            Bound condition = condition(refinement, FacetRequest.separator(facets, field), zone);
            if (refinement.excluded()) {
                conditions.add(new Bound.Not(condition));
            } else {
                chosen.computeIfAbsent(field.name(), _ -> new ArrayList<>()).add(condition);
                disjunctive.put(field.name(), FacetRequest.disjunctive(facets, field));
            }
        }
        chosen.forEach((name, values) -> {
            if (Boolean.TRUE.equals(disjunctive.get(name))) conditions.add(new Bound.AnyOf(values));
            else conditions.addAll(values);
        });
        return conditions;
    }

    private static Bound condition(Refinement refinement, Optional<String> separator, ZoneId zone) {
        String clause = refinement.excluded() ? "exclude" : "refine";
        return Odsql.in(clause, () -> chosen(refinement.column(), refinement.value(), separator, zone));
    }

    private static Bound chosen(Bound.Column column, String value, Optional<String> separator, ZoneId zone) {
        var text = new Bound.Constant(value, ValueType.TEXT);
        return switch (column.type()) {
            case DATE, DATETIME -> inPeriod(column, value, zone);
            case INTEGER, NUMBER, DECIMAL, BOOLEAN ->
                new Bound.Compared(Comparison.EQUAL, new Bound.PathClass(column, null, 1, null, zone), text);
            case TEXTS ->
                new Bound.AnyCompared(
                        Comparison.EQUAL,
                        separator
                                .<Bound>map(step -> new Bound.PathClass(
                                        column, step, steps(value, step).size(), null, zone))
                                .orElse(column),
                        text);
            default -> {
                var equal = new Bound.Compared(Comparison.EQUAL, column, text);
                yield separator
                        .<Bound>map(step -> new Bound.AnyOf(List.of(
                                equal,
                                new Bound.TextSearch(
                                        Bound.TextSearch.Manner.STARTS,
                                        List.of(column),
                                        List.of(new SearchTerm(value + step, true, 0))))))
                        .orElse(equal);
            }
        };
    }

    private static Bound inPeriod(Bound.Column column, String value, ZoneId zone) {
        Matcher date = DATE.matcher(value);
        if (!date.matches()) throw OdsqlException.malformed("Invalid date: " + value);
        try {
            int month = date.group(2) == null ? 1 : Integer.parseInt(date.group(2));
            int day = date.group(3) == null ? 1 : Integer.parseInt(date.group(3));
            LocalDate first = LocalDate.of(Integer.parseInt(date.group(1)), month, day);
            LocalDate next = date.group(2) == null
                    ? first.plusYears(1)
                    : date.group(3) == null ? first.plusMonths(1) : first.plusDays(1);
            return new Bound.Between(column, at(column, first, zone), true, at(column, next, zone), false);
        } catch (DateTimeException e) {
            throw OdsqlException.malformed("Invalid date: " + value);
        }
    }

    private static Bound at(Bound.Column column, LocalDate day, ZoneId zone) {
        return column.type() == ValueType.DATE
                ? new Bound.Constant(day, ValueType.DATE)
                : new Bound.Constant(Moments.startOf(day, zone), ValueType.DATETIME);
    }

    /// A date as facets write it, so that what is chosen and what is shown can be compared.
    static String datePath(String value) {
        Matcher date = DATE.matcher(value);
        if (!date.matches()) return value;
        String month = date.group(2) == null ? "" : "/" + twoDigits(date.group(2));
        String day = date.group(3) == null ? "" : "/" + twoDigits(date.group(3));
        return date.group(1) + month + day;
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? "0" + number : number;
    }

    static List<String> steps(String path, String separator) {
        return List.of(path.split(Pattern.quote(separator), -1));
    }
}
