package city.senne.trust.credentials;

import city.senne.platform.i18n.Words;
import city.senne.platform.mail.SendMail;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where a person changes her password and her e-mail address.
@Controller
@RequestMapping("/account")
class CredentialPages {
    private final People people;
    private final ChangePassword changePassword;
    private final ChangeEmail changeEmail;
    private final ConfirmPerson confirmPerson;
    private final SendMail mail;

    CredentialPages(
            People people,
            ChangePassword changePassword,
            ChangeEmail changeEmail,
            ConfirmPerson confirmPerson,
            SendMail mail) {
        this.confirmPerson = confirmPerson;
        this.people = people;
        this.changePassword = changePassword;
        this.changeEmail = changeEmail;
        this.mail = mail;
    }

    @GetMapping("/password")
    Page password(Viewer viewer) {
        return passwordPage(person(viewer), Map.of());
    }

    @PostMapping("/password")
    Page change(
            Viewer viewer,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            Words words,
            HttpServletRequest request) {
        Viewer.Person person = person(viewer);
        return switch (changePassword.change(person, current, password, request)) {
            case ChangePassword.Outcome.Changed _ ->
                passwordPage(person, Map.of()).with("changed", true);
            case ChangePassword.Outcome.NotShe unsure ->
                passwordPage(person, Map.of("current", unsure.because().said(words)))
                        .status(unsure.because().status());
            case ChangePassword.Outcome.PasswordRefused refused ->
                passwordPage(person, Map.of("password", refused.weakness().said(words)))
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    @GetMapping("/email")
    Page email(Viewer viewer) {
        return emailPage(person(viewer), "", Map.of());
    }

    @PostMapping("/email")
    Page ask(
            Viewer viewer,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            Words words,
            HttpServletRequest request) {
        Viewer.Person person = person(viewer);
        return switch (changeEmail.ask(person, email, password, words, request)) {
            case ChangeEmail.Outcome.Sent _ -> emailPage(person, "", Map.of()).with("sent", email.strip());
            case ChangeEmail.Outcome.NoAddress _ ->
                emailPage(person, email, Map.of("email", words.of("identity.email.wrong")))
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
            case ChangeEmail.Outcome.NotShe unsure ->
                emailPage(person, email, Map.of("password", unsure.because().said(words)))
                        .status(unsure.because().status());
            case ChangeEmail.Outcome.TooMany _ ->
                emailPage(person, email, Map.of("email", words.of("identity.sign-in.too-many")))
                        .status(HttpStatus.TOO_MANY_REQUESTS);
            case ChangeEmail.Outcome.NotTaken _, ChangeEmail.Outcome.NoMail _ ->
                emailPage(person, email, Map.of("email", words.of("identity.email.not-taken")))
                        .status(HttpStatus.SERVICE_UNAVAILABLE);
        };
    }

    /// What a letter leads to. It changes nothing yet: programs look at links too.
    @GetMapping("/email/{token}")
    Page confirming(Viewer viewer, @PathVariable String token) {
        String address = changeEmail
                .findAddress(person(viewer), token)
                .orElseThrow(() -> Problem.notFound("email-link-unknown"));
        return Page.of(CredentialPages.class, "email-confirm")
                .with("token", token)
                .with("address", address);
    }

    @PostMapping("/email/{token}")
    Page confirm(Viewer viewer, @PathVariable String token, Words words) {
        if (!changeEmail.confirm(person(viewer), token, words)) throw Problem.notFound("email-link-unknown");
        return Page.redirect("/account/email");
    }

    private Page.Template passwordPage(Viewer.Person person, Map<String, String> errors) {
        return Page.of(CredentialPages.class, "password-change")
                .with("means", confirmPerson.means(person))
                .with("login", account(person).login())
                .with("errors", errors);
    }

    private Page.Template emailPage(Viewer.Person person, String written, Map<String, String> errors) {
        People.Account account = account(person);
        @Nullable String email = account.email();
        return Page.of(CredentialPages.class, "email")
                .with("email", email == null ? "" : email)
                .with("isPossible", mail.isPossible())
                .with("means", confirmPerson.means(person))
                .with("written", written)
                .with("errors", errors);
    }

    private People.Account account(Viewer.Person person) {
        return people.find(person.id()).orElseThrow(Problem::signInNeeded);
    }

    private static Viewer.Person person(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Person person -> person;
            case Viewer.Anonymous _ -> throw Problem.signInNeeded();
            default -> throw Problem.forbidden("forbidden");
        };
    }
}
