package city.senne.data.ckan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One condition of `resource_search`: a text that occurs in a field, in capitals or not.
record ResourceTerm(String field, String part) {
    private static final List<String> FIELDS = List.of("name", "format", "url", "description", "mimetype");

    static ResourceTerm read(String text) {
        String[] parts = text.split(":", 2);
        if (parts.length < 2) throw Refused.invalid("query", "Must be field:text");
        String field = parts[0].strip();
        if (!FIELDS.contains(field)) {
            throw Refused.invalid(
                    "query",
                    "Unknown field %s; known are %s".formatted(Refused.shortened(field), String.join(", ", FIELDS)));
        }
        return new ResourceTerm(field, parts[1].strip().toLowerCase(Locale.ROOT));
    }

    boolean isIn(String value) {
        return value.toLowerCase(Locale.ROOT).contains(part);
    }

    boolean isMetBy(Map<String, @Nullable Object> resource) {
        return resource.get(field) instanceof String value && isIn(value);
    }
}
