package city.senne.trust.keys;

import city.senne.trust.identity.Memberships;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Ends the keys of an organisation's programs with the right of whoever made them: a key is not to outlive the reason
/// for which its maker could make it. Who still needs one lets another steward make it.
///
/// Always within the transaction in which the maker loses her right.
@Component
public class EndKeys {
    private final ApiKeys keys;
    private final People people;
    private final Organisations organisations;
    private final ApplicationEventPublisher events;

    EndKeys(ApiKeys keys, People people, Organisations organisations, ApplicationEventPublisher events) {
        this.keys = keys;
        this.people = people;
        this.organisations = organisations;
        this.events = events;
    }

    /// Those that a person made and could not make any more, now that her memberships have changed.
    ///
    /// @param left the organisation that she does not belong to any more; empty when only her role changed
    public void endLost(Viewer by, UUID maker, String left) {
        Optional<People.Account> account = people.find(maker);
        if (account.isEmpty() || account.get().isAdministrator()) return;
        Memberships memberships = organisations.of(maker);
        for (ApiKey key : keys.listOf(maker)) {
            String organisation = key.organisation();
            if (organisation == null || memberships.own().stewarding().contains(organisation)) continue;
            if (memberships.stewarding().contains(organisation)) {
                keys.endBy(key.id(), memberships.lentUntil(organisation).orElseThrow());
                continue;
            }
            end(by, key, organisation, organisation.equals(left) ? ApiKey.End.MAKER_LEFT : ApiKey.End.ROLE_LOST);
        }
    }

    /// All that a person made. How many they were.
    public int endAll(Viewer by, UUID maker) {
        List<ApiKey> going =
                keys.listOf(maker).stream().filter(key -> !key.isRevoked()).toList();
        for (ApiKey key : going) {
            String organisation = key.organisation();
            if (organisation != null) end(by, key, organisation, ApiKey.End.ACCOUNT_CLOSED);
            else keys.end(key.id(), ApiKey.End.ACCOUNT_CLOSED);
        }
        return going.size();
    }

    /// One that has expired needs no end, and its list says already what became of it.
    private void end(Viewer by, ApiKey key, String organisation, ApiKey.End because) {
        if (key.isExpired() || !keys.end(key.id(), because)) return;
        events.publishEvent(new KeyEvent.Ended(by, key.id(), key.name(), organisation, because));
    }
}
