package city.senne.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// Every component on one page, for those who build and judge pages.
@Controller
class StyleGuidePages {
    private final Visitor.Book visitors;

    StyleGuidePages(Visitor.Book visitors) {
        this.visitors = visitors;
    }

    @GetMapping("/-/styleguide")
    Page show(HttpServletRequest request) {
        if (!visitors.visitor(request).isSignedIn()) throw Problem.signInNeeded();
        return Page.of(StyleGuidePages.class, "style-guide")
                .with(
                        "crumbs",
                        List.of(PageLink.to("Datasets", "/"), PageLink.to("Trees", "/"), PageLink.here("Style guide")))
                .with(
                        "tabs",
                        List.of(
                                new PageLink("Information", "/-/styleguide", true),
                                PageLink.to("Table", "/"),
                                PageLink.to("Versions", "/")));
    }
}
