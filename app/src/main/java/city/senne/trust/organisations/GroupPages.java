package city.senne.trust.organisations;

import city.senne.platform.i18n.Translated;
import city.senne.platform.i18n.Words;
import city.senne.platform.web.Entries;
import city.senne.platform.web.Page;
import city.senne.platform.web.PageLink;
import city.senne.trust.identity.Group;
import city.senne.trust.identity.Groups;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// Where stewards look after the groups of their organisations, and administrators after all.
@Controller
@RequestMapping("/groups/{id}")
class GroupPages {
    private final Groups groups;
    private final ManageGroups manage;
    private final Organisations organisations;
    private final List<UsesOfGroup> uses;

    GroupPages(Groups groups, ManageGroups manage, Organisations organisations, List<UsesOfGroup> uses) {
        this.groups = groups;
        this.manage = manage;
        this.organisations = organisations;
        this.uses = List.copyOf(uses);
    }

    @GetMapping
    Page one(Viewer viewer, @PathVariable String id, Words words) {
        Group group = manage.found(viewer, id);
        Entries entries = new Entries();
        entries.put("group-name", group.name());
        return page(viewer, group, entries, Map.of(), words);
    }

    @PostMapping
    Page rename(Viewer viewer, @PathVariable String id, HttpServletRequest request, Words words) {
        Group group = manage.found(viewer, id);
        Entries entries = Entries.of(request);
        Translated name = entries.translated("group-name", group.name());
        return done(manage.rename(viewer, id, name), viewer, group, entries, words);
    }

    @PostMapping("/members")
    Page join(Viewer viewer, @PathVariable String id, HttpServletRequest request, Words words) {
        Group group = manage.found(viewer, id);
        Entries entries = Entries.of(request);
        entries.put("group-name", group.name());
        return done(manage.join(viewer, id, entries.text("login")), viewer, group, entries, words);
    }

    private Page done(ManageGroups.Outcome outcome, Viewer viewer, Group group, Entries entries, Words words) {
        return switch (outcome) {
            case ManageGroups.Outcome.Done(String made) -> Page.redirect("/groups/" + made);
            case ManageGroups.Outcome.Refused refused ->
                page(viewer, group, entries, Map.of(refused.input(), words.of(refused.word())), words)
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    @PostMapping("/members/{person}/leave")
    Page expel(Viewer viewer, @PathVariable String id, @PathVariable UUID person) {
        manage.expel(viewer, id, person);
        return Page.redirect("/groups/" + id);
    }

    /// Asks first, and tells what ends with it.
    @GetMapping("/remove")
    Page confirm(Viewer viewer, @PathVariable String id, Words words) {
        Group group = manage.found(viewer, id);
        return Page.of(GroupPages.class, "group-remove")
                .with("group", group)
                .with("home", home(group, words))
                .with(
                        "uses",
                        uses.stream()
                                .flatMap(each -> each.list(viewer, group.id(), words).stream())
                                .toList());
    }

    @PostMapping("/remove")
    Page remove(Viewer viewer, @PathVariable String id) {
        @Nullable String organisation = manage.found(viewer, id).organisation();
        manage.remove(viewer, id);
        return Page.redirect(organisation == null ? "/organisations" : "/organisations/" + organisation);
    }

    private Page.Template page(Viewer viewer, Group group, Entries entries, Map<String, String> errors, Words words) {
        return Page.of(GroupPages.class, "group")
                .with("viewer", viewer)
                .with("group", group)
                .with("home", home(group, words))
                .with("members", groups.members(group.id()))
                .with("entries", entries)
                .with("errors", errors);
    }

    /// Where its list stands.
    private PageLink home(Group group, Words words) {
        String id = group.organisation();
        return id == null
                ? PageLink.to(words.of("identity.organisations"), "/organisations")
                : PageLink.to(
                        organisations
                                .find(id)
                                .map(found -> found.name(words.language().tag()))
                                .orElse(id),
                        "/organisations/" + id);
    }
}
