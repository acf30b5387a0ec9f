package city.senne.trust.keys;

import city.senne.trust.identity.Viewer;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes a key worthless from this moment on.
@Service
public class RevokeKey {
    private final ApiKeys keys;
    private final ApplicationEventPublisher events;

    RevokeKey(ApiKeys keys, ApplicationEventPublisher events) {
        this.keys = keys;
        this.events = events;
    }

    public enum Outcome {
        REVOKED,
        /// There is no such key, or it was revoked before.
        UNKNOWN,
        NOT_ALLOWED
    }

    @Transactional
    public Outcome revoke(Viewer viewer, UUID key) {
        if (!mayRevoke(viewer, key)) return Outcome.NOT_ALLOWED;
        if (!keys.revoke(key)) return Outcome.UNKNOWN;
        events.publishEvent(new KeyEvent.Revoked(viewer, key));
        return Outcome.REVOKED;
    }

    /// Administrators, whoever made it, and stewards of its organisation.
    private boolean mayRevoke(Viewer viewer, UUID key) {
        if (viewer.isAdministrator()) return true;
        return viewer instanceof Viewer.Person person
                && keys.findOwner(key)
                        .filter(owner -> person.id().equals(owner.madeBy())
                                || (owner.organisation() != null
                                        && person.memberships().stewarding().contains(owner.organisation())))
                        .isPresent();
    }
}
