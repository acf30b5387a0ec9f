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
public record Memberships(
        Set<String> within,
        Set<String> publishing,
        Set<String> stewarding,
        Set<String> protecting,
        Set<String> auditing) {
    public static final Memberships NONE = new Memberships(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Memberships {
        within = Set.copyOf(within);
        publishing = Set.copyOf(publishing);
        stewarding = Set.copyOf(stewarding);
        protecting = Set.copyOf(protecting);
        auditing = Set.copyOf(auditing);
    }

    /// As somebody who reads and answers for nothing.
    Memberships reading() {
        return new Memberships(within, Set.of(), Set.of(), Set.of(), Set.of());
    }
}
