package city.senne.data.explore;

import city.senne.data.catalog.CatalogueFacet;
import city.senne.data.catalog.CatalogueQuestion;
import city.senne.data.catalog.SearchCatalogue;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Page;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The home page: a search, how much there is, themes, and what changed last.
@Controller
class HomePages {
    private static final int NEWEST = 6;

    private final SearchCatalogue searchCatalogue;

    HomePages(SearchCatalogue searchCatalogue) {
        this.searchCatalogue = searchCatalogue;
    }

    @GetMapping("/")
    Page home(Viewer viewer, Words words, HttpServletRequest request) {
        CatalogueAddress asked = CatalogueAddress.of(request.getParameterMap());
        if (!asked.isPlain()) return Page.redirect(asked.path());
        SearchCatalogue.Found found = searchCatalogue.search(
                viewer,
                new CatalogueQuestion(
                        "",
                        Map.of(),
                        CatalogueQuestion.Order.MODIFIED,
                        words.language().tag(),
                        NEWEST,
                        0));
        return Page.of(HomePages.class, "home")
                .with("found", found)
                .with("address", CatalogueAddress.PLAIN)
                .with("themes", FacetGroup.choices(CatalogueFacet.THEME, found.facets(), CatalogueAddress.PLAIN, words))
                .with("figures", figures(found, words));
    }

    /// Of what datasets can be seen as, those that there are.
    private static List<FacetGroup.Choice> figures(SearchCatalogue.Found found, Words words) {
        return FacetGroup.choices(CatalogueFacet.FEATURE, found.facets(), CatalogueAddress.PLAIN, words).stream()
                .filter(choice -> words.has("explore.home.feature." + choice.value()))
                .toList();
    }
}
