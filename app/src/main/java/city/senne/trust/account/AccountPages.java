package city.senne.trust.account;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.Entries;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.credentials.ConfirmPerson;
import city.senne.trust.credentials.Passkeys;
import city.senne.trust.identity.Delegation;
import city.senne.trust.identity.Delegations;
import city.senne.trust.identity.Groups;
import city.senne.trust.identity.Organisation;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.ApiKey;
import city.senne.trust.keys.ApiKeys;
import city.senne.trust.keys.CreateKey;
import city.senne.trust.keys.KeyForm;
import city.senne.trust.keys.KeySheet;
import city.senne.trust.keys.RevokeKey;
import city.senne.trust.organisations.Delegate;
import city.senne.trust.organisations.ManageOrganisations;
import city.senne.trust.signin.EndSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// A person's account, and the keys of the programs that work for her.
@Controller
class AccountPages {
    private final ApiKeys keys;
    private final Organisations organisations;
    private final CreateKey createKey;
    private final KeyForm keyForm;
    private final RevokeKey revokeKey;
    private final ManageOrganisations manageOrganisations;
    private final People people;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final EndSessions endSessions;
    private final Groups groups;
    private final Delegate delegate;
    private final Delegations delegations;
    private final ConfirmPerson confirmPerson;
    private final List<AccountSection> sections;

    AccountPages(
            ApiKeys keys,
            Organisations organisations,
            CreateKey createKey,
            KeyForm keyForm,
            RevokeKey revokeKey,
            ManageOrganisations manageOrganisations,
            People people,
            Passkeys passkeys,
            Sessions sessions,
            EndSessions endSessions,
            Groups groups,
            Delegate delegate,
            Delegations delegations,
            ConfirmPerson confirmPerson,
            List<AccountSection> sections) {
        this.confirmPerson = confirmPerson;
        this.groups = groups;
        this.delegate = delegate;
        this.delegations = delegations;
        this.keys = keys;
        this.organisations = organisations;
        this.createKey = createKey;
        this.keyForm = keyForm;
        this.revokeKey = revokeKey;
        this.manageOrganisations = manageOrganisations;
        this.people = people;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.endSessions = endSessions;
        this.sections = List.copyOf(sections);
    }

    @GetMapping("/account")
    Page account(Viewer viewer, HttpServletRequest request, Words words) {
        if (viewer instanceof Viewer.Anonymous) throw Problem.signInNeeded();
        return page(viewer, request, keySheet(viewer)).with("sections", sections(viewer, words));
    }

    @PostMapping("/account/sessions/{session}/end")
    Page endSession(Viewer viewer, @PathVariable UUID session) {
        endSessions.endOne(person(viewer), session);
        return Page.redirect("/account#sessions");
    }

    @PostMapping("/account/sessions/end-others")
    Page endOtherSessions(Viewer viewer, HttpServletRequest request) {
        endSessions.endOthers(person(viewer), request);
        return Page.redirect("/account#sessions");
    }

    @PostMapping("/account/memberships/{organisation}/leave")
    Page leave(Viewer viewer, @PathVariable String organisation) {
        manageOrganisations.leave(person(viewer), organisation);
        return Page.redirect("/account");
    }

    /// Answers with the key in the page itself, not by a redirect: it must not lie anywhere in between.
    @PostMapping("/account/keys")
    Page create(Viewer viewer, Words words, HttpServletRequest request) {
        Entries entries = Entries.of(request);
        return keyForm.create(
                viewer,
                entries,
                entries.line("organisation"),
                () -> keySheet(viewer),
                sheet -> page(viewer, request, sheet),
                words);
    }

    @PostMapping("/account/keys/{key}/revoke")
    Page revoke(Viewer viewer, @PathVariable UUID key) {
        return switch (revokeKey.revoke(viewer, key)) {
            case REVOKED, UNKNOWN -> Page.redirect("/account");
            case NOT_ALLOWED -> throw Problem.forbidden("forbidden");
        };
    }

