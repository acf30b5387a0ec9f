package city.senne.data.mcp;

import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.DatasetId;
import city.senne.data.catalog.Version;
import city.senne.data.explore.export.Times;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where an answer comes from: what is to stand beside every figure of it.
///
/// @param origin of the portal, without a slash at its end
/// @param language of titles
record Citation(String origin, Locale language) {
    private static final String API = "/api/explore/v2.1/catalog/datasets";

    static Citation of(Asking asking) {
        return new Citation(asking.origin(), asking.language());
    }

    String page(DatasetId id) {
        return origin + "/datasets/" + id;
    }

    String api() {
        return origin + API;
    }

    String api(DatasetId id) {
        return api() + "/" + id;
    }

    /// Of what is known about a dataset.
    Map<String, @Nullable Object> of(Dataset dataset, boolean readable) {
        return cited(dataset, readable ? dataset.current() : null, Map.of(), api(dataset.id()));
    }

    /// Of rows.
    ///
    /// @param clauses as they were run, by their names
    /// @param page the parameters that tell which part of the answer it is
    Map<String, @Nullable Object> of(
            Dataset dataset, Version version, Map<String, String> clauses, Map<String, String> page) {
        Map<String, String> parameters = new LinkedHashMap<>(clauses);
        parameters.putAll(page);
        parameters.put("as_of", Integer.toString(version.number()));
        return cited(dataset, version, clauses, api(dataset.id()) + "/records" + query(parameters));
    }

    private Map<String, @Nullable Object> cited(
            Dataset dataset, @Nullable Version version, Map<String, String> clauses, String address) {
        Dataset.Description said = dataset.description();
        Map<String, @Nullable Object> cited = new LinkedHashMap<>();
        cited.put("dataset_id", dataset.id().value());
        cited.put("title", dataset.title(language.getLanguage()));
        cited.put("publisher", orNull(said.publisher().in(language.getLanguage())));
        cited.put("licence", orNull(said.licence()));
        if (version != null) {
            cited.put("version", version.number());
            cited.put("updated", Times.text(version.landed(), ZoneOffset.UTC));
        }
        cited.put("page", page(dataset.id()));
        if (!clauses.isEmpty()) cited.put("query", clauses);
        cited.put("explore_api", address);
        return cited;
    }

    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .collect(Collectors.joining("&", "?", ""));
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
