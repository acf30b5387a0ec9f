package city.senne.trust.identity;

import city.senne.platform.web.Problem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Keys and links for programs; the commands speak it with a server that runs.
@RestController
class IdentityApi {
    static final String KEYS = "/api/account/keys";
    static final String SIGN_IN_LINKS = "/api/account/sign-in-links";

    private final CreateKey createKey;
    private final IssueSignInLink issueSignInLink;

    IdentityApi(CreateKey createKey, IssueSignInLink issueSignInLink) {
        this.createKey = createKey;
        this.issueSignInLink = issueSignInLink;
    }

    /// @param organisation whose members see what the program sees; without, it may do everything
    /// @param days after which the key opens nothing any more; without, as many as keys may last
    record NewKey(
            String name,
            @Nullable String organisation,
            @Nullable Long days) {}

    record Key(String name, String key) {}

    @PostMapping(KEYS)
    @ResponseStatus(HttpStatus.CREATED)
    Key create(Viewer viewer, @RequestBody NewKey wanted) {
        String organisation = Objects.requireNonNullElse(wanted.organisation(), "");
        long days = Objects.requireNonNullElse(wanted.days(), createKey.longest());
        return switch (createKey.create(viewer, wanted.name(), organisation, days)) {
            case CreateKey.Outcome.WrongDays wrong -> throw Problem.invalid("key-days-wrong", wrong.longest());
            case CreateKey.Outcome.Created created ->
                new Key(created.key().name(), created.key().text());
            case CreateKey.Outcome.NameNeeded _ -> throw Problem.invalid("key-name-needed", CreateKey.LONGEST_NAME);
            case CreateKey.Outcome.NoSuchOrganisation unknown ->
                throw Problem.invalid("organisation-unknown", unknown.id());
            case CreateKey.Outcome.NotAllowed _ -> throw Problem.forbidden("forbidden");
        };
    }

    /// For the operator alone: a key must not become a person.
    @PostMapping(SIGN_IN_LINKS)
    @ResponseStatus(HttpStatus.CREATED)
    IssueSignInLink.SignInLink issue(Viewer viewer) {
        if (!(viewer instanceof Viewer.Operator)) throw Problem.forbidden("forbidden");
        return issueSignInLink.issue();
    }
}
