package city.senne.trust.journal;

import city.senne.trust.identity.AttemptRefused;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells of forms without their token, wrong keys, passwords and passkeys, and limits that were reached: once in some
/// minutes for
/// each caller, whoever she is, so that nobody fills the journal.
@Component
class HearOfAttempts {
    private final TellOnce tellOnce;

    HearOfAttempts(TellOnce tellOnce) {
        this.tellOnce = tellOnce;
    }

    @EventListener
    void hear(AttemptRefused refused) {
        Entry entry = Entry.of(refused.by(), kind(refused.why())).withPersonal("address", refused.address());
        tellOnce.tell(List.of(entry.kind(), entry.personal()), entry);
    }

    private static Kind kind(AttemptRefused.Why why) {
        return switch (why) {
            case FORM -> Kind.FORM_REFUSED;
            case KEY -> Kind.KEY_REFUSED;
            case PASSWORD -> Kind.PASSWORD_REFUSED;
            case PASSKEY -> Kind.PASSKEY_REFUSED;
            case LIMIT -> Kind.LIMIT_REACHED;
        };
    }
}
