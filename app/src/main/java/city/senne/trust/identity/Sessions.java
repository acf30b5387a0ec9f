package city.senne.trust.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Browsers that are signed in. A session lives in the database, so that it survives a restart and counts on every
/// node; the browser holds its secret in a cookie that no script can read.
@Component
class Sessions {
    static final String COOKIE = "senne_session";
    static final Duration VALID = Duration.ofDays(7);

    private final People people;
    private final Organisations organisations;
    private final ApplicationEventPublisher events;

    Sessions(People people, Organisations organisations, ApplicationEventPublisher events) {
        this.people = people;
        this.organisations = organisations;
        this.events = events;
    }

    /// The secret of a new session of this person.
    String open(People.Account person) {
        Secret token = Secret.random("");
        people.addSession(token, person.id(), Instant.now().plus(VALID));
        return token.text();
    }

    Optional<Viewer.Person> find(HttpServletRequest request) {
        return token(request)
                .flatMap(people::findBySession)
                .map(person -> new Viewer.Person(
                        person.id(), person.name(), person.isAdministrator(), organisations.of(person.id())));
    }

    @Transactional
    void close(HttpServletRequest request) {
        find(request).ifPresent(person -> events.publishEvent(new AccountEvent.SignedOut(person)));
        token(request).ifPresent(people::dropSession);
    }

    private static Optional<Secret> token(HttpServletRequest request) {
        if (request.getCookies() == null) return Optional.empty();
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals(COOKIE) && !cookie.getValue().isEmpty()) {
                return Optional.of(new Secret(cookie.getValue()));
            }
        }
        return Optional.empty();
    }

    static ResponseCookie cookie(String session, HttpServletRequest request) {
        return ResponseCookie.from(COOKIE, session)
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .maxAge(session.isEmpty() ? Duration.ZERO : VALID)
                .build();
    }
}
