package city.senne.trust.credentials;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.AskedAddress;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where a person ties an authenticator to her account.
@Controller
@RequestMapping("/account/second-factor")
class SecondFactorPages {
    private final SecondFactors factors;
    private final SetSecondFactor setSecondFactor;
    private final ConfirmPerson confirmPerson;
    private final People people;

    SecondFactorPages(
            SecondFactors factors, SetSecondFactor setSecondFactor, ConfirmPerson confirmPerson, People people) {
        this.factors = factors;
        this.setSecondFactor = setSecondFactor;
        this.confirmPerson = confirmPerson;
        this.people = people;
    }

    @GetMapping
    Page show(Viewer viewer) {
        return page(person(viewer));
    }

    /// Answers with the secret in the page itself, not by a redirect: it must not lie anywhere in between.
    @PostMapping("/begin")
    Page begin(
            Viewer viewer, @RequestParam(defaultValue = "") String password, Words words, HttpServletRequest request) {
        Viewer.Person person = person(viewer);
        return refused(person, confirmPerson.confirmWithPasskey(person, password, request), words)
                .orElseGet(() -> {
                    setSecondFactor.begin(person);
                    return pairing(person, "", words, request);
                });
    }

    @PostMapping("/confirm")
    Page confirm(Viewer viewer, @RequestParam(defaultValue = "") String code, Words words, HttpServletRequest request) {
        Viewer.Person person = person(viewer);
        return setSecondFactor
                .confirm(person, code, request)
                .map(codes -> page(person).with("codes", codes))
                .orElseGet(() -> pairing(person, words.of("identity.code.wrong"), words, request));
    }

    @PostMapping("/recovery-codes")
    Page renew(
            Viewer viewer,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            Words words,
            HttpServletRequest request) {
        Viewer.Person person = person(viewer);
        return refused(person, confirmPerson.confirmWithCode(person, password, code, request), words)
                .orElseGet(() -> {
                    List<String> codes = setSecondFactor.renewRecoveryCodes(person);
                    return page(person).with("codes", codes);
                });
    }

    @PostMapping("/remove")
    Page remove(
            Viewer viewer,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            Words words,
            HttpServletRequest request) {
        Viewer.Person person = person(viewer);
        return refused(person, confirmPerson.confirmWithCode(person, password, code, request), words)
                .orElseGet(() -> {
                    setSecondFactor.remove(person);
                    return Page.redirect("/account/second-factor");
                });
    }

    private Optional<Page> refused(Viewer.Person person, ConfirmPerson.Outcome confirmed, Words words) {
        if (confirmed.isConfirmed()) return Optional.empty();
        return Optional.of(page(person).with("error", confirmed.said(words)).status(confirmed.status()));
    }

    private Page.Template page(Viewer.Person person) {
        SecondFactors.State state = factors.state(person.id());
        return Page.of(SecondFactorPages.class, "second-factor")
                .with("isOn", state.isOn())
                .with("left", state.recoveryCodes())
                .with("means", confirmPerson.means(person))
                .with("codes", List.of());
    }

    private Page.Template pairing(Viewer.Person person, String error, Words words, HttpServletRequest request) {
        Optional<byte[]> secret = factors.findSecret(person.id(), false);
        if (secret.isEmpty()) return page(person);
        String text = Totp.base32(secret.get());
        String issuer = URI.create(AskedAddress.origin(request)).getHost();
        String address = "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                .formatted(encoded(issuer), encoded(account(person).login()), text, encoded(issuer));
        return Page.of(SecondFactorPages.class, "second-factor-begin")
                .with("secret", text.replaceAll("(.{4})(?=.)", "$1 "))
                .with("drawing", QrDrawing.of(address, words.of("identity.factor.qr")))
                .with("error", error)
                .status(error.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private People.Account account(Viewer.Person person) {
        return people.find(person.id()).orElseThrow(Problem::signInNeeded);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Viewer.Person person(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Person person -> person;
            case Viewer.Anonymous _ -> throw Problem.signInNeeded();
            default -> throw Problem.forbidden("forbidden");
        };
    }
}
