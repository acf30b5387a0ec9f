package city.senne.trust.credentials;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Attempts;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where a person looks after her passkeys.
@Controller
@RequestMapping("/account/passkeys")
public class PasskeyPages {
    private static final String HERE = "/account/passkeys";

    private final Passkeys passkeys;
    private final SetPasskeys setPasskeys;
    private final ConfirmPerson confirmPerson;
    private final ProvePasskey provePasskey;
    private final Attempts attempts;

    PasskeyPages(
            Passkeys passkeys,
            SetPasskeys setPasskeys,
            ConfirmPerson confirmPerson,
            ProvePasskey provePasskey,
            Attempts attempts) {
        this.attempts = attempts;
        this.passkeys = passkeys;
        this.setPasskeys = setPasskeys;
        this.confirmPerson = confirmPerson;
        this.provePasskey = provePasskey;
    }

    @GetMapping
    Page list(Viewer viewer, HttpServletRequest request) {
        return listPage(person(viewer), "", request);
    }

    /// What the browser asks a passkey of hers to sign, before something for which she confirms that it is she.
    @PostMapping("/challenge")
    ResponseEntity<String> challenge(Viewer viewer, HttpServletRequest request, HttpServletResponse response) {
        Viewer.Person person = person(viewer);
        if (!attempts.allowQuestionOf(person.id())) {
            throw new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
        }
        return json(provePasskey.ask(person, request, response));
    }

    /// Asks who she is, and answers with the page on which the browser makes the passkey.
    @PostMapping("/begin")
    Page begin(
            Viewer viewer,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            Words words,
            HttpServletRequest request,
            HttpServletResponse response) {
        Viewer.Person person = person(viewer);
        Optional<String> called = SetPasskeys.name(name);
        if (called.isEmpty()) {
            return listPage(person, name, request)
                    .with("nameError", wrongName(words))
                    .status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (passkeys.count(person.id()) >= Passkeys.MOST) return notMade(person, name, words, request);
        ConfirmPerson.Outcome confirmed = confirmPerson.confirmWithCode(person, password, code, request);
        if (!confirmed.isConfirmed()) {
            return listPage(person, name, request)
                    .with("error", confirmed.said(words))
                    .status(confirmed.status());
        }
        return Page.of(PasskeyPages.class, "passkey-begin")
                .with("name", called.get())
                .with("options", setPasskeys.begin(person, words, request, response));
    }

    /// Where a change of the language leads from that page: what it held counts no more.
    @GetMapping("/begin")
    Page begun() {
        return Page.redirect(HERE);
    }

    @PostMapping
    Page add(
            Viewer viewer,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String made,
            Words words,
            HttpServletRequest request) {
        Viewer.Person person = person(viewer);
        Optional<String> called = SetPasskeys.name(name);
        boolean isAdded = called.isPresent() && setPasskeys.add(person, called.get(), made, words, request);
        return isAdded ? Page.redirect(HERE) : notMade(person, name, words, request);
    }

    @GetMapping("/{id}")
    Page one(Viewer viewer, @PathVariable UUID id) {
        Viewer.Person person = person(viewer);
        return onePage(person, passkey(person, id));
    }

    @PostMapping("/{id}/rename")
    Page rename(Viewer viewer, @PathVariable UUID id, @RequestParam(defaultValue = "") String name, Words words) {
        Viewer.Person person = person(viewer);
        Passkey passkey = passkey(person, id);
        Optional<String> called = SetPasskeys.name(name);
        if (called.isEmpty()) {
            return onePage(person, passkey)
                    .with("nameError", wrongName(words))
                    .status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        setPasskeys.rename(person, passkey, called.get());
        return Page.redirect(HERE);
    }

    @PostMapping("/{id}/remove")
    Page remove(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String password,
            Words words,
            HttpServletRequest request) {
        Viewer.Person person = person(viewer);
        Passkey passkey = passkey(person, id);
        ConfirmPerson.Outcome confirmed = confirmPerson.confirmWithPasskey(person, password, request);
        if (!confirmed.isConfirmed()) {
            return onePage(person, passkey).with("error", confirmed.said(words)).status(confirmed.status());
        }
        setPasskeys.remove(person, passkey, words, request);
        return Page.redirect(HERE);
    }

    /// Nothing in between keeps what counts once.
    public static ResponseEntity<String> json(String options) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(options);
    }

    private Page notMade(Viewer.Person person, String name, Words words, HttpServletRequest request) {
        boolean isFull = passkeys.count(person.id()) >= Passkeys.MOST;
        return listPage(person, name, request)
                .with(
                        "error",
                        isFull
                                ? words.of("identity.passkeys.full", Passkeys.MOST)
                                : words.of("identity.passkey.not-made"))
                .status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Page.Template listPage(Viewer.Person person, String written, HttpServletRequest request) {
        List<Passkey> hers = passkeys.list(person.id());
        return Page.of(PasskeyPages.class, "passkeys")
                .with("passkeys", hers)
                .with("isPossible", PasskeyCeremony.isPossible(request))
                .with("isFull", hers.size() >= Passkeys.MOST)
                .with("written", written)
                .with("means", confirmPerson.means(person));
    }

    private Page.Template onePage(Viewer.Person person, Passkey passkey) {
        return Page.of(PasskeyPages.class, "passkey")
                .with("passkey", passkey)
                .with("means", confirmPerson.means(person));
    }

    private Passkey passkey(Viewer.Person person, UUID id) {
        return passkeys.find(person.id(), id).orElseThrow(Problem::notFound);
    }

    private static String wrongName(Words words) {
        return words.of("identity.passkey.name.wrong", SetPasskeys.LONGEST_NAME);
    }

    private static Viewer.Person person(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Person person -> person;
            case Viewer.Anonymous _ -> throw Problem.signInNeeded();
            default -> throw Problem.forbidden("forbidden");
        };
    }
}
