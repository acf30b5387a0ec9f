package city.senne.trust.signin;

import city.senne.platform.i18n.Words;
import city.senne.platform.mail.SendMail;
import city.senne.platform.web.CallerAddress;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.credentials.PasskeyCeremony;
import city.senne.trust.credentials.PasskeyPages;
import city.senne.trust.credentials.Password;
import city.senne.trust.identity.Attempts;
import city.senne.trust.identity.Device;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.Viewer;
import city.senne.trust.organisations.AnswerInvitation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where a person says who she is.
@Controller
public class SignInPages {
    private final SignIn signIn;
    private final SignInWithPasskey signInWithPasskey;
    private final RedeemSignInLink redeemSignInLink;
    private final AnswerInvitation answerInvitation;
    private final EndSessions endSessions;
    private final Attempts attempts;
    private final Enter enter;
    private final Entrances entrances;
    private final ResetPassword resetPassword;
    private final SendMail mail;
    private final Providers providers;

    SignInPages(
            SignIn signIn,
            SignInWithPasskey signInWithPasskey,
            RedeemSignInLink redeemSignInLink,
            AnswerInvitation answerInvitation,
            EndSessions endSessions,
            Attempts attempts,
            Enter enter,
            Entrances entrances,
            ResetPassword resetPassword,
            SendMail mail,
            Providers providers) {
        this.providers = providers;
        this.signIn = signIn;
        this.signInWithPasskey = signInWithPasskey;
        this.redeemSignInLink = redeemSignInLink;
        this.answerInvitation = answerInvitation;
        this.endSessions = endSessions;
        this.attempts = attempts;
        this.enter = enter;
        this.entrances = entrances;
        this.resetPassword = resetPassword;
        this.mail = mail;
    }

    @GetMapping("/sign-in")
    Page ask(Viewer viewer, @RequestParam(defaultValue = "/") String next, Words words, HttpServletRequest request) {
        return viewer instanceof Viewer.Anonymous
                ? signInPage("", "", next, words, request)
                : Page.redirect(inside(next));
    }

    @PostMapping("/sign-in")
    Page answer(
            @RequestParam String login,
            @RequestParam String password,
            @RequestParam(defaultValue = "/") String next,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (signIn.signIn(login, password, CallerAddress.of(request), Device.of(request))) {
            case SignIn.Outcome.Known known -> entered(known.outcome(), inside(next), request, response);
            case SignIn.Outcome.Refused _ ->
                signInPage(login, words.of("identity.sign-in.refused"), next, words, request)
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
            case SignIn.Outcome.TooManyAttempts _ ->
                signInPage(login, words.of("identity.sign-in.too-many"), next, words, request)
                        .status(HttpStatus.TOO_MANY_REQUESTS);
        };
    }

    /// What the browser asks a passkey to sign: the same for everybody.
    @PostMapping("/sign-in/passkey/begin")
    ResponseEntity<String> askPasskey(HttpServletRequest request, HttpServletResponse response) {
        return signInWithPasskey
                .ask(request, response)
                .map(PasskeyPages::json)
                .orElseThrow(() -> new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests"));
    }

    @PostMapping("/sign-in/passkey")
    Page signInWithPasskey(
            @RequestParam(defaultValue = "") String passkey,
            @RequestParam(defaultValue = "/") String next,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (signInWithPasskey.signIn(passkey, request)) {
            case SignInWithPasskey.Outcome.Known known -> entered(known.outcome(), inside(next), request, response);
            case SignInWithPasskey.Outcome.Refused _ ->
                signInPage("", words.of("identity.passkey.refused"), next, words, request)
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
            case SignInWithPasskey.Outcome.TooManyAttempts _ ->
                signInPage("", words.of("identity.sign-in.too-many"), next, words, request)
                        .status(HttpStatus.TOO_MANY_REQUESTS);
        };
    }

    /// Where a change of the language leads from a passkey that was refused.
    @GetMapping("/sign-in/passkey")
    Page askAgain() {
        return Page.redirect("/sign-in");
    }

    /// Where the code of an authenticator is given.
    @GetMapping("/sign-in/code")
    Page code(@RequestParam(defaultValue = "/") String next, HttpServletRequest request) {
        return entrances.isOpen(request) ? codePage(next, "") : Page.redirect("/sign-in");
    }

    @PostMapping("/sign-in/code")
    Page giveCode(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/") String next,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (enter.giveCode(code, request)) {
            case Enter.Outcome.WrongCode _ ->
                codePage(next, words.of("identity.code.wrong")).status(HttpStatus.UNPROCESSABLE_CONTENT);
            case Enter.Outcome.TooManyAttempts _ ->
                codePage(next, words.of("identity.code.too-many")).status(HttpStatus.TOO_MANY_REQUESTS);
            case Enter.Outcome.TooLate _ ->
                signInPage("", words.of("identity.code.too-late"), next, words, request)
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
            case Enter.Outcome entered -> entered(entered, inside(next), request, response);
        };
    }

