package city.senne.data.usage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What kind of call an address of the API is, found out from the pattern that its door answers to, so that every
/// version of the API counts in the same words.
///
/// @param name such as `records`, `export`, `catalogue`
/// @param formatVariable the part of the address, or the parameter, that names the format of a download, empty when it
/// is
///     in the pattern
/// @param fixedFormat the format when no other is named
record CallKind(String name, String formatVariable, String fixedFormat) {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?(\\w+).*}");

    /// Other versions of the API have other words for the same.
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("search", "records"),
            Map.entry("query", "records"),
            Map.entry("aggregates", "records"),
            Map.entry("analyze", "records"),
            Map.entry("lookup", "record"),
            Map.entry("package_list", "catalogue"),
            Map.entry("package_search", "catalogue"),
            Map.entry("package_show", "dataset"),
            Map.entry("datastore_search", "records"),
            Map.entry("items", "records"),
            Map.entry("item", "record"),
            Map.entry("collections", "catalogue"),
            Map.entry("collection", "dataset"));

    static CallKind of(String pattern) {
        List<String> parts =
                Stream.of(pattern.split("/")).filter(part -> !part.isEmpty()).toList();
        if (parts.isEmpty()) return named("root");
        String last = parts.getLast();
        String before = parts.size() > 1 ? parts.get(parts.size() - 2) : "";
        boolean ofCatalogue = parts.stream().noneMatch(part -> part.equals("{id}")) && parts.contains("catalog");
        if (before.equals("exports")) {
            return isVariable(last)
                    ? new CallKind(Call.EXPORT, variable(last), "")
                    : new CallKind(Call.EXPORT, "", last.toLowerCase(Locale.ROOT));
        }
        if (last.equals("download")) return new CallKind(Call.EXPORT, "format", "csv");
        boolean ofFirstCatalogue = parts.contains("datasets") && before.equals("1.0");
        if (ofFirstCatalogue) return named(isVariable(last) ? "dataset" : "catalogue");
        if (isVariable(last)) {
            String one = before.replaceFirst("s$", "");
            return named(SAME.getOrDefault(one, one));
        }
        return switch (last) {
            case "catalog", "monitoring" -> named("links");
            case "datasets" -> named("catalogue");
            case "facets" -> named(ofCatalogue ? "catalogue_facets" : "facets");
            case "exports" -> named("formats");
            default -> named(last.startsWith("v2") ? "links" : SAME.getOrDefault(last, last));
        };
    }

    boolean isExport() {
        return name.equals(Call.EXPORT);
    }

    String format(Map<String, String> variables) {
        String named = variables.getOrDefault(formatVariable, fixedFormat).toLowerCase(Locale.ROOT);
        return named.equals("xls") ? "xlsx" : named;
    }

    private static CallKind named(String name) {
        return new CallKind(name, "", "");
    }

    private static boolean isVariable(String part) {
        return VARIABLE.matcher(part).matches();
    }

    private static String variable(String part) {
        return VARIABLE.matcher(part).replaceFirst("$1");
    }
}
