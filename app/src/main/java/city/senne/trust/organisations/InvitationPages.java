package city.senne.trust.organisations;

import city.senne.platform.web.CallerAddress;
import city.senne.platform.web.Page;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.Attempts;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where somebody who has an account is asked whether she joins an organisation.
@Controller
@RequestMapping("/join/{token}")
class InvitationPages {
    private final AnswerInvitation answer;
    private final Attempts attempts;

    InvitationPages(AnswerInvitation answer, Attempts attempts) {
        this.answer = answer;
        this.attempts = attempts;
    }

    /// Tells others than her neither who is invited nor where to.
    @GetMapping
    Page ask(Viewer viewer, @PathVariable String token, HttpServletRequest request) {
        Viewer.Person person = person(viewer);
        AnswerInvitation.Question question = answer.find(token).orElseThrow(() -> unknown(request));
        if (!question.isFor(person)) {
            return Page.of(InvitationPages.class, "join-other").status(HttpStatus.FORBIDDEN);
        }
        return Page.of(InvitationPages.class, "join").with("token", token).with("question", question);
    }

    @PostMapping
    Page answer(
            Viewer viewer,
            @PathVariable String token,
            @RequestParam(defaultValue = "") String choice,
            HttpServletRequest request) {
        Viewer.Person person = person(viewer);
        boolean answered = switch (choice) {
            case "join" -> answer.join(person, token);
            case "decline" -> answer.decline(person, token);
            default -> false;
        };
        if (!answered) throw unknown(request);
        return Page.redirect("/account#memberships");
    }

    private Problem unknown(HttpServletRequest request) {
        return attempts.allowFrom(CallerAddress.of(request))
                ? Problem.notFound("link-unknown")
                : new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
    }

    private static Viewer.Person person(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Person person -> person;
            case Viewer.Anonymous _ -> throw Problem.signInNeeded();
            default -> throw Problem.forbidden("forbidden");
        };
    }
}