    private static Page.Template codePage(String next, String error) {
        return Page.of(SignInPages.class, "sign-in-code")
                .with("next", inside(next))
                .with("error", error);
    }

    /// Where somebody who lost her password asks for another.
    @GetMapping("/sign-in/forgotten")
    Page forgotten() {
        return Page.of(SignInPages.class, "forgotten").with("isPossible", mail.isPossible());
    }

    @PostMapping("/sign-in/forgotten")
    Page reset(@RequestParam(defaultValue = "") String who, Words words, HttpServletRequest request) {
        Page.Template page = Page.of(SignInPages.class, "forgotten").with("isPossible", mail.isPossible());
        if (!mail.isPossible()) return page.status(HttpStatus.UNPROCESSABLE_CONTENT);
        if (resetPassword.ask(who, CallerAddress.of(request), words)) return page.with("asked", true);
        return page.with("error", words.of("identity.sign-in.too-many")).status(HttpStatus.TOO_MANY_REQUESTS);
    }

    /// What invites somebody to enter and what asks whether she joins look alike for whoever invites.
    @GetMapping("/sign-in/{token}")
    Page welcome(@PathVariable String token, Words words, HttpServletRequest request) {
        if (redeemSignInLink.find(token).isEmpty()
                && answerInvitation.find(token).isPresent()) {
            return Page.redirect("/join/" + token);
        }
        return linkPage(token, "", words, request);
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
            return linkPage(token, words.of("identity.password.too-short", Password.SHORTEST), words, request);
        }
        return switch (redeemSignInLink.redeem(token, choice.equals("skip") ? "" : password, Device.of(request))) {
            case RedeemSignInLink.Outcome.Known known -> entered(known.outcome(), "/", request, response);
            case RedeemSignInLink.Outcome.UnknownLink _ -> throw unknownLink(request);
            case RedeemSignInLink.Outcome.PasswordRefused refused ->
                linkPage(token, refused.weakness().said(words), words, request);
        };
    }

    @PostMapping("/sign-out")
    Page signOut(HttpServletRequest request, HttpServletResponse response) {
        endSessions.endThis(request);
        response.addHeader(HttpHeaders.SET_COOKIE, Sessions.cookie("", request).toString());
        // Not "cookies": browsers would clear those of the city's other sites too.
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        return Page.redirect("/");
    }

    Page.Template signInPage(String login, String error, String next, Words words, HttpServletRequest request) {
        return Page.of(SignInPages.class, "sign-in")
                .with("login", login)
                .with("error", error)
                .with("mailed", mail.isPossible())
                .with("hasPasskeys", PasskeyCeremony.isPossible(request))
                .with("providers", providers.list(words))
                .with("next", inside(next));
    }

    private Page linkPage(String token, String error, Words words, HttpServletRequest request) {
        Optional<RedeemSignInLink.Usable> link = redeemSignInLink.find(token);
        if (link.isEmpty()) throw unknownLink(request);
        return Page.of(SignInPages.class, "sign-in-link")
                .with("token", token)
                .with("login", link.get().login())
                .with("needsPassword", link.get().needsPassword())
                .with("providers", providers.list(words))
                .with("error", error)
                .status(error.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Problem unknownLink(HttpServletRequest request) {
        return attempts.allowFrom(CallerAddress.of(request))
                ? Problem.notFound("link-unknown")
                : new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
    }

    /// Whatever session the browser had before ends: who shares it with others leaves them none of hers.
    Page entered(Enter.Outcome outcome, String next, HttpServletRequest request, HttpServletResponse response) {
        if (outcome instanceof Enter.Outcome.CodeNeeded needed) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    Entrances.cookie(needed.entrance(), request).toString());
            return Page.redirect("/sign-in/code?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
        }
        if (!(outcome instanceof Enter.Outcome.SignedIn in)) throw new IllegalArgumentException(outcome.toString());
        endSessions.endReplaced(request);
        response.addHeader(
                HttpHeaders.SET_COOKIE, Sessions.cookie(in.session(), request).toString());
        response.addHeader(HttpHeaders.SET_COOKIE, Entrances.cookie("", request).toString());
        return Page.redirect(next);
    }

    /// Only paths of this site: a link in a mail must not lead through our sign-in to somebody else's.
    public static String inside(String next) {
        boolean ours =
                next.startsWith("/") && !next.startsWith("//") && next.chars().noneMatch(c -> c == '\\' || c < ' ');
        return ours ? next : "/";
    }
}
