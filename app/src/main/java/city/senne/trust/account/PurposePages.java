package city.senne.trust.account;

import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Purpose;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.Viewer;
import city.senne.trust.signin.SignInPages;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where somebody chooses for what she reads, until she chooses otherwise or her session ends.
@Controller
class PurposePages {
    private final Sessions sessions;

    PurposePages(Sessions sessions) {
        this.sessions = sessions;
    }

    /// @param purpose blank for none
    /// @param next where she goes on
    @PostMapping("/purpose")
    Page choose(
            Viewer viewer,
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request) {
        if (!(viewer instanceof Viewer.Person)) throw Problem.forbidden("forbidden");
        sessions.say(request, Purpose.read(purpose));
        return Page.redirect(SignInPages.inside(next));
    }
}
