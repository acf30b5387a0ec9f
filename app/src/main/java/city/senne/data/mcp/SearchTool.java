package city.senne.data.mcp;

import city.senne.data.catalog.CatalogueFacet;
import city.senne.data.catalog.CatalogueQuestion;
import city.senne.data.catalog.Dataset;
import city.senne.data.catalog.SearchCatalogue;
import city.senne.data.catalog.Theme;
import city.senne.data.explore.export.Times;
import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Finds datasets by words, by who publishes them and by theme.
@Component
@Order(1)
class SearchTool implements AssistantTool {
    private static final int USUAL = 10;
    private static final int LONGEST_TEXT = 300;
    private static final int MOST_VALUES = 15;
    private static final McpSchema.Tool TOOL =
            AssistantTool.readOnly("search_datasets", "Search datasets", """
            Finds datasets of the city that the caller may know of. Words may be French, Dutch or English and must all occur;
            without words the last changed come first. Answers ids, titles, short descriptions and who publishes them, and the
            organisations and themes that what was found belongs to.
            """, """
            {"type": "object",
             "properties": {
               "words": {"type": "string", "maxLength": 200, "description": "A few words to look for, such as: trees Ixelles."},
               "organisation": {"type": "string", "maxLength": 200,
                 "description": "Only what this organisation publishes, called as organisations in an answer call it."},
               "theme": {"type": "string", "maxLength": 200,
                 "description": "Only of this theme: a code of the EU's data themes such as TRAN, or a theme as an answer calls it."},
               "limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10},
               "offset": {"type": "integer", "minimum": 0, "maximum": 10000, "default": 0},
               %s
             },
             "additionalProperties": false}
            """.formatted(Schemas.LANGUAGE), """
            {"type": "object",
             "properties": {
               "total_count": {"type": "integer", "description": "Of all pages."},
               "match": {"type": "string", "enum": ["all_words", "corrected", "some_words"],
                 "description": "Whether all words occur, others that are spelled alike, or only some of them."},
               "corrected": {"type": "string", "description": "What was looked for instead."},
               "datasets": {"type": "array", "items": {"type": "object",
                 "properties": {
                   "dataset_id": {"type": "string"},
                   "title": {"type": "string"},
                   "description": {"type": "string"},
                   "publisher": {"type": ["string", "null"]},
                   "licence": {"type": ["string", "null"]},
                   "themes": {"type": "array", "items": {"type": "string"}},
                   "modified": {"type": "string"},
                   "records": {"type": ["integer", "null"], "description": "Null where the caller may not know."},
                   "readable": {"type": "boolean", "description": "Whether the caller may read rows of it."},
                   "page": {"type": "string", "format": "uri"}},
                 "required": ["dataset_id", "title", "readable", "page"]}},
               "organisations": {"type": "object", "additionalProperties": {"type": "integer"},
                 "description": "Who publishes how many of the datasets found; of all when none was."},
               "themes": {"type": "object", "additionalProperties": {"type": "integer"}},
               "next_offset": {"type": "integer", "description": "Where the next page begins; missing on the last one."},
               "catalogue": {"type": "string", "format": "uri", "description": "The page for people."}},
             "required": ["total_count", "match", "datasets", "catalogue"]}
            """);

    private final SearchCatalogue searchCatalogue;
    private final Access access;

    SearchTool(SearchCatalogue searchCatalogue, Access access) {
        this.searchCatalogue = searchCatalogue;
        this.access = access;
    }

    @Override
    public McpSchema.Tool described() {
        return TOOL;
    }

