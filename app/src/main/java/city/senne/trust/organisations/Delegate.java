package city.senne.trust.organisations;

import city.senne.platform.web.Problem;
import city.senne.trust.identity.AccountEvent;
import city.senne.trust.identity.Delegation;
import city.senne.trust.identity.Delegations;
import city.senne.trust.identity.Memberships;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.People;
import city.senne.trust.identity.Role;
import city.senne.trust.identity.Viewer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A member hands her role in an organisation to a colleague for the time in which she is away. What she has from
/// others she does not hand on.
@Service
public class Delegate {
    static final int LONGEST_REASON = 500;
    private static final int MOST_DAYS = 90;
    private static final int AHEAD_DAYS = 365;

    private final Delegations delegations;
    private final Organisations organisations;
    private final People people;
    private final EndRights endRights;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Delegate(
            Delegations delegations,
            Organisations organisations,
            People people,
            EndRights endRights,
            ApplicationEventPublisher events,
            Clock clock) {
        this.delegations = delegations;
        this.organisations = organisations;
        this.people = people;
        this.endRights = endRights;
        this.events = events;
        this.clock = clock;
    }

    /// What somebody fills in.
    ///
    /// @param organisation in which she has the role
    /// @param login of the colleague
    /// @param from the first day, such as `2027-06-30`
    /// @param until the last day
    public record Wish(String organisation, String login, String from, String until, String reason) {}

    public sealed interface Outcome {
        record Made(Delegation delegation) implements Outcome {}

        /// @param input that is wrong
        /// @param word the key of the sentence that says why
        record Refused(String input, String word) implements Outcome {}
    }

    /// @param zone whose clocks tell when days begin and end
    @Transactional
    public Outcome hand(Viewer.Person giver, Wish wish, ZoneId zone) {
        Optional<People.Account> holder =
                people.findByLogin(wish.login()).filter(account -> !account.id().equals(giver.id()));
        // In one order for all, so that nobody waits for who waits for her.
        Stream.concat(Stream.of(giver.id()), holder.map(People.Account::id).stream())
                .sorted(Comparator.comparing(UUID::toString))
                .forEach(people::lock);
        Optional<Role> role = offered(giver).stream()
                .filter(each -> each.organisation().id().equals(wish.organisation()))
                .map(Organisations.Membership::role)
                .findFirst();
        if (role.isEmpty()) return new Outcome.Refused("organisation", "identity.away.role.wrong");
        boolean isColleague = holder.isPresent()
                && people.find(holder.get().id()).isPresent()
                && endRights.isNear(holder.get().id(), wish.organisation());
        if (!isColleague) return new Outcome.Refused("colleague", "identity.away.colleague.wrong");
        LocalDate from = day(wish.from());
        LocalDate until = day(wish.until());
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        if (from == null || from.isBefore(today) || from.isAfter(today.plusDays(AHEAD_DAYS))) {
            return new Outcome.Refused("from", "identity.away.from.wrong");
        }
        if (until == null || until.isBefore(from) || until.isAfter(from.plusDays(MOST_DAYS - 1))) {
            return new Outcome.Refused("until", "identity.away.until.wrong");
        }
        String reason = wish.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            return new Outcome.Refused("reason", "identity.away.reason.wrong");
        }
        Delegation wanted = new Delegation(
                UUID.randomUUID(),
                wish.organisation(),
                role.get(),
                giver.id(),
                giver.name(),
                holder.get().id(),
                holder.get().name(),
                from.atStartOfDay(zone).toInstant(),
                until.plusDays(1).atStartOfDay(zone).toInstant(),
                reason);
        if (delegations.listOf(giver.id()).stream().anyMatch(each -> overlaps(each, wanted))) {
            return new Outcome.Refused("from", "identity.away.twice");
        }
        delegations.add(wanted);
        events.publishEvent(new AccountEvent.DelegationMade(giver, wanted));
        return new Outcome.Made(wanted);
    }

    /// By who gave it or has it, by the stewards of the organisation, and by administrators. Nothing happens when
    /// it is over.
    @Transactional
    public void end(Viewer viewer, UUID id) {
        if (viewer instanceof Viewer.Anonymous) throw Problem.signInNeeded();
        Optional<Delegation> found = delegations.find(id);
        if (found.isEmpty()) return;
        boolean allowed = ManageOrganisations.looksAfter(viewer, found.get().organisation())
                || (viewer instanceof Viewer.Person person && found.get().isOf(person.id()));
        if (!allowed) throw Problem.forbidden("forbidden");
        endRights.end(viewer, found.get(), Delegation.End.ENDED);
    }

    private static boolean overlaps(Delegation each, Delegation wanted) {
        return each.giver().equals(wanted.giver())
                && each.organisation().equals(wanted.organisation())
                && each.from().isBefore(wanted.until())
                && wanted.from().isBefore(each.until());
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /// The roles of her own that somebody may hand on. None that she may not use herself as long as she
    /// has no second factor: who learned her password alone would use it in other hands.
    public List<Organisations.Membership> offered(Viewer.Person giver) {
        Memberships own = giver.memberships().own();
        return organisations.memberships(giver.id()).stream()
                .filter(each ->
                        uses(own, each.role()).contains(each.organisation().id()))
                .toList();
    }

    private static Set<String> uses(Memberships own, Role role) {
        return switch (role) {
            case READER -> Set.of();
            case EDITOR -> own.describing();
            case PUBLISHER -> own.publishing();
            case STEWARD -> own.stewarding();
            case DPO -> own.protecting();
            case AUDITOR -> own.auditing();
        };
    }
}
