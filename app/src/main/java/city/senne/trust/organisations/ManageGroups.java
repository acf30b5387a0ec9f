package city.senne.trust.organisations;

import city.senne.platform.i18n.Translated;
import city.senne.platform.web.Problem;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Group;
import city.senne.trust.identity.Groups;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Viewer;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes groups and says who is in them: for an organisation its stewards, everywhere administrators. Counts from
/// the next question of whom it is about.
@Service
public class ManageGroups {
    private final Groups groups;
    private final Organisations organisations;
    private final People people;
    private final ApplicationEventPublisher events;

    ManageGroups(Groups groups, Organisations organisations, People people, ApplicationEventPublisher events) {
        this.groups = groups;
        this.organisations = organisations;
        this.people = people;
        this.events = events;
    }

    sealed interface Outcome {
        /// @param group its id
        record Done(String group) implements Outcome {}

        /// @param input that is wrong
        /// @param word the key of the sentence that says why
        record Refused(String input, String word) implements Outcome {}
    }

    /// Throws Problem for others than those who look after it.
    ///
    /// @param organisation whose stewards look after it; null for a group of the installation
    /// @param id its short name there
    @Transactional
    public Outcome add(Viewer viewer, @Nullable String organisation, String id, Translated name) {
        requireKeeper(viewer, organisation);
        if (organisation != null && organisations.find(organisation).isEmpty()) {
            throw Problem.notFound("organisation-unknown", organisation);
        }
        if (!id.matches("[a-z0-9][a-z0-9-]{0,63}"))
            return new Outcome.Refused("group", "identity.organisation.id.wrong");
        if (isWrong(name)) return new Outcome.Refused("group-name", "identity.organisation.name.needed");
        String whole = organisation == null ? id : organisation + "." + id;
        if (!groups.add(whole, organisation, name, viewer.name())) {
            return new Outcome.Refused("group", "identity.group.taken");
        }
        events.publishEvent(new AccountEvent.GroupAdded(viewer, whole));
        return new Outcome.Done(whole);
    }

    @Transactional
    Outcome rename(Viewer viewer, String id, Translated name) {
        Group group = found(viewer, id);
        if (isWrong(name)) return new Outcome.Refused("group-name", "identity.organisation.name.needed");
        groups.rename(group.id(), name);
        events.publishEvent(new AccountEvent.GroupRenamed(viewer, group.id()));
        return new Outcome.Done(group.id());
    }

    /// With the rules that name it, which listeners of the event end.
    @Transactional
    public void remove(Viewer viewer, String id) {
        Group group = found(viewer, id);
        if (!groups.remove(group.id())) return;
        events.publishEvent(new AccountEvent.GroupRemoved(viewer, group.id()));
    }

    /// A steward puts in whoever belongs to the organisation or to one under it, an administrator anybody. Who
    /// does not belong there and who is not there at all are told alike.
    @Transactional
    public Outcome join(Viewer viewer, String id, String login) {
        Group group = found(viewer, id);
        Optional<People.Account> person = people.findByLogin(login);
        person.ifPresent(account -> people.lock(account.id()));
        boolean allowed = person.isPresent()
                && (viewer.isAdministrator() || belongs(person.get().id(), group));
        if (!allowed || people.find(person.get().id()).isEmpty()) {
            return new Outcome.Refused("login", "identity.group.member.unknown");
        }
        if (groups.join(group.id(), person.get().id(), Groups.BY_HAND, viewer.name())) {
            events.publishEvent(new AccountEvent.GroupJoined(
                    viewer, group.id(), person.get().login(), Groups.BY_HAND));
        }
        return new Outcome.Done(group.id());
    }

    /// Takes out whom somebody put there. What a provider says stays: it would say so again.
    @Transactional
    public void expel(Viewer viewer, String id, UUID person) {
        Group group = found(viewer, id);
        Optional<People.Account> account = people.find(person);
        if (account.isEmpty() || !groups.leave(group.id(), person, Groups.BY_HAND)) return;
        events.publishEvent(
                new AccountEvent.GroupLeft(viewer, group.id(), account.get().login(), Groups.BY_HAND));
    }

    /// Throws Problem, and the same for a group of others whether there is one or not.
    Group found(Viewer viewer, String id) {
        requireKeeper(viewer, Group.organisationIn(id));
        return groups.find(id).orElseThrow(() -> Problem.notFound("group-unknown", id));
    }

    private boolean belongs(UUID person, Group group) {
        String organisation = group.organisation();
        return organisation != null && organisations.of(person).own().within().contains(organisation);
    }

    private static void requireKeeper(Viewer viewer, @Nullable String organisation) {
        if (viewer instanceof Viewer.Anonymous) throw Problem.signInNeeded();
        boolean keeps =
                organisation == null ? viewer.isAdministrator() : ManageOrganisations.looksAfter(viewer, organisation);
        if (!keeps) throw Problem.forbidden("forbidden");
    }

    private static boolean isWrong(Translated name) {
        return name.isEmpty()
                || name.byLanguage().values().stream()
                        .anyMatch(text -> text.length() > ManageOrganisations.LONGEST_NAME);
    }
}
