package city.senne.trust.identity;

import city.senne.platform.i18n.Words;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A person's account, and the keys of the programs that work for her.
@Controller
class AccountPages {
    private final ApiKeys keys;
    private final Organisations organisations;
    private final CreateKey createKey;
    private final RevokeKey revokeKey;

    AccountPages(ApiKeys keys, Organisations organisations, CreateKey createKey, RevokeKey revokeKey) {
        this.keys = keys;
        this.organisations = organisations;
        this.createKey = createKey;
        this.revokeKey = revokeKey;
    }

    @GetMapping("/account")
    Page account(Viewer viewer) {
        if (viewer instanceof Viewer.Anonymous) throw Problem.signInNeeded();
        return page(viewer);
    }

    /// Answers with the key in the page itself, not by a redirect: it must not lie anywhere in between.
    @PostMapping("/account/keys")
    Page create(
            Viewer viewer,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String organisation,
            Words words) {
        return switch (createKey.create(viewer, name, organisation)) {
            case CreateKey.Outcome.Created created -> page(viewer).with("created", List.of(created.key()));
            case CreateKey.Outcome.NameNeeded _ ->
                page(viewer)
                        .with("name", name)
                        .with("error", words.of("identity.key.name-needed", CreateKey.LONGEST_NAME))
                        .status(HttpStatus.UNPROCESSABLE_CONTENT);
            case CreateKey.Outcome.NoSuchOrganisation unknown ->
                throw Problem.invalid("organisation-unknown", unknown.id());
            case CreateKey.Outcome.NotAllowed _ -> throw Problem.forbidden("forbidden");
        };
    }

    @PostMapping("/account/keys/{key}/revoke")
    Page revoke(Viewer viewer, @PathVariable UUID key) {
        return switch (revokeKey.revoke(viewer, key)) {
            case REVOKED, UNKNOWN -> Page.redirect("/account");
            case NOT_ALLOWED -> throw Problem.forbidden("forbidden");
        };
    }

    private Page.Template page(Viewer viewer) {
        return Page.of(AccountPages.class, "account")
                .with("viewer", viewer)
                .with("keys", viewer.isAdministrator() ? keys.list() : List.of())
                .with("organisations", viewer.isAdministrator() ? organisations.list() : List.of());
    }
}
