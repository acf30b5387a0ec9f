package city.senne.data.explore;

import city.senne.data.catalog.Catalog;
import city.senne.platform.web.MenuEntry;
import city.senne.platform.web.Page;
import city.senne.trust.identity.Viewer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The home page: what data there is, and a search in it.
@Controller
class CataloguePages {
    static final int PAGE_SIZE = 20;
    /// Further pages are no longer read by anybody; a search finds sooner.
    private static final int LAST_PAGE = 500;

    private final Catalog catalog;

    CataloguePages(Catalog catalog) {
        this.catalog = catalog;
    }

    @Configuration(proxyBeanMethods = false)
    static class Menu {
        @Bean
        MenuEntry datasetsInMenu() {
            return MenuEntry.forEverybody("explore.datasets", "/", 10);
        }
    }

    @GetMapping("/")
    Page home(Viewer viewer, @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "1") int page) {
        String search = q.strip();
        int asked = Math.clamp(page, 1, LAST_PAGE);
        Catalog.Page found = catalog.list(viewer, search, PAGE_SIZE, (asked - 1) * PAGE_SIZE);
        return Page.of(CataloguePages.class, "catalogue")
                .with("search", search)
                .with("datasets", found.datasets())
                .with("total", found.total())
                .with("page", asked)
                .with("pages", (found.total() + PAGE_SIZE - 1) / PAGE_SIZE);
    }
}
