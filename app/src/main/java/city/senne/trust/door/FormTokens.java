package city.senne.trust.door;

import city.senne.platform.web.Frame;
import city.senne.trust.identity.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/// The tokens of forms, in a cookie that is called as the scheme of the request asks for.
final class FormTokens implements CsrfTokenRepository {
    private static final String COOKIE = "senne_csrf";

    private final CookieCsrfTokenRepository open = repository(COOKIE);
    private final CookieCsrfTokenRepository secure = repository("__Host-" + COOKIE);

    private static CookieCsrfTokenRepository repository(String cookie) {
        CookieCsrfTokenRepository repository = new CookieCsrfTokenRepository();
        repository.setCookieName(cookie);
        repository.setParameterName(Frame.CSRF_PARAMETER);
        repository.setCookieCustomizer(builder -> builder.sameSite("Lax").path("/"));
        return repository;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        CsrfToken places = of(request).generateToken(request);
        return new DefaultCsrfToken(
                places.getHeaderName(),
                places.getParameterName(),
                Secret.random("").text());
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        of(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return of(request).loadToken(request);
    }

    private CookieCsrfTokenRepository of(HttpServletRequest request) {
        return request.isSecure() ? secure : open;
    }
}
