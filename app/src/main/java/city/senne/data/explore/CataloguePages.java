package city.senne.data.explore;

import city.senne.data.catalog.CatalogueQuestion;
import city.senne.data.catalog.SearchCatalogue;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.MenuEntry;
import city.senne.platform.web.Page;
import city.senne.platform.web.PageAddress;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// All datasets, or those that a search finds, with ways to narrow them down.
@Controller
class CataloguePages {
    static final int PAGE_SIZE = 20;
    /// Further pages are no longer read by anybody; a search finds sooner.
    private static final int LAST_PAGE = 500;
    /// Datasets offered when none bears all the words.
    private static final int NEARLY = 6;

    private final SearchCatalogue searchCatalogue;
    private final SearchAround searchAround;

    CataloguePages(SearchCatalogue searchCatalogue, SearchAround searchAround) {
        this.searchCatalogue = searchCatalogue;
        this.searchAround = searchAround;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {
        @Bean
        MenuEntry datasetsInMenu() {
            return MenuEntry.forEverybody("explore.datasets", CatalogueAddress.PATH, 10);
        }
    }

    @GetMapping(CatalogueAddress.PATH)
    Page catalogue(
            Viewer viewer,
            @RequestParam(defaultValue = "1") int page,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response) {
        CatalogueAddress address = CatalogueAddress.of(request.getParameterMap());
        int asked = Math.clamp(page, 1, LAST_PAGE);
        long start = System.nanoTime();
        SearchCatalogue.Found found =
                searchCatalogue.search(viewer, question(address, words, PAGE_SIZE, (asked - 1) * PAGE_SIZE));
        long pages = Math.min(LAST_PAGE, (found.total() + PAGE_SIZE - 1) / PAGE_SIZE);
        if (asked > pages && pages > 0) {
            return Page.redirect(
                    PageAddress.of(request).with("page", String.valueOf(pages)).toString());
        }
        response.setHeader(
                "Server-Timing", String.format(Locale.ROOT, "search;dur=%.1f", (System.nanoTime() - start) / 1e6));
        Optional<SearchAround.Found> around =
                found.total() == 0 && address.chosen().isEmpty()
                        ? searchAround.find(viewer, address.search(), words)
                        : Optional.empty();
        return Page.of(CataloguePages.class, "catalogue")
                .with("address", address)
                .with("found", found)
                .with("around", around)
                .with(
                        "partly",
                        found.total() == 0 && around.isEmpty()
                                ? searchCatalogue.partly(viewer, question(address, words, NEARLY, 0))
                                : List.of())
                .with("facets", FacetGroup.of(found.facets(), address, words))
                .with("chosen", FacetGroup.chosen(address, words))
                .with("page", asked)
                .with("pages", pages);
    }

    private static CatalogueQuestion question(CatalogueAddress address, Words words, int limit, int offset) {
        return new CatalogueQuestion(
                address.search(),
                address.chosen(),
                address.order(),
                words.language().tag(),
                limit,
                offset);
    }
}
