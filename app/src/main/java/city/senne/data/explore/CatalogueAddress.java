package city.senne.data.explore;

import city.senne.data.catalog.CatalogueFacet;
import city.senne.data.catalog.CatalogueQuestion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What the catalogue page shows, as its address says it; every choice has an address of its own.
///
/// @param search without blanks around it
public record CatalogueAddress(String search, Map<CatalogueFacet, List<String>> chosen, CatalogueQuestion.Order order) {
    static final String PATH = "/datasets";
    private static final int MOST_CHOSEN = 12;

    /// All datasets.
    static final CatalogueAddress PLAIN = new CatalogueAddress("", Map.of(), CatalogueQuestion.Order.RELEVANCE);

    /// @param parameters of the address; unknown ones are left out
    static CatalogueAddress of(Map<String, String[]> parameters) {
        Map<CatalogueFacet, List<String>> chosen = new EnumMap<>(CatalogueFacet.class);
        parameters.forEach((name, values) -> CatalogueFacet.find(name).ifPresent(facet -> {
            List<String> wanted = Arrays.stream(values)
                    .map(value -> value.replace("\0", ""))
                    .filter(value -> !value.isBlank())
                    .distinct()
                    .limit(MOST_CHOSEN)
                    .toList();
            if (!wanted.isEmpty()) chosen.put(facet, wanted);
        }));
        return new CatalogueAddress(
                first(parameters, "q").replace("\0", "").strip(),
                chosen,
                CatalogueQuestion.Order.of(first(parameters, "sort")));
    }

    private static String first(Map<String, String[]> parameters, String name) {
        String[] values = parameters.get(name);
        return values == null || values.length == 0 ? "" : values[0];
    }

    public boolean isPlain() {
        return search.isEmpty() && chosen.isEmpty();
    }

    public boolean has(CatalogueFacet facet, String value) {
        return chosen.getOrDefault(facet, List.of()).contains(value);
    }

    /// The same with one value more, or without it if it is chosen.
    public CatalogueAddress toggled(CatalogueFacet facet, String value) {
        Map<CatalogueFacet, List<String>> other = new EnumMap<>(CatalogueFacet.class);
        other.putAll(chosen);
        List<String> values = new ArrayList<>(chosen.getOrDefault(facet, List.of()));
        if (!values.remove(value)) values.add(value);
        if (values.isEmpty()) other.remove(facet);
        else other.put(facet, values);
        return new CatalogueAddress(search, other, order);
    }

    public CatalogueAddress sorted(CatalogueQuestion.Order other) {
        return new CatalogueAddress(search, chosen, other);
    }

    public CatalogueAddress searching(String other) {
        return new CatalogueAddress(other, chosen, order);
    }

    public CatalogueAddress unfiltered() {
        return new CatalogueAddress(search, Map.of(), order);
    }

    /// Without the number of the page: another choice begins with the first.
    public String path() {
        List<String> pairs = new ArrayList<>();
        if (!search.isEmpty()) pairs.add(pair("q", search));
        chosen.forEach((facet, values) -> values.forEach(value -> pairs.add(pair(facet.parameter(), value))));
        if (order != CatalogueQuestion.Order.RELEVANCE) pairs.add(pair("sort", order.parameter()));
        return pairs.isEmpty() ? PATH : PATH + "?" + String.join("&", pairs);
    }

    private static String pair(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
