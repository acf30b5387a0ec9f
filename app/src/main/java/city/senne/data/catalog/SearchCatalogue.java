package city.senne.data.catalog;

import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Finds datasets by words, in three languages and with typing errors, and by facets.
@Component
public class SearchCatalogue {
    /// So many are read together where many are looked through.
    private static final int AT_ONCE = 500;

    private final CatalogueIndex index;
    private final CatalogueMemory memory;
    private final Datasets datasets;
    private final RecentHits recent;
    private final Sights sights;
    private final Catalog catalog;

    SearchCatalogue(
            CatalogueIndex index,
            CatalogueMemory memory,
            Datasets datasets,
            RecentHits recent,
            Sights sights,
            Catalog catalog) {
        this.index = index;
        this.memory = memory;
        this.datasets = datasets;
        this.recent = recent;
        this.sights = sights;
        this.catalog = catalog;
    }

    /// @param total of all pages
    /// @param rows of all datasets found together
    /// @param facets values with counts, the most frequent first
    /// @param corrected what was searched for instead because the words as typed found nothing; else empty
    public record Found(
            long total,
            long rows,
            List<Dataset> datasets,
            Map<CatalogueFacet, List<CatalogueFacet.Value>> facets,
            String corrected) {}

    /// @param changes of the catalogue when the search began
    private record Asked(Viewer viewer, Sight sight, CatalogueQuestion question, long changes) {
        /// Whether words may be told that only drafts and hidden datasets say.
        boolean seesUntold() {
            return viewer.isAdministrator();
        }
    }

    public Found search(Viewer viewer, CatalogueQuestion question) {
        Asked asked = new Asked(viewer, sights.of(viewer), question, datasets.changes());
        List<String> words = index.meaningful(SearchText.words(question.search()), question.language());
        List<List<String>> meant = words.stream().map(List::of).toList();
        CatalogueIndex.Hits hits = hits(asked, meant);
        if (words.isEmpty()) return found(asked, hits, "");
        if (hits.total() > 0) return likelier(asked, words).orElseGet(() -> found(asked, hits, ""));
        List<List<String>> near = new ArrayList<>();
        for (String word : words) {
            List<String> alike = index.near(word, asked.seesUntold());
            near.add(alike.isEmpty() ? List.of(word) : alike);
        }
        if (near.equals(meant)) return found(asked, hits, "");
        CatalogueIndex.Hits others = hits(asked, near);
        if (others.total() == 0) return found(asked, hits, "");
        return found(asked, others, likeliest(asked, near));
    }

    /// What comes near when no dataset bears all the words: those that bear some. A word counts the more the fewer
    /// datasets bear it, so that `crèches` decides over `près`.
    ///
    /// @return at most as many as the question's limit; none for a single word
    public List<Dataset> partly(Viewer viewer, CatalogueQuestion question) {
        Asked asked = new Asked(viewer, sights.of(viewer), question, datasets.changes());
        List<String> words = index.meaningful(SearchText.words(question.search()), question.language());
        if (words.size() < 2) return List.of();
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String word : words) {
            if (word.length() < 2) continue; // it begins too many others
            CatalogueIndex.Hits hits = hits(asked, List.of(List.of(word)));
            hits.ids().forEach(id -> weights.merge(id, 1.0 / hits.total(), Double::sum));
        }
        return known(
                viewer,
                weights.entrySet().stream()
                        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                        .limit(question.limit())
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /// Ids of all that the viewer may know of and that bear one of the terms, the likeliest first; without terms of
    /// all,
    /// the last changed first. Nothing that is misspelt is put right: programs count on what they asked for.
    ///
    /// @param terms the words of each must stand together, in their order; small words of the language do not count
    public List<String> bearing(Viewer viewer, List<String> terms, String language) {
        if (terms.isEmpty()) return ids(viewer, List.of(), "", language);
        Set<String> found = new LinkedHashSet<>();
        for (String term : terms) {
            List<String> words = index.meaningful(SearchText.words(term), language);
            if (words.isEmpty()) continue;
            List<String> bearing = ids(viewer, words, term, language);
            if (SearchText.words(term).size() > 1) bearing = bearingTogether(bearing, term);
            found.addAll(bearing);
        }
        return List.copyOf(found);
    }

    private List<String> ids(Viewer viewer, List<String> words, String search, String language) {
        var all = new CatalogueQuestion(
                search, Map.of(), CatalogueQuestion.Order.RELEVANCE, language, Integer.MAX_VALUE, 0);
        Asked asked = new Asked(viewer, sights.of(viewer), all, datasets.changes());
        return hits(asked, words.stream().map(List::of).toList()).ids();
    }

    private List<String> bearingTogether(List<String> ids, String term) {
        List<String> bearing = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += AT_ONCE) {
            datasets.list(ids.subList(i, Math.min(ids.size(), i + AT_ONCE))).stream()
                    .filter(dataset -> SearchText.tells(dataset, term))
                    .forEach(dataset -> bearing.add(dataset.id().value()));
        }
        return bearing;
    }

