package city.senne.trust.organisations;

import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Delegation;
import city.senne.trust.identity.Delegations;
import city.senne.trust.identity.Group;
import city.senne.trust.identity.Groups;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.EndKeys;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Ends what rested on where somebody belonged: her places in groups, the roles that she lent or was lent, and the
/// keys that she made for an organisation.
///
/// Always within the transaction in which she loses it, after the loss.
@Component
public class EndRights {
    private final People people;
    private final Organisations organisations;
    private final Groups groups;
    private final Delegations delegations;
    private final EndKeys endKeys;
    private final ApplicationEventPublisher events;

    EndRights(
            People people,
            Organisations organisations,
            Groups groups,
            Delegations delegations,
            EndKeys endKeys,
            ApplicationEventPublisher events) {
        this.people = people;
        this.organisations = organisations;
        this.groups = groups;
        this.delegations = delegations;
        this.endKeys = endKeys;
        this.events = events;
    }

    /// @param left the organisation that she does not belong to any more; empty when only her role changed
    public void endLost(Viewer by, UUID person, String left) {
        people.lock(person);
        if (!left.isEmpty()) leaveGroups(by, person, left);
        for (Delegation each : delegations.listOf(person)) {
            if (!isGivers(each)) end(by, each, Delegation.End.GIVER_LOST_ROLE);
            else if (!isNear(each.holder(), each.organisation())) end(by, each, Delegation.End.HOLDER_LEFT);
        }
        endKeys.endLost(by, person, left);
    }

    /// All that rested on a person's account, which is closed. How many keys that were.
    public int endAll(Viewer by, People.Account person) {
        people.lock(person.id());
        for (Group group : groups.listOf(person.id())) leave(by, group, person);
        for (Delegation each : delegations.listOf(person.id())) end(by, each, Delegation.End.PERSON_LEFT);
        return endKeys.endAll(by, person.id());
    }

    /// A lent role, with the keys that its holder made by it.
    void end(Viewer by, Delegation delegation, Delegation.End because) {
        if (!delegations.end(delegation.id())) return;
        events.publishEvent(new AccountEvent.DelegationEnded(by, delegation, because));
        endKeys.endLost(by, delegation.holder(), "");
    }

    private boolean isGivers(Delegation delegation) {
        return organisations.memberships(delegation.giver()).stream()
                .anyMatch(each ->
                        each.organisation().id().equals(delegation.organisation()) && each.role() == delegation.role());
    }

    /// Whether somebody belongs to an organisation, to one above it or to one below it, by herself.
    boolean isNear(UUID person, String organisation) {
        Set<String> above = organisations.of(organisation).within();
        return organisations.of(person).own().within().contains(organisation)
                || organisations.memberships(person).stream()
                        .anyMatch(each -> above.contains(each.organisation().id()));
    }

    /// Those of the organisation and of those above it, unless she still belongs to one under them.
    private void leaveGroups(Viewer by, UUID person, String left) {
        Set<String> above = organisations.of(left).within();
        Set<String> within = organisations.of(person).own().within();
        people.find(person)
                .ifPresent(account -> groups.listOf(person).stream()
                        .filter(group -> group.organisation() != null
                                && above.contains(group.organisation())
                                && !within.contains(group.organisation()))
                        .forEach(group -> leave(by, group, account)));
    }

    private void leave(Viewer by, Group group, People.Account person) {
        if (groups.leave(group.id(), person.id())) {
            events.publishEvent(new AccountEvent.GroupLeft(by, group.id(), person.login(), Groups.BY_HAND));
        }
    }
}
