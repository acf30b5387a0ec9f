package city.senne.engine.odsql;

import java.util.Set;

/// The words of the language: which are functions, which may not name a field without back quotes.
final class Functions {
    /// The standard deviation of all values. Not part of the language: our own questions ask for it.
    static final String DEVIATION = "__deviation";

    /// The sum of the squares of all values, in floating point. Not part of the language either.
    static final String SQUARES = "__squares";

    static final Set<String> AGGREGATES =
            Set.of("avg", "sum", "min", "max", "count", "median", "percentile", "envelope", "bbox", DEVIATION, SQUARES);

    static final Set<String> DATE_PARTS =
            Set.of("year", "quarter", "month", "day", "dayofweek", "hour", "minute", "second", "millisecond");

    private static final Set<String> SCALARS = Set.of(
            "length",
            "lower",
            "upper",
            "ifnull",
            "date_format",
            "json_format",
            "now",
            "distance",
            "random",
            "geometry_type",
            "geo_text",
            "geo_digest");

    private static final Set<String> ADDED = Set.of("concat", "round", "if", "case");

    private static final Set<String> PREDICATES = Set.of(
            "search",
            "suggest",
            "startswith",
            "within_distance",
            "in_bbox",
            "intersects",
            "disjoint",
            "within",
            "geometry",
            "polygon");

    private static final Set<String> CLASSES = Set.of("range", "equi", "geo_cluster");

    private static final Set<String> RESERVED = Set.of(
            "and",
            "as",
            "asc",
            "avg",
            "by",
            "count",
            "date_format",
            "day",
            "dayofweek",
            "desc",
            "distinct",
            "equi",
            "false",
            "group",
            "hour",
            "ifnull",
            "or",
            "limit",
            "lower",
            "max",
            "millisecond",
            "min",
            "minute",
            "month",
            "not",
            "null",
            "quarter",
            "range",
            "search",
            "second",
            "select",
            "sum",
            "top",
            "true",
            "upper",
            "where",
            "year");

    private Functions() {}

    /// @param extended with those that are added to the language
    static boolean exists(String function, boolean extended) {
        return extended && ADDED.contains(function)
                || AGGREGATES.contains(function)
                || DATE_PARTS.contains(function)
                || SCALARS.contains(function)
                || PREDICATES.contains(function)
                || CLASSES.contains(function)
                || function.equals("facet");
    }

    static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    /// Called with `name=value`.
    static boolean takesSettings(String function) {
        return function.equals("now") || function.equals("facet");
    }

    static boolean isAdded(String function) {
        return ADDED.contains(function);
    }

    /// Whether what is given at this place is a condition: `if(condition, value, else)`,
    /// `case(condition, value, condition, value, …, else)`.
    static boolean takesCondition(String function, int index, int count) {
        return switch (function) {
            case "if" -> index == 0;
            case "case" -> index % 2 == 0 && index < count - 1;
            default -> false;
        };
    }
}
