package city.senne.trust.signin;

import city.senne.platform.web.Problem;
import city.senne.trust.identity.IssueSignInLink;
import city.senne.trust.identity.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Links to sign in with, for the command that asks a server that runs.
@RestController
class SignInLinkApi {
    static final String SIGN_IN_LINKS = "/api/account/sign-in-links";

    private final IssueSignInLink issueSignInLink;

    SignInLinkApi(IssueSignInLink issueSignInLink) {
        this.issueSignInLink = issueSignInLink;
    }

    /// For the operator alone: a key must not become a person.
    @PostMapping(SIGN_IN_LINKS)
    @ResponseStatus(HttpStatus.CREATED)
    IssueSignInLink.SignInLink issue(Viewer viewer) {
        if (!(viewer instanceof Viewer.Operator)) throw Problem.forbidden("forbidden");
        return issueSignInLink.issue();
    }
}
