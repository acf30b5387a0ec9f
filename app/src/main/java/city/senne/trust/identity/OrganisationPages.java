package city.senne.trust.identity;

import city.senne.platform.i18n.Translated;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.AskedAddress;
import city.senne.platform.web.Entries;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// Where an administrator looks after organisations and who belongs to them.
@Controller
@RequestMapping("/organisations")
class OrganisationPages {
    private final Organisations organisations;
    private final ManageOrganisations manage;

    OrganisationPages(Organisations organisations, ManageOrganisations manage) {
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
        requireAdministrator(viewer);
        return onePage(id, new Entries(), Map.of());
    }

    /// Answers with the link in the page itself, not by a redirect: it must not lie anywhere in between.
    @PostMapping("/{id}/members")
    Page invite(Viewer viewer, @PathVariable String id, HttpServletRequest request, Words words) {
        requireAdministrator(viewer);
        Entries entries = Entries.of(request);
        Role role;
        try {
            role = Role.of(entries.line("role"));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("role-unknown");
        }
        return switch (manage.invite(viewer, id, entries.text("login"), entries.line("name"), role)) {
            case ManageOrganisations.Outcome.Refused refused ->
                onePage(id, entries, Map.of(refused.input(), words.of(refused.word())))
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
            case ManageOrganisations.Outcome.Invited invited ->
                onePage(id, new Entries(), Map.of())
                        .with("invited", invited.login())
                        .with(
                                "link",
                                AskedAddress.origin(request) + invited.link().path());
            case ManageOrganisations.Outcome.Done _ -> Page.redirect("/organisations/" + id);
        };
    }

    @PostMapping("/{id}/members/{person}/leave")
    Page leave(Viewer viewer, @PathVariable String id, @PathVariable UUID person) {
        manage.expel(viewer, id, person);
        return Page.redirect("/organisations/" + found(id).id());
    }

    @PostMapping("/{id}/members/{person}/dismiss")
    Page dismiss(Viewer viewer, @PathVariable String id, @PathVariable UUID person) {
        manage.dismiss(viewer, person);
        return Page.redirect("/organisations/" + found(id).id());
    }

    private Page.Template listPage(Entries entries, Map<String, String> errors) {
        return Page.of(OrganisationPages.class, "organisations")
                .with("organisations", organisations.list())
                .with("entries", entries)
                .with("errors", errors);
    }

    private Page.Template onePage(String id, Entries entries, Map<String, String> errors) {
        Organisation organisation = found(id);
        return Page.of(OrganisationPages.class, "organisation")
                .with("organisation", organisation)
                .with("all", organisations.list())
                .with("members", organisations.members(organisation.id()))
                .with("entries", entries)
                .with("errors", errors);
    }

    private Organisation found(String id) {
        return organisations.find(id).orElseThrow(() -> Problem.notFound("organisation-unknown", id));
    }

    private static void requireAdministrator(Viewer viewer) {
        if (viewer instanceof Viewer.Anonymous) throw Problem.signInNeeded();
        if (!viewer.isAdministrator()) throw Problem.forbidden("forbidden");
    }
}
