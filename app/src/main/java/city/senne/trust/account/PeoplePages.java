package city.senne.trust.account;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.AskedAddress;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.credentials.Passkeys;
import city.senne.trust.credentials.SecondFactors;
import city.senne.trust.credentials.SetPasskeys;
import city.senne.trust.credentials.SetSecondFactor;
import city.senne.trust.identity.Attributes;
import city.senne.trust.identity.Groups;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.Organisation;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.ApiKeys;
import city.senne.trust.keys.KeySheet;
import city.senne.trust.keys.RevokeKey;
import city.senne.trust.signin.EndSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where an administrator looks after the accounts of people.
@Controller
@RequestMapping("/people")
class PeoplePages {
    private final Attributes attributes;
    private final SetAttributes setAttributes;
    private final People people;
    private final Organisations organisations;
    private final Sessions sessions;
    private final EndSessions endSessions;
    private final CloseAccount closeAccount;
    private final IssueSignInLink issueSignInLink;
    private final SecondFactors factors;
    private final SetSecondFactor setSecondFactor;
    private final Passkeys passkeys;
    private final SetPasskeys setPasskeys;
    private final ApiKeys keys;
    private final RevokeKey revokeKey;
    private final Groups groups;

    PeoplePages(
            People people,
            Organisations organisations,
            Sessions sessions,
            EndSessions endSessions,
            CloseAccount closeAccount,
            IssueSignInLink issueSignInLink,
            SecondFactors factors,
            SetSecondFactor setSecondFactor,
            Passkeys passkeys,
            SetPasskeys setPasskeys,
            ApiKeys keys,
            RevokeKey revokeKey,
            Attributes attributes,
            SetAttributes setAttributes,
            Groups groups) {
        this.groups = groups;
        this.attributes = attributes;
        this.setAttributes = setAttributes;
        this.keys = keys;
        this.revokeKey = revokeKey;
        this.factors = factors;
        this.setSecondFactor = setSecondFactor;
        this.passkeys = passkeys;
        this.setPasskeys = setPasskeys;
        this.issueSignInLink = issueSignInLink;
        this.people = people;
        this.organisations = organisations;
        this.sessions = sessions;
        this.endSessions = endSessions;
        this.closeAccount = closeAccount;
    }

    @GetMapping
    Page list(Viewer viewer) {
        requireAdministrator(viewer);
        return Page.of(PeoplePages.class, "people")
                .with("people", people.list())
                .with(
                        "organisations",
                        organisations.list().stream().collect(Collectors.toMap(Organisation::id, Function.identity())));
    }

    @GetMapping("/{id}")
    Page one(Viewer viewer, @PathVariable UUID id, HttpServletRequest request) {
        return onePage(viewer, id, request);
    }

    /// Answers with the link in the page itself, not by a redirect: it must not lie anywhere in between.
    @PostMapping("/{id}/link")
    Page link(Viewer viewer, @PathVariable UUID id, HttpServletRequest request) {
        IssueSignInLink.SignInLink link =
                issueSignInLink.issue(viewer, id).orElseThrow(() -> Problem.notFound("person-unknown"));
        return onePage(viewer, id, request).with("link", AskedAddress.origin(request) + link.path());
    }

    private Page.Template onePage(Viewer viewer, UUID id, HttpServletRequest request) {
        requireAdministrator(viewer);
        People.Listed person = people.list().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("person-unknown"));
        return Page.of(PeoplePages.class, "person")
                .with("person", person)
                .with("attributes", Attributes.text(attributes.of(id, Attributes.BY_HAND)))
                .with("told", attributes.told(id))
                .with("hasFactor", factors.isOn(id))
                .with("passkeys", passkeys.count(id))
                .with("keySheet", KeySheet.of(keys.listOf(id), "/people/" + id + "/keys"))
                .with("memberships", organisations.memberships(id))
                .with("groups", groups.listOf(id))
                .with("sessions", sessions.list(id, request));
    }

    @PostMapping("/{id}/attributes")
    Page setAttributes(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String attributes,
            HttpServletRequest request) {
        return switch (setAttributes.set(viewer, id, attributes)) {
            case SetAttributes.Outcome.Set _ -> Page.redirect("/people/" + id);
            case SetAttributes.Outcome.Unreadable(String line) ->
                onePage(viewer, id, request)
                        .with("attributes", attributes)
                        .with("unreadable", line)
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    @PostMapping("/{id}/sessions/end")
    Page endSessions(Viewer viewer, @PathVariable UUID id) {
        endSessions.endAll(viewer, id);
        return Page.redirect("/people/" + id);
    }

    @PostMapping("/{id}/second-factor/remove")
    Page removeFactor(Viewer viewer, @PathVariable UUID id) {
        setSecondFactor.untie(viewer, id);
        return Page.redirect("/people/" + id);
    }

    @PostMapping("/{id}/passkeys/remove")
    Page removePasskeys(Viewer viewer, @PathVariable UUID id, Words words) {
        setPasskeys.removeAll(viewer, id, words);
        return Page.redirect("/people/" + id);
    }

    @PostMapping("/{id}/keys/{key}/revoke")
    Page revokeKey(Viewer viewer, @PathVariable UUID id, @PathVariable UUID key) {
        requireAdministrator(viewer);
        revokeKey.revoke(viewer, key);
        return Page.redirect("/people/" + id);
    }

    @PostMapping("/{id}/close")
    Page close(Viewer viewer, @PathVariable UUID id) {
        return switch (closeAccount.close(viewer, id)) {
            case CLOSED, UNKNOWN -> Page.redirect("/people");
            case ADMINISTRATOR -> throw Problem.invalid("administrator-stays");
        };
    }

    private static void requireAdministrator(Viewer viewer) {
        if (viewer instanceof Viewer.Anonymous) throw Problem.signInNeeded();
        if (!viewer.isAdministrator()) throw Problem.forbidden("forbidden");
    }
}
