package city.senne.data.ingest;

import city.senne.data.catalog.Keywords;
import city.senne.engine.delivery.Reason;
import city.senne.engine.delivery.UnreadableDelivery;
import city.senne.platform.i18n.Translated;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One level of a description file, with the path to it for messages.
record DescriptionWords(String path, Map<String, Object> values) {
    private static final String AUTOMATIC = "automatic";
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final String IN_LANGUAGES = "{fr: …, nl: …, en: …, de: …}";
    private static final String LISTS_IN_LANGUAGES = "{fr: […, …], nl: […, …], en: […, …], de: […, …]}";

    DescriptionWords(String path, @Nullable Object value, Set<String> allowed) {
        this(path, map(path, value));
        for (String key : values.keySet()) {
            if (!allowed.contains(key)) {
                throw new UnreadableDelivery(Reason.of(
                        "delivery.description_unknown_word",
                        at(key),
                        String.join(", ", allowed.stream().sorted().toList())));
            }
        }
    }

    private static Map<String, Object> map(String path, @Nullable Object value) {
        if (value == null) return Map.of();
        if (!(value instanceof Map<?, ?> found))
            throw new UnreadableDelivery(Reason.of("delivery.description_not_a_map", path));
        Map<String, Object> values = new LinkedHashMap<>();
        found.forEach((key, member) -> {
            if (member != null) values.put(String.valueOf(key), member);
        });
        return values;
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    UnreadableDelivery wrong(String key, Object value, String allowed) {
        return new UnreadableDelivery(
                Reason.of("delivery.description_wrong_value", at(key), String.valueOf(value), allowed));
    }

    @Nullable
    String text(String key) {
        Object value = values.get(key);
        if (value instanceof Map || value instanceof List) throw wrong(key, value, "…");
        return value == null ? null : storable(value);
    }

    /// No text in the database holds a NUL, which YAML can write.
    private static String storable(@Nullable Object value) {
        return String.valueOf(value).replace("\0", "");
    }

    /// @param allowed what can stand there, in no language
    <T> @Nullable T parsed(String key, Function<String, T> parser, String allowed) {
        String text = text(key);
        if (text == null) return null;
        try {
            return parser.apply(text.isBlank() ? text : text.strip());
        } catch (IllegalArgumentException e) {
            throw wrong(key, text, allowed);
        }
    }

    @Nullable
    List<String> list(String key) {
        Object value = values.get(key);
        if (value == null) return null;
        if (value instanceof Map) throw wrong(key, value, "[…, …]");
        if (!(value instanceof List<?> members)) return List.of(storable(value));
        List<String> texts = new ArrayList<>();
        for (Object member : members) {
            if (member == null || member instanceof Map || member instanceof List) {
                throw wrong(key, String.valueOf(member), "[…, …]");
            }
            texts.add(storable(member));
        }
        return List.copyOf(texts);
    }

    @Nullable
    Translated translated(String key) {
        Object value = values.get(key);
        if (value == null) return null;
        if (value instanceof List) throw wrong(key, value, IN_LANGUAGES);
        if (!(value instanceof Map<?, ?> languages)) return Translated.of(storable(value));
        Map<String, String> texts = new LinkedHashMap<>();
        languages.forEach((language, text) -> {
            String code = storable(language);
            if (!LANGUAGES.contains(code)) throw wrong(key + "." + code, code, IN_LANGUAGES);
            if (text instanceof Map || text instanceof List) throw wrong(key + "." + code, text, "…");
            if (text != null) texts.put(code, storable(text));
        });
        return new Translated(texts);
    }

    @Nullable
    Keywords keywords(String key) {
        if (!(values.get(key) instanceof Map<?, ?>)) {
            List<String> words = list(key);
            return words == null ? null : Keywords.of(words);
        }
        DescriptionWords languages = new DescriptionWords(at(key), children(key));
        Map<String, List<String>> words = new LinkedHashMap<>();
        for (String code : languages.values().keySet()) {
            if (!LANGUAGES.contains(code)) throw wrong(key + "." + code, code, LISTS_IN_LANGUAGES);
            words.put(code, Objects.requireNonNullElse(languages.list(code), List.of()));
        }
        return new Keywords(words);
    }

    /// What is below a word, without what is left to us; those are added to the ones given.
    Map<String, Object> automatic(String key, Set<String> automatic) {
        Map<String, Object> said = new LinkedHashMap<>(children(key));
        said.entrySet().removeIf(entry -> {
            String path = at(key) + "." + entry.getKey();
            boolean open = path.startsWith("reading.") || path.endsWith(".type") || path.endsWith(".name");
            return open && AUTOMATIC.equals(entry.getValue()) && automatic.add(path);
        });
        return said;
    }

    Map<String, Object> children(String key) {
        return map(at(key), values.get(key));
    }
}
