package city.senne.platform.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/// Cookies that no script reads and no other site makes a browser send with a form.
///
/// Under an https address their names begin with `__Host-`: browsers then take them from this host alone, only over
/// https, and let no other host of the same domain put one in their place.
public final class SiteCookie {
    private static final String THIS_HOST = "__Host-";

    private SiteCookie() {}

    /// What a cookie is called where this request was asked.
    public static String named(String name, HttpServletRequest request) {
        return request.isSecure() ? THIS_HOST + name : name;
    }

    /// @param value empty to take the cookie back
    public static ResponseCookie of(String name, String value, Duration kept, HttpServletRequest request) {
        return ResponseCookie.from(named(name, request), value)
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .maxAge(value.isEmpty() ? Duration.ZERO : kept)
                .build();
    }

    /// What the browser holds, unless it is empty.
    public static Optional<String> find(String name, HttpServletRequest request) {
        if (request.getCookies() == null) return Optional.empty();
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals(named(name, request))
                    && !cookie.getValue().isEmpty()) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }
}