    /// Those of these that are still there, with no more figures than the viewer may know.
    ///
    /// @param ids that were found for her
    public List<Dataset> list(Viewer viewer, List<String> ids) {
        return known(viewer, ids);
    }

    /// What was probably meant when words that nobody ever wrote find something all the same, by a stem
    /// that they share with others by chance: `parcing` finds parks.
    private Optional<Found> likelier(Asked asked, List<String> words) {
        List<String> unknown = index.unknown(words, asked.seesUntold());
        if (unknown.isEmpty()) return Optional.empty();
        List<List<String>> near = new ArrayList<>();
        for (String word : words) {
            List<String> alike =
                    unknown.contains(word) ? index.otherStems(word, index.near(word, asked.seesUntold())) : List.of();
            near.add(alike.isEmpty() ? List.of(word) : alike);
        }
        if (near.stream().allMatch(choice -> words.contains(choice.getFirst()))) return Optional.empty();
        CatalogueIndex.Hits others = hits(asked, near);
        return others.total() == 0 ? Optional.empty() : Optional.of(found(asked, others, likeliest(asked, near)));
    }

    /// Of the words that were tried together, those that find something by themselves: nothing else may be
    /// told, lest it betrays a dataset that the reader does not see.
    private String likeliest(Asked asked, List<List<String>> near) {
        List<List<String>> certain = new ArrayList<>(near);
        for (int i = 0; i < certain.size(); i++) {
            for (String alike : near.get(i)) {
                List<List<String>> tried = new ArrayList<>(certain);
                tried.set(i, List.of(alike));
                if (hits(asked, tried).total() > 0) {
                    certain = tried;
                    break;
                }
            }
        }
        return String.join(" ", certain.stream().map(List::getFirst).toList());
    }

    private CatalogueIndex.Hits hits(Asked asked, List<List<String>> words) {
        var key = new RecentHits.Key(asked.sight(), words, asked.question());
        return recent.find(asked.changes(), key).orElseGet(() -> {
            boolean byTitle = asked.question().order() == CatalogueQuestion.Order.RELEVANCE;
            CatalogueIndex.Matches matches = words.isEmpty() ? null : index.match(words, byTitle);
            CatalogueIndex.Hits found = memory.search(asked.changes(), asked.sight(), matches, asked.question());
            recent.keep(asked.changes(), key, found);
            return found;
        });
    }

    private Found found(Asked asked, CatalogueIndex.Hits hits, String corrected) {
        return new Found(hits.total(), hits.rows(), known(asked.viewer(), hits.ids()), hits.facets(), corrected);
    }

    /// With no more figures than the viewer may know.
    private List<Dataset> known(Viewer viewer, List<String> ids) {
        return datasets.list(ids).stream()
                .map(dataset -> catalog.known(viewer, dataset))
                .toList();
    }
}
