package city.senne.trust.organisations;

import city.senne.platform.i18n.Translated;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.AskedAddress;
import city.senne.platform.web.Entries;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.platform.web.Visitor;
import city.senne.trust.identity.Delegations;
import city.senne.trust.identity.Groups;
import city.senne.trust.identity.Organisation;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.ApiKeys;
import city.senne.trust.keys.CreateKey;
import city.senne.trust.keys.KeyForm;
import city.senne.trust.keys.KeySheet;
import city.senne.trust.keys.RevokeKey;
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
import org.springframework.web.bind.annotation.RequestMapping;

/// Where administrators look after organisations, and their stewards after who belongs to them.
@Controller
@RequestMapping("/organisations")
class OrganisationPages {
    private final Organisations organisations;
    private final ManageOrganisations manage;
    private final SendInvitation sendInvitation;
    private final Invitations invitations;
    private final AnswerInvitation answerInvitation;
    private final ApiKeys keys;
    private final CreateKey createKey;
    private final KeyForm keyForm;
    private final RevokeKey revokeKey;
    private final Groups groups;
    private final ManageGroups manageGroups;
    private final Delegations delegations;

    OrganisationPages(
            Organisations organisations,
            ManageOrganisations manage,
            SendInvitation sendInvitation,
            Invitations invitations,
            AnswerInvitation answerInvitation,
            ApiKeys keys,
            CreateKey createKey,
            KeyForm keyForm,
            RevokeKey revokeKey,
            Groups groups,
            ManageGroups manageGroups,
            Delegations delegations) {
        this.delegations = delegations;
        this.groups = groups;
        this.manageGroups = manageGroups;
        this.keys = keys;
        this.createKey = createKey;
        this.keyForm = keyForm;
        this.revokeKey = revokeKey;
        this.sendInvitation = sendInvitation;
        this.invitations = invitations;
        this.answerInvitation = answerInvitation;
        this.organisations = organisations;
        this.manage = manage;
    }

    @GetMapping
    Page list(Viewer viewer) {
        requireAdministrator(viewer);
        return listPage(new Entries(), Map.of());
    }

    @PostMapping
    Page add(Viewer viewer, HttpServletRequest request, Words words) {
        requireAdministrator(viewer);
        Entries entries = Entries.of(request);
        Translated name = entries.translated("name", Translated.EMPTY);
        return switch (manage.add(viewer, entries.line("id"), name, entries.line("parent"))) {
            case ManageOrganisations.Outcome.Refused refused ->
                listPage(entries, Map.of(refused.input(), words.of(refused.word())))
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
            case ManageOrganisations.Outcome.Done _, ManageOrganisations.Outcome.Invited _ ->
                Page.redirect("/organisations/" + entries.line("id"));
        };
    }

    @GetMapping("/{id}")
    Page one(Viewer viewer, @PathVariable String id) {
        requireSteward(viewer, id);
        return onePage(viewer, id, new Entries(), Map.of());
    }

    /// Answers with the link in the page itself, not by a redirect: it must not lie anywhere in between.
    @PostMapping("/{id}/members")
    Page invite(Viewer viewer, @PathVariable String id, HttpServletRequest request, Words words) {
        requireSteward(viewer, id);
        Entries entries = Entries.of(request);
        Role role;
        try {
            role = Role.of(entries.line("role"));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("role-unknown");
        }
        return switch (manage.invite(
                viewer, id, entries.text("login"), entries.line("name"), entries.line("email"), role)) {
            case ManageOrganisations.Outcome.Refused refused ->
                onePage(viewer, id, entries, Map.of(refused.input(), words.of(refused.word())))
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
            case ManageOrganisations.Outcome.Invited invited -> invitedPage(viewer, id, invited, words, request);
            case ManageOrganisations.Outcome.Done _ -> Page.redirect("/organisations/" + id);
        };
    }

    private Page invitedPage(
            Viewer viewer,
            String id,
            ManageOrganisations.Outcome.Invited invited,
            Words words,
            HttpServletRequest request) {
        String organisation = found(id).name(words.language().tag());
        Optional<String> sentTo =
                sendInvitation.send(invited, Visitor.called(viewer.name(), words), organisation, words);
        Page.Template page = onePage(viewer, id, new Entries(), Map.of()).with("invited", invited.login());
        return sentTo.isPresent()
                ? page.with("sentTo", sentTo.get())
                : page.with(
                        "link", AskedAddress.origin(request) + invited.link().path());
    }

