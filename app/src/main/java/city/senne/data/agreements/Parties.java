package city.senne.data.agreements;

import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Level;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Subject;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Viewer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who stands where in an agreement. Whoever asks, or works for those who ask, never decides for the other side too,
/// not even as an administrator.
@Component
class Parties {
    private final Access access;

    Parties(Access access) {
        this.access = access;
    }

    /// What a viewer may do about an agreement.
    ///
    /// @param side for which she speaks; null for who only reads
    /// @param signs whether she binds that side
    /// @param ends the side for which she may end it; null for none. Who answers for the data may, even
    ///     while she works for those who ask: nobody stops her by making her one of them
    /// @param advises whose data protection officer she is
    record Standing(
            @Nullable Side side, boolean signs, @Nullable Side ends, Set<Side> advises) {
        static final Standing READER = new Standing(null, false, null, Set.of());

        /// For whom she speaks, if only as an officer.
        @Nullable
        Side voice() {
            return side != null ? side : advises.stream().findFirst().orElse(null);
        }

        boolean decides() {
            return side == Side.GIVER && signs;
        }
    }

    /// Empty for those to whom it is not there.
    Optional<Standing> find(Viewer viewer, Agreement agreement) {
        boolean author = viewer instanceof Viewer.Person person && person.id().equals(agreement.asker());
        if (agreement.state() == Agreement.State.DRAFT) {
            return author ? Optional.of(new Standing(Side.RECEIVER, false, null, Set.of())) : Optional.empty();
        }
        if (!(viewer instanceof Viewer.Person)) {
            return viewer.isAdministrator() ? Optional.of(Standing.READER) : Optional.empty();
        }
        String receiver = agreement.receiver();
        Set<Side> advises = advises(viewer, agreement);
        boolean answers = access.decide(viewer, Act.SHARE, subject(agreement)) instanceof Verdict.Yes;
        if (receiver == null ? author : viewer.memberships().publishing().contains(receiver)) {
            boolean signs =
                    receiver == null || viewer.memberships().stewarding().contains(receiver);
            return Optional.of(
                    new Standing(Side.RECEIVER, signs, answers ? Side.GIVER : signs ? Side.RECEIVER : null, advises));
        }
        // Who asked for others and left them has seen enough.
        if (!author && answers) return Optional.of(new Standing(Side.GIVER, true, Side.GIVER, advises));
        if (!advises.isEmpty()) return Optional.of(new Standing(null, false, null, advises));
        return viewer.isAdministrator() ? Optional.of(Standing.READER) : Optional.empty();
    }

    private static Set<Side> advises(Viewer viewer, Agreement agreement) {
        Set<Side> advises = EnumSet.noneOf(Side.class);
        for (Side side : Side.values()) {
            String organisation = agreement.organisation(side);
            if (organisation != null && viewer.memberships().protecting().contains(organisation)) advises.add(side);
        }
        return advises;
    }

    /// The dataset as far as it matters for who answers for the giving side: that of those who were asked, wherever it
    /// is by now. Another owner takes over no word of theirs.
    private static Subject subject(Agreement agreement) {
        return new Subject(agreement.dataset(), Stage.DRAFT, Level.HIDDEN, agreement.giver(), List.of());
    }
}
