package city.senne.trust.identity;

import java.util.Set;

/// Where a viewer belongs, by the ids of organisations.
///
/// @param within those that she belongs to, and those above them: what is shared with a city is shared with its
///     departments
/// @param publishing those whose datasets she delivers and describes, with those below them
/// @param stewarding those whose datasets she answers for, with those below them
/// @param protecting those whose data protection officer she is, with those below them
/// @param auditing those whose auditor she is, with those below them
/// @param groups in which she is, by their ids
public record Memberships(
        Set<String> within,
        Set<String> publishing,
        Set<String> stewarding,
        Set<String> protecting,
        Set<String> auditing,
        Set<String> groups) {
    public static final Memberships NONE = new Memberships(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Memberships {
        within = Set.copyOf(within);
        publishing = Set.copyOf(publishing);
        stewarding = Set.copyOf(stewarding);
        protecting = Set.copyOf(protecting);
        auditing = Set.copyOf(auditing);
        groups = Set.copyOf(groups);
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
    static Memberships inGroup(String group) {
        return new Memberships(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(group));
    }

    /// As somebody who reads what is shared with her, and answers for nothing.
    Memberships reading() {
        return new Memberships(within, Set.of(), Set.of(), Set.of(), Set.of(), groups);
    }
}
