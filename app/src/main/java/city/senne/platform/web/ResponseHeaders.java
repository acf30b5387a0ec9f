package city.senne.platform.web;

import city.senne.platform.i18n.LanguageChoice;
import city.senne.platform.portal.CurrentPortal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// What every answer tells the browser: run and fetch nothing but our own, and the map that the operator chose, do not
/// guess types, do not frame us, tell others nothing. Also remembers a language that was chosen in the address.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ResponseHeaders extends OncePerRequestFilter {
    private static final Duration LANGUAGE_KEPT = Duration.ofDays(365);

    private final LanguageChoice languageChoice;
    private final CurrentPortal portal;

    ResponseHeaders(LanguageChoice languageChoice, CurrentPortal portal) {
        this.languageChoice = languageChoice;
        this.portal = portal;
    }

    /// @param isSecure whether people reach us over https
    static void protect(HttpServletResponse response, boolean isSecure) {
        protect(response, isSecure, List.of());
    }

    /// @param origins from which a map that the operator chose may fetch, beside us
    private static void protect(HttpServletResponse response, boolean isSecure, List<String> origins) {
        if (isSecure) response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        response.setHeader("Content-Security-Policy", contentSecurityPolicy(origins));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(self), payment=()");
    }

    private static String contentSecurityPolicy(List<String> origins) {
        String maps = origins.stream().map(origin -> " " + origin).collect(Collectors.joining());
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data:" + maps,
                "font-src 'self'",
                "connect-src 'self'" + maps,
                "worker-src 'self'",
                "manifest-src 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'",
                "base-uri 'none'");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        protect(response, request.isSecure(), portal.portal().basemap().origins());
        if (!request.getRequestURI().startsWith("/api/") && !Framing.isAsked(request)) {
            languageChoice
                    .inAddress(request)
                    .ifPresent(language -> response.addHeader(
                            HttpHeaders.SET_COOKIE,
                            ResponseCookie.from(LanguageChoice.cookie(request), language.tag())
                                    .path("/")
                                    .maxAge(LANGUAGE_KEPT)
                                    .sameSite("Lax")
                                    .secure(request.isSecure())
                                    .build()
                                    .toString()));
        }
        chain.doFilter(request, response);
    }
}
