package city.senne.trust.signin;

import city.senne.platform.web.Problem;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Signs browsers out: a person her own, an administrator anybody's.
@Service
public class EndSessions {
    private final Sessions sessions;
    private final People people;
    private final ApplicationEventPublisher events;

    EndSessions(Sessions sessions, People people, ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.people = people;
        this.events = events;
    }

    /// The browser that asks.
    @Transactional
    public void endThis(HttpServletRequest request) {
        sessions.find(request).ifPresent(person -> events.publishEvent(new AccountEvent.SignedOut(person)));
        sessions.drop(request);
    }

    /// The one that the browser had before another was opened in it.
    @Transactional
    public void endReplaced(HttpServletRequest request) {
        sessions.drop(request);
    }

    /// One of the viewer's own; nothing happens when it has ended meanwhile.
    @Transactional
    public void endOne(Viewer.Person viewer, UUID session) {
        if (sessions.drop(viewer.id(), session)) announce(viewer, viewer.id(), 1);
    }

    /// All of the viewer's own but the one that asks.
    @Transactional
    public void endOthers(Viewer.Person viewer, HttpServletRequest request) {
        announce(viewer, viewer.id(), sessions.dropOthers(viewer.id(), request));
    }

    /// All of somebody's. For administrators.
    @Transactional
    public void endAll(Viewer viewer, UUID person) {
        if (!viewer.isAdministrator()) throw Problem.forbidden("forbidden");
        announce(viewer, person, sessions.dropAll(person));
    }

    private void announce(Viewer viewer, UUID person, int ended) {
        Optional<People.Account> whose = people.find(person);
        if (ended == 0 || whose.isEmpty()) return;
        events.publishEvent(new AccountEvent.SessionsEnded(viewer, whose.get().login(), ended));
    }
}
