package city.senne.data.explore;

import city.senne.data.catalog.CatalogueFacet;
import city.senne.data.catalog.Theme;
import city.senne.platform.i18n.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One way to narrow the catalogue down, with its values as links.
///
/// @param word the key of its name
public record FacetGroup(String word, List<Choice> choices) {
    private static final int SHOWN_AT_ONCE = 6;

    /// @param path where the choice leads: with the value, or without it when it is chosen
    public record Choice(String value, String text, long count, String path, boolean chosen) {}

    /// The most frequent values; of years the newest.
    public List<Choice> first() {
        return choices.subList(0, Math.min(SHOWN_AT_ONCE, choices.size()));
    }

    /// Those that are shown when somebody asks for more.
    public List<Choice> more() {
        return choices.subList(first().size(), choices.size());
    }

    static List<FacetGroup> of(
            Map<CatalogueFacet, List<CatalogueFacet.Value>> found, CatalogueAddress address, Words words) {
        List<FacetGroup> groups = new ArrayList<>();
        for (CatalogueFacet facet : CatalogueFacet.values()) {
            List<Choice> choices = choices(facet, found, address, words);
            if (!choices.isEmpty()) groups.add(new FacetGroup("explore.facet." + facet.parameter(), choices));
        }
        return List.copyOf(groups);
    }

    static List<Choice> choices(
            CatalogueFacet facet,
            Map<CatalogueFacet, List<CatalogueFacet.Value>> found,
            CatalogueAddress address,
            Words words) {
        Stream<CatalogueFacet.Value> values = found.getOrDefault(facet, List.of()).stream();
        if (facet == CatalogueFacet.YEAR) {
            values = values.sorted(
                    Comparator.comparing(CatalogueFacet.Value::value).reversed());
        }
        return values.map(value -> choice(facet, value, address, words)).toList();
    }

    /// Everything that is chosen, to be taken back.
    static List<Choice> chosen(CatalogueAddress address, Words words) {
        List<Choice> choices = new ArrayList<>();
        address.chosen()
                .forEach((facet, values) -> values.forEach(
                        value -> choices.add(choice(facet, new CatalogueFacet.Value(value, 0), address, words))));
        return List.copyOf(choices);
    }

    private static Choice choice(
            CatalogueFacet facet, CatalogueFacet.Value value, CatalogueAddress address, Words words) {
        return new Choice(
                value.value(),
                text(facet, value.value(), words),
                value.count(),
                address.toggled(facet, value.value()).path(),
                address.has(facet, value.value()));
    }

    private static String text(CatalogueFacet facet, String value, Words words) {
        return switch (facet) {
            case THEME -> Theme.nameOf(value, words.language().tag());
            case FEATURE -> words.has("explore.feature." + value) ? words.of("explore.feature." + value) : value;
            case STAGE -> value.equals("draft") ? words.of("explore.draft") : value;
            case PUBLISHER, KEYWORD, YEAR -> value;
        };
    }
}
