package city.senne.data.settings;

import city.senne.platform.i18n.Language;
import city.senne.platform.i18n.Translated;
import city.senne.platform.portal.CurrentPortal;
import city.senne.platform.portal.LegalPage;
import city.senne.platform.portal.Portal;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.platform.web.Prose;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What the operator wrote for everybody: privacy, accessibility, terms, contact.
@Controller
class LegalPages {
    private final CurrentPortal current;

    LegalPages(CurrentPortal current) {
        this.current = current;
    }

    /// A page without text does not exist.
    @GetMapping("/about/{tag}")
    Page page(@PathVariable String tag, Language language) {
        Portal portal = current.portal();
        LegalPage page = LegalPage.find(tag).orElseThrow(Problem::notFound);
        Translated text = Optional.ofNullable(portal.legal().get(page)).orElseThrow(Problem::notFound);
        return Page.of(LegalPages.class, "about")
                .with("page", page)
                .with("text", Prose.html(portal.in(text, language)))
                .with("language", portal.languageOf(text, language));
    }
}
