package city.senne.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A page of this site with the parameters that say what it shows, to make the addresses of pages that differ in one
/// of them. Blank values, and the language, which is the reader's and not the page's, are no part of it.
///
/// @param path without the query
public record PageAddress(String path, SequencedMap<String, List<String>> parameters) {
    private static final String LANGUAGE = "lang";

    public PageAddress {
        SequencedMap<String, List<String>> kept = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            List<String> said =
                    values.stream().filter(value -> !value.isBlank()).distinct().toList();
            if (!said.isEmpty() && !name.equals(LANGUAGE)) kept.put(name, said);
        });
        parameters = Collections.unmodifiableSequencedMap(kept);
    }

    /// One value of a parameter, for hidden inputs.
    public record Parameter(String name, String value) {}

    public static PageAddress of(HttpServletRequest request) {
        SequencedMap<String, List<String>> parameters = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        return new PageAddress(request.getRequestURI(), parameters);
    }

    public static PageAddress of(String path) {
        return new PageAddress(path, new LinkedHashMap<>());
    }

    /// The same parameters at another path.
    public PageAddress at(String newPath) {
        return new PageAddress(newPath, parameters);
    }

    /// The first value, or an empty text.
    public String text(String name) {
        List<String> values = texts(name);
        return values.isEmpty() ? "" : values.getFirst();
    }

    public List<String> texts(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /// The same with this value only.
    public PageAddress with(String name, Object value) {
        return changed(name, List.of(String.valueOf(value)));
    }

    /// The same with one more value.
    public PageAddress plus(String name, String value) {
        List<String> values = new ArrayList<>(texts(name));
        values.add(value);
        return changed(name, values);
    }

    /// The same without one of the values.
    public PageAddress minus(String name, String value) {
        return changed(
                name, texts(name).stream().filter(other -> !other.equals(value)).toList());
    }

    public PageAddress without(String... names) {
        return without(List.of(names)::contains);
    }

    public PageAddress without(Predicate<String> unwanted) {
        SequencedMap<String, List<String>> left = new LinkedHashMap<>(parameters);
        left.keySet().removeIf(unwanted);
        return new PageAddress(path, left);
    }

    private PageAddress changed(String name, List<String> values) {
        SequencedMap<String, List<String>> changed = new LinkedHashMap<>(parameters);
        changed.put(name, values);
        return new PageAddress(path, changed);
    }

    public List<Parameter> entries() {
        return parameters.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> new Parameter(entry.getKey(), value)))
                .toList();
    }

    /// Path and query, as a link takes it.
    @Override
    public String toString() {
        return entries().isEmpty()
                ? path
                : entries().stream()
                        .map(entry -> encoded(entry.name()) + "=" + encoded(entry.value()))
                        .collect(Collectors.joining("&", path + "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
