package city.senne.trust.door;

import city.senne.trust.identity.Attributes;
import city.senne.trust.identity.Groups;
import city.senne.trust.identity.Memberships;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Sessions;
import city.senne.trust.identity.Viewer;
import city.senne.trust.keys.ApiKeys;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Others than the one who asks, for those who answer for data and want to know what others see. What an onlooker
/// may see can be found out; nobody acts as one.
@Component
public class Onlookers {
    private static final UUID NOBODY = new UUID(0, 0);

    private final People people;
    private final Organisations organisations;
    private final ApiKeys keys;
    private final Sessions sessions;
    private final Attributes attributes;
    private final Groups groups;

    Onlookers(
            People people,
            Organisations organisations,
            ApiKeys keys,
            Sessions sessions,
            Attributes attributes,
            Groups groups) {
        this.groups = groups;
        this.attributes = attributes;
        this.people = people;
        this.organisations = organisations;
        this.keys = keys;
        this.sessions = sessions;
    }

    /// A viewer as she is by now, reading for what she began to read for; empty when she may not enter any more.
    public Optional<Viewer> again(Viewer viewer) {
        return switch (viewer) {
            case Viewer.Person person ->
                people.find(person.id())
                        .map(account -> sessions.again(account, person))
                        .map(now -> now.saying(person.purpose()));
            case Viewer.Machine machine -> keys.findMachine(machine.keyId()).map(now -> now.saying(machine.purpose()));
            case Viewer.Anonymous _, Viewer.Operator _, Viewer.Pusher _ -> Optional.of(viewer);
        };
    }

    /// Somebody who signed in and belongs nowhere.
    public Viewer somebody() {
        return new Viewer.Person(NOBODY, "", false);
    }

    /// Somebody who belongs to an organisation, and reads for it.
    public Optional<Viewer> memberOf(String organisation) {
        return organisations
                .find(organisation)
                .map(found -> new Viewer.Person(NOBODY, "", false, organisations.of(found.id())));
    }

    /// Somebody who is in a group, and of whom no more is known: she may belong to its organisation, to one below
    /// it, or to none of them.
    public Optional<Viewer> memberOfGroup(String group) {
        return groups.find(group).map(found -> new Viewer.Person(NOBODY, "", false, Memberships.inGroup(found.id())));
    }

    /// Somebody who delivers and describes what an organisation has.
    public Optional<Viewer> publisherOf(String organisation) {
        return organisations.find(organisation).map(found -> {
            Memberships reads = organisations.of(found.id());
            return new Viewer.Person(NOBODY, "", false, reads.publishing(found.id()));
        });
    }

    /// A person, unless she left.
    public Optional<Viewer> person(UUID id) {
        return people.find(id)
                .map(account -> new Viewer.Person(
                        account.id(),
                        account.name(),
                        account.isAdministrator(),
                        organisations.of(account.id()),
                        attributes.of(account.id())));
    }
}
