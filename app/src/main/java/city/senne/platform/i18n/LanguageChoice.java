package city.senne.platform.i18n;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/// In which language to answer, of those that the portal offers: the one in the address (`?lang=nl`), else the one
/// chosen before (a cookie), else the first of the browser's languages, else the city's own.
@Component("localeResolver")
public class LanguageChoice implements LocaleResolver {
    public static final String PARAMETER = "lang";
    private static final String COOKIE = "lang";

    private final Languages.Offer offer;

    LanguageChoice(Languages.Offer offer) {
        this.offer = offer;
    }

    public Language of(HttpServletRequest request) {
        Languages languages = offer.languages();
        return inAddress(request)
                .filter(languages::offers)
                .or(() -> inCookie(request).filter(languages::offers))
                .or(() -> inBrowser(request, languages))
                .orElse(languages.first());
    }

    /// The language that the address itself asks for. Reads the query only, never the body of a form.
    public Optional<Language> inAddress(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null) return Optional.empty();
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(PARAMETER + "=")) return Language.find(pair.substring(PARAMETER.length() + 1));
        }
        return Optional.empty();
    }

    /// What the cookie with the choice is called: over https browsers take it from this host alone.
    public static String cookie(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + COOKIE : COOKIE;
    }

    private static Optional<Language> inCookie(HttpServletRequest request) {
        if (request.getCookies() == null) return Optional.empty();
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals(cookie(request))) return Language.find(cookie.getValue());
        }
        return Optional.empty();
    }

    private static Optional<Language> inBrowser(HttpServletRequest request, Languages languages) {
        if (request.getHeader("Accept-Language") == null) return Optional.empty();
        return Collections.list(request.getLocales()).stream()
                .map(Language::of)
                .flatMap(Optional::stream)
                .filter(languages::offers)
                .findFirst();
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return of(request).locale();
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("The language is chosen by ?" + PARAMETER + "=");
    }
}
