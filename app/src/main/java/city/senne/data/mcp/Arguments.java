package city.senne.data.mcp;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The arguments of a tool, which fit its schema by now.
record Arguments(Map<String, Object> values) {
    static Arguments of(@Nullable Map<String, Object> given) {
        return new Arguments(given == null ? Map.of() : given);
    }

    /// A text; empty when it is missing or blank.
    Optional<String> find(String name) {
        return values.get(name) instanceof String text && !text.isBlank()
                ? Optional.of(text.strip())
                : Optional.empty();
    }

    /// Null when it is missing or blank.
    @Nullable
    String text(String name) {
        return find(name).orElse(null);
    }

    String required(String name) {
        return find(name).orElseThrow(() -> new ToolRefused("%s must not be blank.".formatted(name)));
    }

    int whole(String name, int usual) {
        return values.get(name) instanceof Number number ? number.intValue() : usual;
    }

    /// As the journal is told: without the purpose, which is told by itself.
    SortedMap<String, String> told(String tool) {
        SortedMap<String, String> told = new TreeMap<>();
        values.forEach((name, value) -> told.put(name, String.valueOf(value)));
        told.remove("purpose");
        told.put("tool", tool);
        return told;
    }
}
