package city.senne.data.agreements;

import city.senne.data.catalog.Catalog;
import city.senne.platform.i18n.Words;
import city.senne.trust.identity.Organisation;
import city.senne.trust.identity.Organisations;
import city.senne.trust.identity.Viewer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Which agreements a viewer hears of: those that are published, those of organisations that she
/// belongs to about data that she may know of, and all
/// where she stands on a side, advises one or is an administrator.
@Component
class ListAgreements {
    private final Agreements agreements;
    private final Parties parties;
    private final Organisations organisations;
    private final Catalog catalog;
    private final Clock clock;

    ListAgreements(Agreements agreements, Parties parties, Organisations organisations, Catalog catalog, Clock clock) {
        this.agreements = agreements;
        this.parties = parties;
        this.organisations = organisations;
        this.catalog = catalog;
        this.clock = clock;
    }

    /// What was signed, the newest first.
    List<Flow> flows(Viewer viewer, Words words) {
        List<Organisation> all = organisations.list();
        LocalDate today = LocalDate.now(clock);
        List<Flow> flows = new ArrayList<>();
        for (Agreement agreement : agreements.list(null)) {
            Optional<Agreement.Version> signed = agreement.findSigned();
            if (signed.isEmpty()) continue;
            boolean stands = parties.find(viewer, agreement).isPresent();
            if (!stands && !agreement.isPublic() && !belongs(viewer, agreement)) continue;
            Terms terms = signed.get().terms();
            PartyNames names = new PartyNames(all, stands, words);
            flows.add(new Flow(
                    agreement.number(),
                    names.giver(agreement),
                    names.receiver(agreement),
                    agreement.dataset(),
                    Article.title(agreement, words),
                    terms.text(Term.PURPOSE),
                    terms.basis(),
                    terms.from(),
                    terms.until(),
                    agreement.standing(today),
                    stands || agreement.isPublic()));
        }
        return flows;
    }

    /// Requests and agreements in which the viewer speaks or advises and that are not over, those that wait for her
    /// first. Drafts of hers too.
    List<Concern> concerns(Viewer viewer, Words words) {
        if (!(viewer instanceof Viewer.Person person)) return List.of();
        List<Organisation> all = organisations.list();
        LocalDate today = LocalDate.now(clock);
        List<Concern> concerns = new ArrayList<>();
        for (Agreement agreement : agreements.list(person.id())) {
            Optional<Parties.Standing> standing = parties.find(viewer, agreement);
            boolean hers = standing.filter(each -> each.voice() != null).isPresent();
            boolean draft = agreement.state() == Agreement.State.DRAFT;
            if (!hers || !(draft || agreement.isAlive()) || isDone(agreement, today)) continue;
            PartyNames names = new PartyNames(all, true, words);
            LocalDate day = agreement.isOpen()
                    ? agreement.due()
                    : agreement.countsOn(today)
                            ? agreement.findSigned().orElseThrow().terms().until()
                            : null;
            concerns.add(new Concern(
                    agreement.number(),
                    Article.title(agreement, words),
                    names.giver(agreement),
                    names.receiver(agreement),
                    agreement.standing(today),
                    standing.filter(each -> waits(agreement, each)).isPresent(),
                    day,
                    day == null ? Long.MAX_VALUE : day.toEpochDay() - today.toEpochDay()));
        }
        concerns.sort((a, b) -> a.waits() != b.waits()
                ? Boolean.compare(b.waits(), a.waits())
                : Long.compare(a.daysLeft(), b.daysLeft()));
        return concerns;
    }

    /// Whether she has to decide, to sign, or to finish a draft.
    private static boolean waits(Agreement agreement, Parties.Standing standing) {
        Side side = standing.side();
        if (agreement.state() == Agreement.State.DRAFT) return true;
        if (agreement.isOpen()) return standing.decides();
        int version = agreement.current().number();
        return side != null
                && standing.signs()
                && agreement.findSignature(version, side).isEmpty();
    }

    /// Whether its last day is over, and nobody proposes to go on.
    private static boolean isDone(Agreement agreement, LocalDate today) {
        return agreement.isOver(today)
                && agreement.findSigned().filter(agreement.current()::equals).isPresent();
    }

    /// Whether she is of one of the two, and may know of the dataset.
    private boolean belongs(Viewer viewer, Agreement agreement) {
        return catalog.find(viewer, agreement.dataset()).isPresent()
                && Stream.of(Side.values())
                        .flatMap(side -> Stream.ofNullable(agreement.organisation(side)))
                        .anyMatch(viewer.memberships().within()::contains);
    }
}
