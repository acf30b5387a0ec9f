package city.senne.trust.identity;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a viewer belongs, by the ids of organisations. What others lent her while they are away counts as hers.
///
/// @param within those that she belongs to, and those above them: what is shared with a city is shared with its
///     departments
/// @param describing those whose datasets she describes, with those below them; who publishes for one describes too
/// @param publishing those whose datasets she delivers and describes, with those below them
/// @param stewarding those whose datasets she answers for, with those below them
/// @param protecting those whose data protection officer she is, with those below them
/// @param auditing those whose auditor she is, with those below them
/// @param groups in which she is, by their ids
/// @param lent the roles among these that are not her own
/// @param before the same without any lent role; null where none is lent
public record Memberships(
        Set<String> within,
        Set<String> describing,
        Set<String> publishing,
        Set<String> stewarding,
        Set<String> protecting,
        Set<String> auditing,
        Set<String> groups,
        List<Lent> lent,
        @Nullable Memberships before) {
    public static final Memberships NONE = new Memberships(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Memberships {
        within = Set.copyOf(within);
        describing = Set.copyOf(describing);
        publishing = Set.copyOf(publishing);
        stewarding = Set.copyOf(stewarding);
        protecting = Set.copyOf(protecting);
        auditing = Set.copyOf(auditing);
        groups = Set.copyOf(groups);
        lent = List.copyOf(lent);
    }

    /// Of somebody who has only her own roles, and edits nothing that she does not publish.
    Memberships(
            Set<String> within,
            Set<String> publishing,
            Set<String> stewarding,
            Set<String> protecting,
            Set<String> auditing,
            Set<String> groups) {
        this(within, publishing, publishing, stewarding, protecting, auditing, groups, List.of(), null);
    }

    /// Of somebody who is in no group.
    public Memberships(
            Set<String> within,
            Set<String> publishing,
            Set<String> stewarding,
            Set<String> protecting,
            Set<String> auditing) {
        this(within, publishing, stewarding, protecting, auditing, Set.of());
    }

    /// Of somebody of whom no more is known than that she is in a group.
    public static Memberships inGroup(String group) {
        return new Memberships(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(group));
    }

    /// As somebody who publishes for an organisation, and answers for nothing.
    public Memberships publishing(String organisation) {
        return new Memberships(within, Set.of(organisation), Set.of(), Set.of(), Set.of(), groups);
    }

    /// As somebody who reads what is shared with her, and answers for nothing.
    public Memberships reading() {
        return new Memberships(within, Set.of(), Set.of(), Set.of(), Set.of(), groups);
    }

    /// What she is by herself, without what others lent her.
    public Memberships own() {
        return before == null ? this : before;
    }

    /// Until when she stewards an organisation by lent roles; empty where she does not.
    public Optional<Instant> lentUntil(String organisation) {
        return lent.stream()
                .filter(each -> each.role() == Role.STEWARD && each.reach().contains(organisation))
                .map(Lent::until)
                .max(Comparator.naturalOrder());
    }

    /// The same with those lent roles only for which this holds.
    public Memberships lentOnly(Predicate<Lent> counts) {
        return lent.stream().allMatch(counts)
                ? this
                : own().with(lent.stream().filter(counts).toList());
    }

    /// The same with roles of others besides.
    Memberships with(List<Lent> roles) {
        if (roles.isEmpty()) return this;
        return new Memberships(
                and(within, roles.stream().flatMap(role -> role.within().stream())),
                and(describing, reach(roles, Role.EDITOR, Role.PUBLISHER, Role.STEWARD)),
                and(publishing, reach(roles, Role.PUBLISHER, Role.STEWARD)),
                and(stewarding, reach(roles, Role.STEWARD)),
                and(protecting, reach(roles, Role.DPO)),
                and(auditing, reach(roles, Role.AUDITOR)),
                groups,
                roles,
                this);
    }

    private static Stream<String> reach(List<Lent> roles, Role... counting) {
        return roles.stream()
                .filter(role -> List.of(counting).contains(role.role()))
                .flatMap(role -> role.reach().stream());
    }

    private static Set<String> and(Set<String> own, Stream<String> lent) {
        Set<String> all = new HashSet<>(own);
        all.addAll(lent.collect(Collectors.toSet()));
        return all;
    }
}
