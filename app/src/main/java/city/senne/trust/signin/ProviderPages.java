package city.senne.trust.signin;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.CallerAddress;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.platform.web.SiteCookie;
import city.senne.trust.identity.AttemptRefused;
import city.senne.trust.identity.Attempts;
import city.senne.trust.identity.CurrentViewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The way to a provider of OpenID Connect and back.
@Controller
@RequestMapping("/sign-in/with/{provider}")
class ProviderPages {
    private static final String COOKIE = "senne_provider";

    private final Providers providers;
    private final SignInWithProvider signIn;
    private final SignInPages signInPages;
    private final Attempts attempts;
    private final ApplicationEventPublisher events;

    ProviderPages(
            Providers providers,
            SignInWithProvider signIn,
            SignInPages signInPages,
            Attempts attempts,
            ApplicationEventPublisher events) {
        this.attempts = attempts;
        this.events = events;
        this.providers = providers;
        this.signIn = signIn;
        this.signInPages = signInPages;
    }

    /// @param invitation the secret of a link, when the person holds one
    @GetMapping
    void begin(
            @PathVariable String provider,
            @RequestParam(defaultValue = "/") String next,
            @RequestParam(defaultValue = "") String invitation,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (providers.find(provider).isEmpty()) throw Problem.notFound("provider-unknown", provider);
        if (!attempts.allowJourney(CallerAddress.of(request))) {
            events.publishEvent(
                    new AttemptRefused(CurrentViewer.viewer(), AttemptRefused.Why.LIMIT, CallerAddress.of(request)));
            throw new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
        }
        if (!(signIn.begin(provider, SignInPages.inside(next), isFromOurPage(request) ? invitation : "", request)
                instanceof SignInWithProvider.Outcome.Sent sent)) {
            throw new Problem(HttpStatus.SERVICE_UNAVAILABLE, "provider-away", provider);
        }
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie(sent.cookie(), request).toString());
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, sent.address());
    }

    /// Whoever is led here from elsewhere ties nothing: it could be somebody else's account. Browsers say where they
    /// were
    /// on every encrypted way; on others nothing is said.
    private static boolean isFromOurPage(HttpServletRequest request) {
        String from = request.getHeader("Sec-Fetch-Site");
        return from == null ? !request.isSecure() : from.equals("same-origin");
    }

    @GetMapping("/done")
    Page finish(@PathVariable String provider, Words words, HttpServletRequest request, HttpServletResponse response) {
        if (providers.find(provider).isEmpty()) throw Problem.notFound("provider-unknown", provider);
        String sent = SiteCookie.find(COOKIE, request).orElse("");
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", request).toString());
        return switch (signIn.finish(provider, sent, request)) {
            case SignInWithProvider.Outcome.Known known -> {
                attempts.endJourney(CallerAddress.of(request));
                yield signInPages.entered(known.outcome(), known.next(), request, response);
            }
            case SignInWithProvider.Outcome.Refused refused ->
                signInPages
                        .signInPage("", words.of(refused.word()), "/", words, request)
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
            case SignInWithProvider.Outcome.Sent _ -> throw new IllegalStateException();
        };
    }

    private static ResponseCookie cookie(String value, HttpServletRequest request) {
        return SiteCookie.of(COOKIE, value, SignInWithProvider.VALID, request);
    }
}
