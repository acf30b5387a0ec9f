package city.senne.data.explore;

import city.senne.data.catalog.CatalogueFacet;
import city.senne.data.catalog.CatalogueQuestion;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.SearchCatalogue;
import city.senne.data.places.FindPlaces;
import city.senne.data.query.TooBusy;
import city.senne.data.query.TookTooLong;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.PageAddress;
import city.senne.trust.identity.Viewer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Parts a search that no dataset answers, such as `crèches rue du Gué 12`, into what is looked for and the address
/// around which it is looked for.
@Component
public class SearchAround {
    private static final int MOST_WORDS = 12;
    /// What is looked for comes first, in a few words.
    private static final int MOST_WORDS_BEFORE = 3;
    private static final int DATASETS = 8;
    private static final Set<String> BETWEEN = Set.of(
            "près", "proche", "autour", "à", "au", "de", "du", "near", "around", "at", "in", "bij", "nabij", "rond",
            "la", "le", "les", "the", "het");

    private final SearchCatalogue searchCatalogue;
    private final FindPlaces findPlaces;

    SearchAround(SearchCatalogue searchCatalogue, FindPlaces findPlaces) {
        this.searchCatalogue = searchCatalogue;
        this.findPlaces = findPlaces;
    }

    /// @param address as it was typed
    /// @param datasets with places; all there are when nothing but an address was typed
    public record Found(String address, List<Dataset> datasets) {
        /// The map of a dataset around the address. Where several places may be meant, it asks.
        public String map(Dataset dataset) {
            return PageAddress.of("/datasets/" + dataset.id().value() + "/map")
                    .with(Near.NAME, address)
                    .toString();
        }
    }

    /// The longest end of the search that is an address, when datasets are found by what stands before it.
    Optional<Found> find(Viewer viewer, String search, Words words) {
        List<String> typed = Arrays.stream(search.split("[\\s,;]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (typed.size() > MOST_WORDS || !findPlaces.isPossible(viewer)) return Optional.empty();
        for (int before = 0; before <= MOST_WORDS_BEFORE && before < typed.size(); before++) {
            List<Dataset> datasets = datasets(viewer, String.join(" ", typed.subList(0, before)), words);
            Predicate<String> leadsOn = before == 0 ? _ -> false : SearchAround::isBetween;
            String address = typed.stream().skip(before).dropWhile(leadsOn).collect(Collectors.joining(" "));
            if (!datasets.isEmpty() && isAddress(viewer, address, words)) {
                return Optional.of(new Found(address, datasets));
            }
        }
        return Optional.empty();
    }

    /// `crèches près de la place`, `trees near the square`.
    private static boolean isBetween(String word) {
        return BETWEEN.contains(word.toLowerCase(Locale.ROOT));
    }

    private List<Dataset> datasets(Viewer viewer, String search, Words words) {
        CatalogueQuestion question = new CatalogueQuestion(
                search,
                Map.of(CatalogueFacet.FEATURE, List.of("map")),
                CatalogueQuestion.Order.RELEVANCE,
                words.language().tag(),
                DATASETS,
                0);
        return searchCatalogue.search(viewer, question).datasets();
    }

    /// It is only an offer: whoever searches is not to be refused because others look addresses up.
    private boolean isAddress(Viewer viewer, String text, Words words) {
        try {
            return !findPlaces.find(viewer, text, 1, words).isEmpty();
        } catch (TooBusy | TookTooLong later) {
            return false;
        }
    }
}
