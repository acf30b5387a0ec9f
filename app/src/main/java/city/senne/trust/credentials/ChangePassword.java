package city.senne.trust.credentials;

import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.SignInLinks;
import city.senne.trust.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// A person who knows her password chooses another. All other browsers are signed out.
@Service
class ChangePassword {
    private final People people;
    private final Sessions sessions;
    private final SignInLinks links;
    private final ConfirmPerson confirmPerson;
    private final NearWords nearWords;
    private final PasswordEncoder passwords;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ChangePassword(
            People people,
            Sessions sessions,
            SignInLinks links,
            ConfirmPerson confirmPerson,
            NearWords nearWords,
            PasswordEncoder passwords,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.people = people;
        this.sessions = sessions;
        this.links = links;
        this.confirmPerson = confirmPerson;
        this.nearWords = nearWords;
        this.passwords = passwords;
        this.events = events;
        this.transaction = transaction;
    }

    sealed interface Outcome {
        record Changed() implements Outcome {}

        /// It is not certain enough that it is she.
        record NotShe(ConfirmPerson.Outcome because) implements Outcome {}

        record PasswordRefused(Password.Weakness weakness) implements Outcome {}
    }

    Outcome change(Viewer.Person viewer, String current, String password, HttpServletRequest request) {
        ConfirmPerson.Outcome checked = confirmPerson.confirm(viewer, current, request);
        if (!checked.isConfirmed()) return new Outcome.NotShe(checked);
        List<String> near = people.find(viewer.id()).map(nearWords::of).orElse(List.of());
        Optional<Password.Weakness> weakness = Password.findWeakness(password, near);
        if (weakness.isPresent()) return new Outcome.PasswordRefused(weakness.get());
        String hash = passwords.encode(password);
        transaction.executeWithoutResult(_ -> {
            people.changePassword(viewer.id(), hash);
            sessions.dropOthers(viewer.id(), request);
            links.dropAll(viewer.id());
            events.publishEvent(new AccountEvent.PasswordChosen(viewer));
        });
        return new Outcome.Changed();
    }
}