    @Override
    public Told call(Asking asking, Arguments arguments) {
        int limit = arguments.whole("limit", USUAL);
        int offset = arguments.whole("offset", 0);
        String language = asking.language().getLanguage();
        Map<CatalogueFacet, List<String>> chosen = new EnumMap<>(CatalogueFacet.class);
        arguments.find("organisation").ifPresent(said -> chosen.put(CatalogueFacet.PUBLISHER, List.of(said)));
        arguments.find("theme").ifPresent(said -> chosen.put(CatalogueFacet.THEME, List.of(Theme.codeOf(said))));
        CatalogueQuestion question = new CatalogueQuestion(
                arguments.find("words").orElse(""), chosen, CatalogueQuestion.Order.RELEVANCE, language, limit, offset);
        SearchCatalogue.Found found = searchCatalogue.search(asking.viewer(), question);
        List<Dataset> partly =
                found.total() == 0 && offset == 0 ? searchCatalogue.partly(asking.viewer(), question) : List.of();
        List<Dataset> datasets = found.total() == 0 ? partly : found.datasets();

        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        long total = found.total() == 0 ? partly.size() : found.total();
        content.put("total_count", total);
        content.put("match", match(found, partly));
        if (!found.corrected().isEmpty()) content.put("corrected", found.corrected());
        content.put(
                "datasets",
                datasets.stream()
                        .map(dataset -> brief(asking.viewer(), dataset, Citation.of(asking)))
                        .toList());
        // Who named one that does not exist is told which ones do.
        boolean isMisnamed = total == 0 && !chosen.isEmpty();
        SearchCatalogue.Found offered =
                isMisnamed ? searchCatalogue.search(asking.viewer(), everything(language)) : found;
        content.put("organisations", counts(offered, CatalogueFacet.PUBLISHER, language));
        content.put("themes", counts(offered, CatalogueFacet.THEME, language));
        if (offset + datasets.size() < total) content.put("next_offset", offset + datasets.size());
        content.put("catalogue", asking.origin() + "/datasets");
        return new Told(summary(datasets.size(), total, content), content);
    }

    private static CatalogueQuestion everything(String language) {
        return new CatalogueQuestion("", Map.of(), CatalogueQuestion.Order.RELEVANCE, language, 1, 0);
    }

    private static String match(SearchCatalogue.Found found, List<Dataset> partly) {
        if (!partly.isEmpty()) return "some_words";
        return found.corrected().isEmpty() ? "all_words" : "corrected";
    }

    private static String summary(int shown, long total, Map<String, @Nullable Object> content) {
        if (total == 0) {
            return "No dataset was found. Try fewer or other words, in French or Dutch too, or another organisation or theme: the most frequent ones are listed.";
        }
        String how = switch (String.valueOf(content.get("match"))) {
            case "some_words" -> " None bears all the words; these bear some of them.";
            case "corrected" -> " The words found nothing; looked for: " + content.get("corrected") + ".";
            default -> "";
        };
        return "%d of %d datasets found.%s describe_dataset tells what one of them holds.".formatted(shown, total, how);
    }

    private Map<String, @Nullable Object> brief(Viewer viewer, Dataset dataset, Citation citation) {
        String language = citation.language().getLanguage();
        Dataset.Description said = dataset.description();
        Map<String, @Nullable Object> brief = new LinkedHashMap<>();
        brief.put("dataset_id", dataset.id().value());
        brief.put("title", dataset.title(language));
        brief.put("description", shortened(said.text().in(language)));
        brief.put("publisher", Citation.orNull(said.publisher().in(language)));
        brief.put("licence", Citation.orNull(said.licence()));
        brief.put("themes", dataset.themes(language));
        brief.put("modified", Times.text(dataset.modified(), ZoneOffset.UTC));
        brief.put(
                "records", dataset.current().tellsFigures() ? dataset.current().rows() : null);
        brief.put("readable", access.decide(viewer, Act.READ, dataset.subject()) instanceof Verdict.Yes);
        brief.put("page", citation.page(dataset.id()));
        return brief;
    }

    private static String shortened(String text) {
        String plain = text.strip().replaceAll("\\s+", " ");
        if (plain.length() <= LONGEST_TEXT) return plain;
        return plain.substring(0, LONGEST_TEXT).replaceFirst("\\s\\S*$", "") + " …";
    }

    private static Map<String, Long> counts(SearchCatalogue.Found found, CatalogueFacet facet, String language) {
        Map<String, Long> counts = new LinkedHashMap<>();
        found.facets().getOrDefault(facet, List.of()).stream()
                .limit(MOST_VALUES)
                .forEach(each -> counts.put(
                        facet == CatalogueFacet.THEME ? Theme.nameOf(each.value(), language) : each.value(),
                        each.count()));
        return counts;
    }
}