    /// Whoever finds her browser open would have her role elsewhere for weeks: she is asked who she is.
    @PostMapping("/account/delegations")
    Page hand(Viewer viewer, HttpServletRequest request, Words words) {
        Entries entries = Entries.of(request);
        ConfirmPerson.Outcome confirmed = confirmPerson.confirm(person(viewer), entries.text("password"), request);
        if (!confirmed.isConfirmed()) {
            return notHanded(viewer, request, entries, "password", confirmed.said(words), words)
                    .status(confirmed.status());
        }
        Delegate.Wish wish = new Delegate.Wish(
                entries.line("organisation"),
                entries.text("colleague"),
                entries.text("from"),
                entries.text("until"),
                entries.line("reason"));
        return switch (delegate.hand(person(viewer), wish, words.zone())) {
            case Delegate.Outcome.Made _ -> Page.redirect("/account#away");
            case Delegate.Outcome.Refused refused ->
                notHanded(viewer, request, entries, refused.input(), words.of(refused.word()), words)
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    private Page.Template notHanded(
            Viewer viewer, HttpServletRequest request, Entries entries, String input, String error, Words words) {
        return page(viewer, request, keySheet(viewer))
                .with("sections", sections(viewer, words))
                .with("entries", entries)
                .with("errors", Map.of(input, error));
    }

    @PostMapping("/delegations/{id}/end")
    Page endDelegation(Viewer viewer, @PathVariable UUID id) {
        Optional<Delegation> ending = delegations.find(id);
        delegate.end(viewer, id);
        boolean isHers = ending.isEmpty()
                || (viewer instanceof Viewer.Person hers && ending.get().isOf(hers.id()));
        return Page.redirect(
                isHers ? "/account#away" : "/organisations/" + ending.get().organisation());
    }

    private boolean lacksFactor(Viewer.Person person, HttpServletRequest request) {
        return sessions.lacksFactor(
                person,
                people.find(person.id()).map(People.Account::isAdministrator).orElse(false),
                request);
    }

    /// An administrator sees all, others their own.
    private List<ApiKey> keys(Viewer viewer) {
        if (viewer.isAdministrator()) return keys.list();
        return viewer instanceof Viewer.Person person ? keys.listOf(person.id()) : List.of();
    }

    private KeySheet keySheet(Viewer viewer) {
        String forMaker = viewer.isAdministrator()
                ? CreateKey.FOR_EVERYTHING
                : viewer instanceof Viewer.Person ? CreateKey.FOR_HERSELF : null;
        return KeySheet.of(keys(viewer), "/account/keys")
                .offering(forMaker, organisations(viewer), createKey.longest());
    }

    /// Those for which the viewer makes keys.
    private List<Organisation> organisations(Viewer viewer) {
        return organisations.list().stream()
                .filter(each -> viewer.isAdministrator()
                        || (viewer instanceof Viewer.Person
                                && viewer.memberships().stewarding().contains(each.id())))
                .toList();
    }

    private String email(Viewer.Person person) {
        return people.find(person.id()).map(People.Account::email).orElse("");
    }

    private static Viewer.Person person(Viewer viewer) {
        if (viewer instanceof Viewer.Person person) return person;
        throw Problem.forbidden("forbidden");
    }

    private List<AccountSection.Shown> sections(Viewer viewer, Words words) {
        if (!(viewer instanceof Viewer.Person person)) return List.of();
        return sections.stream()
                .map(section -> section.to(person, words))
                .filter(shown -> !shown.links().isEmpty())
                .toList();
    }

    private Page.Template page(Viewer viewer, HttpServletRequest request, KeySheet keySheet) {
        return Page.of(AccountPages.class, "account")
                .with("viewer", viewer)
                .with("lacksFactor", viewer instanceof Viewer.Person person && lacksFactor(person, request))
                .with("email", viewer instanceof Viewer.Person person ? email(person) : "")
                .with("passkeys", viewer instanceof Viewer.Person person ? passkeys.count(person.id()) : 0)
                .with("keySheet", keySheet)
                .with(
                        "sessions",
                        viewer instanceof Viewer.Person person ? sessions.list(person.id(), request) : List.of())
                .with(
                        "means",
                        viewer instanceof Viewer.Person person ? confirmPerson.means(person) : ConfirmPerson.Means.NONE)
                .with("offered", viewer instanceof Viewer.Person person ? delegate.offered(person) : List.of())
                .with(
                        "delegations",
                        viewer instanceof Viewer.Person person ? delegations.listOf(person.id()) : List.of())
                .with("organisations", organisations.list())
                .with("groups", viewer instanceof Viewer.Person person ? groups.listOf(person.id()) : List.of())
                .with(
                        "memberships",
                        viewer instanceof Viewer.Person person ? organisations.memberships(person.id()) : List.of());
    }
}
