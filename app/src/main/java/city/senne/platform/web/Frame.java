package city.senne.platform.web;

import city.senne.platform.i18n.Language;
import city.senne.platform.portal.Portal;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.web.util.UriComponentsBuilder;

/// What the frame around every page shows: who reads it, in which language, where in the site.
///
/// @param site the portal's name in the reader's language, usually the city's
/// @param portal how it is set up
/// @param path of the page, without the query
/// @param query of the page as it was asked, empty when there is none
/// @param origin scheme and host under which the site was asked, `https://data.example.brussels`
/// @param menu the entries that this visitor sees
/// @param csrfToken asked only by pages with a form, because asking it sets a cookie
public record Frame(
        String site,
        Portal portal,
        Language language,
        String path,
        String query,
        String origin,
        Visitor visitor,
        List<MenuEntry> menu,
        Supplier<String> csrfToken,
        Assets assets) {

    public static final String CSRF_PARAMETER = "_csrf";

    /// The address of an asset by the name it was built from (`style.css`).
    public String asset(String name) {
        return assets.address(name);
    }

    public boolean isCurrent(MenuEntry entry) {
        return entry.path().equals("/")
                ? path.equals("/")
                : path.equals(entry.path()) || path.startsWith(entry.path() + "/");
    }

    /// The one address under which search engines keep this page: without the rest of the query.
    public String canonical() {
        String chosen = "lang=" + language.tag();
        return origin + path + (List.of(query.split("&", -1)).contains(chosen) ? "?" + chosen : "");
    }

    /// This page in another language.
    public String addressIn(Language language) {
        return addressWith("lang", language.tag());
    }

    /// This page with another value of one parameter of its query.
    public String addressWith(String parameter, Object value) {
        return UriComponentsBuilder.fromPath(path)
                .query(query)
                .replaceQueryParam(parameter, value)
                .build()
                .toUriString();
    }
}
