package city.senne.trust.identity;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where a person says who she is.
@Controller
class SignInPages {
    private final SignIn signIn;
    private final RedeemSignInLink redeemSignInLink;
    private final Sessions sessions;
    private final Attempts attempts;

    SignInPages(SignIn signIn, RedeemSignInLink redeemSignInLink, Sessions sessions, Attempts attempts) {
        this.signIn = signIn;
        this.redeemSignInLink = redeemSignInLink;
        this.sessions = sessions;
        this.attempts = attempts;
    }

    @GetMapping("/sign-in")
    Page ask(Viewer viewer, @RequestParam(defaultValue = "/") String next) {
        return viewer instanceof Viewer.Anonymous ? signInPage("", "", next) : Page.redirect(inside(next));
    }

    @PostMapping("/sign-in")
    Page answer(
            @RequestParam String login,
            @RequestParam String password,
            @RequestParam(defaultValue = "/") String next,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (signIn.signIn(login, password, request.getRemoteAddr())) {
            case SignIn.Outcome.SignedIn in -> enter(in.session(), inside(next), request, response);
            case SignIn.Outcome.Refused _ ->
                signInPage(login, words.of("identity.sign-in.refused"), next).status(HttpStatus.UNPROCESSABLE_CONTENT);
            case SignIn.Outcome.TooManyAttempts _ ->
                signInPage(login, words.of("identity.sign-in.too-many"), next).status(HttpStatus.TOO_MANY_REQUESTS);
        };
    }

    @GetMapping("/sign-in/{token}")
    Page welcome(@PathVariable String token, HttpServletRequest request) {
        return linkPage(token, "", request);
    }

    @PostMapping("/sign-in/{token}")
    Page redeem(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "set") String choice,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (choice.equals("set") && password.isEmpty()) {
            return linkPage(token, words.of("identity.password.too-short", Password.SHORTEST), request);
        }
        return switch (redeemSignInLink.redeem(token, choice.equals("skip") ? "" : password)) {
            case RedeemSignInLink.Outcome.SignedIn in -> enter(in.session(), "/", request, response);
            case RedeemSignInLink.Outcome.UnknownLink _ -> throw unknownLink(request);
            case RedeemSignInLink.Outcome.PasswordRefused refused ->
                linkPage(
                        token,
                        switch (refused.weakness()) {
                            case TOO_SHORT -> words.of("identity.password.too-short", Password.SHORTEST);
                            case TOO_LONG -> words.of("identity.password.too-long", Password.LONGEST);
                            case GUESSABLE -> words.of("identity.password.guessable");
                        },
                        request);
        };
    }

    @PostMapping("/sign-out")
    Page signOut(HttpServletRequest request, HttpServletResponse response) {
        sessions.close(request);
        response.addHeader(HttpHeaders.SET_COOKIE, Sessions.cookie("", request).toString());
        return Page.redirect("/");
    }

    private static Page.Template signInPage(String login, String error, String next) {
        return Page.of(SignInPages.class, "sign-in")
                .with("login", login)
                .with("error", error)
                .with("next", inside(next));
    }

    private Page linkPage(String token, String error, HttpServletRequest request) {
        Optional<String> login = redeemSignInLink.findLogin(token);
        if (login.isEmpty()) throw unknownLink(request);
        return Page.of(SignInPages.class, "sign-in-link")
                .with("token", token)
                .with("login", login.get())
                .with("error", error)
                .status(error.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Problem unknownLink(HttpServletRequest request) {
        return attempts.allowFrom(request.getRemoteAddr())
                ? Problem.notFound("link-unknown")
                : new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
    }

    private static Page enter(String session, String next, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE, Sessions.cookie(session, request).toString());
        return Page.redirect(next);
    }

    /// Only paths of this site: a link in a mail must not lead through our sign-in to somebody else's.
    private static String inside(String next) {
        boolean ours =
                next.startsWith("/") && !next.startsWith("//") && next.chars().noneMatch(c -> c == '\\' || c < ' ');
        return ours ? next : "/";
    }
}
