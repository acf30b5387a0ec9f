package city.senne.data.agreements;

import city.senne.trust.access.Access;
import city.senne.trust.access.Act;
import city.senne.trust.access.Level;
import city.senne.trust.access.Stage;
import city.senne.trust.access.Subject;
import city.senne.trust.access.Verdict;
import city.senne.trust.identity.Memberships;
import city.senne.trust.identity.Organisation;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.Viewer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who stands where in an agreement. Whoever asks, or works for those who ask, never decides for the other side too,
/// not even as an administrator. Of the giving side's opinion and its decision one person gives one. With a role that
/// somebody lent her nobody does for the giving side what its owner could not.
@Component
class Parties {
    private final Access access;
    private final Organisations organisations;

    Parties(Access access, Organisations organisations) {
        this.access = access;
        this.organisations = organisations;
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
        if (!(viewer instanceof Viewer.Person person)) {
            return viewer.isAdministrator() ? Optional.of(Standing.READER) : Optional.empty();
        }
        String receiver = agreement.receiver();
        Viewer.Person giving = forGiver(person, agreement);
        boolean decided = hasSaid(person, agreement, Parties::decides);
        boolean advised = hasSaid(person, agreement, Said.Kind::isOpinion);
        Set<Side> advises = decided ? Set.of() : advises(person, giving, agreement);
        boolean answers = access.decide(giving, Act.SHARE, subject(agreement)) instanceof Verdict.Yes;
        boolean asks = receiver == null
                ? author
                : viewer.memberships().publishing().contains(receiver)
                        && (author || asksFor(person.id(), person.memberships(), giving.memberships(), agreement));
        if (asks) {
            boolean signs = !advised
                    && (receiver == null || viewer.memberships().stewarding().contains(receiver));
            return Optional.of(
                    new Standing(Side.RECEIVER, signs, answers ? Side.GIVER : signs ? Side.RECEIVER : null, advises));
        }
        // Who asked for others and left them has seen enough.
        if (!author && answers) return Optional.of(new Standing(Side.GIVER, !advised, Side.GIVER, advises));
        if (!advises.isEmpty()) return Optional.of(new Standing(null, false, null, advises));
        return viewer.isAdministrator() ? Optional.of(Standing.READER) : Optional.empty();
    }

    private static boolean decides(Said.Kind kind) {
        return kind == Said.Kind.APPROVED || kind == Said.Kind.REFUSED || kind == Said.Kind.SIGNED;
    }

    private static boolean hasSaid(Viewer.Person viewer, Agreement agreement, Predicate<Said.Kind> what) {
        return agreement.said().stream().anyMatch(said -> said.person().equals(viewer.id()) && what.test(said.kind()));
    }

    /// The viewer as far as she may speak for the giving side: without what was lent by those who ask, or to them.
    private Viewer.Person forGiver(Viewer.Person viewer, Agreement agreement) {
        Memberships memberships = viewer.memberships();
        if (memberships.lent().isEmpty()) return viewer;
        boolean asks = isForAsker(viewer, agreement);
        Memberships counting = memberships.lentOnly(role -> !asks && !speaksForAsker(role.giver(), agreement));
        return new Viewer.Person(viewer.id(), viewer.name(), viewer.isAdministrator(), counting, viewer.attributes());
    }

    /// Whether she asked, or belongs by herself to those for whom somebody asked. Who belongs to a department of
    /// theirs does too, unless the giving side is one of them as well.
    private boolean isForAsker(Viewer.Person viewer, Agreement agreement) {
        String receiver = agreement.receiver();
        String giver = agreement.giver();
        if (viewer.id().equals(agreement.asker())) return true;
        if (receiver == null) return false;
        if (organisations.isMember(viewer.id(), receiver)) return true;
        boolean giverIsTheirs =
                giver != null && organisations.of(giver).within().contains(receiver);
        return !giverIsTheirs && viewer.memberships().own().within().contains(receiver);
    }

    /// Whether somebody stands on the asking side, and so does not decide for the other one.
    private boolean speaksForAsker(UUID person, Agreement agreement) {
        String receiver = agreement.receiver();
        return person.equals(agreement.asker())
                || (receiver != null
                        && asksFor(
                                person,
                                organisations.of(person).own(),
                                organisations.of(person).own(),
                                agreement));
    }

    /// Whether somebody publishes or stewards for those who ask. Who does so only because she stewards those who give,
    /// of whom the others are a department, decides: nobody else answers for the data.
    ///
    /// @param giving the same as far as she may speak for the giving side
    private boolean asksFor(UUID person, Memberships all, Memberships giving, Agreement agreement) {
        String receiver = agreement.receiver();
        String giver = agreement.giver();
        if (receiver == null || !all.publishing().contains(receiver)) return false;
        if (giver == null || !giving.stewarding().contains(giver)) return true;
        boolean isLent = all.lent().stream()
                .anyMatch(
                        role -> role.reach().contains(receiver) && !role.reach().contains(giver));
        Optional<List<String>> below = upTo(giver, receiver);
        return isLent || below.isEmpty() || below.get().stream().anyMatch(each -> organisations.isMember(person, each));
    }

    /// An organisation and those above it, below another one; empty when the other is not above them.
    private Optional<List<String>> upTo(String above, String organisation) {
        List<String> chain = new ArrayList<>();
        String each = organisation;
        while (each != null && !chain.contains(each)) {
            if (each.equals(above)) return Optional.of(chain);
            chain.add(each);
            each = organisations.find(each).map(Organisation::parent).orElse(null);
        }
        return Optional.empty();
    }

    /// @param giving the viewer as far as she may speak for the giving side
    private static Set<Side> advises(Viewer viewer, Viewer giving, Agreement agreement) {
        Set<Side> advises = EnumSet.noneOf(Side.class);
        for (Side side : Side.values()) {
            String organisation = agreement.organisation(side);
            Set<String> protecting =
                    (side == Side.GIVER ? giving : viewer).memberships().protecting();
            if (organisation != null && protecting.contains(organisation)) advises.add(side);
        }
        return advises;
    }

    /// The dataset as far as it matters for who answers for the giving side: that of those who were asked, wherever it
    /// is by now. Another owner takes over no word of theirs.
    private static Subject subject(Agreement agreement) {
        return new Subject(agreement.dataset(), Stage.DRAFT, Level.HIDDEN, agreement.giver(), List.of());
    }
}
