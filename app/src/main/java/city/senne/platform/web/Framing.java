package city.senne.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.regex.Pattern;

/// Lets other sites frame a page. Its address ends in `/embed` behind that of what it shows; a language in it holds for
/// this page alone, and no cookie remembers it.
public final class Framing {
    private static final String POLICY = "Content-Security-Policy";
    /// A star alone does not mean pages that somebody opens from a disk.
    private static final String ANYWHERE = "frame-ancestors * file:";
    private static final Pattern ADDRESS = Pattern.compile("/[^/]+/[^/]+/.+/embed");

    private Framing() {}

    /// A page that only shows: nothing of it runs, and nothing could be sent by mistake.
    public static void allow(HttpServletResponse response) {
        response.setHeader(
                POLICY,
                "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none';"
                        + " form-action 'none'; " + ANYWHERE);
    }

    /// A page whose scripts, our own, draw it; it may fetch what our other pages may.
    public static void allowWithScripts(HttpServletResponse response) {
        String usual = Objects.requireNonNull(response.getHeader(POLICY));
        response.setHeader(
                POLICY,
                usual.replace("frame-ancestors 'none'", ANYWHERE).replace("form-action 'self'", "form-action 'none'"));
    }

    static boolean isAsked(HttpServletRequest request) {
        return ADDRESS.matcher(request.getRequestURI()).matches();
    }
}