    /// Answers with the key in the page itself, as above.
    @PostMapping("/{id}/keys")
    Page create(Viewer viewer, @PathVariable String id, HttpServletRequest request, Words words) {
        requireSteward(viewer, id);
        return keyForm.create(
                viewer,
                Entries.of(request),
                id,
                () -> keySheet(found(id)),
                sheet -> onePage(viewer, id, new Entries(), Map.of()).with("keySheet", sheet),
                words);
    }

    @PostMapping("/{id}/keys/{key}/revoke")
    Page revoke(Viewer viewer, @PathVariable String id, @PathVariable UUID key) {
        requireSteward(viewer, id);
        if (revokeKey.revoke(viewer, key) == RevokeKey.Outcome.NOT_ALLOWED) throw Problem.forbidden("forbidden");
        return Page.redirect("/organisations/" + found(id).id());
    }

    @PostMapping("/{id}/members/{person}/leave")
    Page leave(Viewer viewer, @PathVariable String id, @PathVariable UUID person) {
        manage.expel(viewer, id, person);
        boolean isHerself = viewer instanceof Viewer.Person self && self.id().equals(person);
        if (isHerself && !viewer.isAdministrator()) return Page.redirect("/account");
        return Page.redirect("/organisations/" + found(id).id());
    }

    @PostMapping("/{id}/invitations/{invitation}/take-back")
    Page takeBack(Viewer viewer, @PathVariable String id, @PathVariable UUID invitation) {
        requireSteward(viewer, id);
        answerInvitation.takeBack(viewer, id, invitation);
        return Page.redirect("/organisations/" + found(id).id());
    }

    /// A group that administrators alone look after.
    @PostMapping("/groups")
    Page addGroup(Viewer viewer, HttpServletRequest request, Words words) {
        requireAdministrator(viewer);
        Entries entries = Entries.of(request);
        return switch (manageGroups.add(viewer, null, entries.line("group"), groupName(entries))) {
            case ManageGroups.Outcome.Refused refused ->
                listPage(entries, Map.of(refused.input(), words.of(refused.word())))
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
            case ManageGroups.Outcome.Done(String group) -> Page.redirect("/groups/" + group);
        };
    }

    @PostMapping("/{id}/groups")
    Page addGroup(Viewer viewer, @PathVariable String id, HttpServletRequest request, Words words) {
        requireSteward(viewer, id);
        Entries entries = Entries.of(request);
        return switch (manageGroups.add(viewer, id, entries.line("group"), groupName(entries))) {
            case ManageGroups.Outcome.Refused refused ->
                onePage(viewer, id, entries, Map.of(refused.input(), words.of(refused.word())))
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
            case ManageGroups.Outcome.Done(String group) -> Page.redirect("/groups/" + group);
        };
    }

    private static Translated groupName(Entries entries) {
        return entries.translated("group-name", Translated.EMPTY);
    }

    private Page.Template listPage(Entries entries, Map<String, String> errors) {
        return Page.of(OrganisationPages.class, "organisations")
                .with("organisations", organisations.list())
                .with("groups", groups.listOf((String) null))
                .with("entries", entries)
                .with("errors", errors);
    }

    private Page.Template onePage(Viewer viewer, String id, Entries entries, Map<String, String> errors) {
        Organisation organisation = found(id);
        return Page.of(OrganisationPages.class, "organisation")
                .with("organisation", organisation)
                .with("viewer", viewer)
                .with("keySheet", keySheet(organisation))
                .with("members", organisations.members(organisation.id()))
                .with("groups", groups.listOf(organisation.id()))
                .with("delegations", delegations.listOf(organisation.id()))
                .with("invitations", invitations.list(organisation.id()))
                .with("entries", entries)
                .with("errors", errors);
    }

    private KeySheet keySheet(Organisation organisation) {
        return KeySheet.of(keys.listOf(organisation.id()), "/organisations/" + organisation.id() + "/keys")
                .offering(null, List.of(organisation), createKey.longest());
    }

    private Organisation found(String id) {
        return organisations.find(id).orElseThrow(() -> Problem.notFound("organisation-unknown", id));
    }

    private static void requireSteward(Viewer viewer, String organisation) {
        if (viewer instanceof Viewer.Anonymous) throw Problem.signInNeeded();
        if (!ManageOrganisations.looksAfter(viewer, organisation)) throw Problem.forbidden("forbidden");
    }

    private static void requireAdministrator(Viewer viewer) {
        if (viewer instanceof Viewer.Anonymous) throw Problem.signInNeeded();
        if (!viewer.isAdministrator()) throw Problem.forbidden("forbidden");
    }
}
