package city.senne.trust.identity;

import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Ends what rested on where somebody belonged: her places in groups, and the keys that she made for an
/// organisation.
///
/// Always within the transaction in which she loses it, after the loss.
@Component
class EndRights {
    private final People people;
    private final Organisations organisations;
    private final Groups groups;
    private final EndKeys endKeys;
    private final ApplicationEventPublisher events;

    EndRights(
            People people,
            Organisations organisations,
            Groups groups,
            EndKeys endKeys,
            ApplicationEventPublisher events) {
        this.people = people;
        this.organisations = organisations;
        this.groups = groups;
        this.endKeys = endKeys;
        this.events = events;
    }

    /// @param left the organisation that she does not belong to any more; empty when only her role changed
    void endLost(Viewer by, UUID person, String left) {
        people.lock(person);
        if (!left.isEmpty()) leaveGroups(by, person, left);
        endKeys.endLost(by, person, left);
    }

    /// All that rested on a person's account, which is closed. How many keys that were.
    int endAll(Viewer by, People.Account person) {
        people.lock(person.id());
        for (Group group : groups.listOf(person.id())) leave(by, group, person);
        return endKeys.endAll(by, person.id());
    }

    /// Those of the organisation and of those above it, unless she still belongs to one under them.
    private void leaveGroups(Viewer by, UUID person, String left) {
        Set<String> above = organisations.of(left).within();
        Set<String> within = organisations.of(person).within();
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
