package city.senne.data.agreements;

import city.senne.platform.web.Problem;
import city.senne.trust.identity.Viewer;
import city.senne.trust.journal.Entry;
import city.senne.trust.journal.Journal;
import city.senne.trust.journal.Kind;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What is common to all that is done about an agreement: finding it, with the doer's standing, so that nobody else
/// changes it meanwhile; and telling of it.
@Component
class AgreementDeeds {
    private final Agreements agreements;
    private final Parties parties;
    private final Journal journal;
    private final Clock clock;

    AgreementDeeds(Agreements agreements, Parties parties, Journal journal, Clock clock) {
        this.agreements = agreements;
        this.parties = parties;
        this.journal = journal;
        this.clock = clock;
    }

    /// An agreement under change.
    record Open(Agreement agreement, Parties.Standing standing, Viewer.Person person) {}

    /// Throws Problem where there is none for this viewer: who may not see it does not learn that it is there.
    @Transactional(propagation = Propagation.MANDATORY)
    Open open(Viewer viewer, long number) {
        Agreement agreement = agreements.findLocked(number).orElseThrow(Problem::notFound);
        Parties.Standing standing = parties.find(viewer, agreement).orElseThrow(Problem::notFound);
        if (agreement.state() == Agreement.State.DRAFT) throw Problem.notFound();
        return new Open(agreement, standing, person(viewer));
    }

    /// Told to the other side, and to the journal without what people wrote to each other; reasons are told.
    @Transactional(propagation = Propagation.MANDATORY)
    void tell(
            Agreement agreement,
            int version,
            Said.Kind kind,
            Side side,
            Viewer.Person person,
            String text,
            Kind journalKind) {
        agreements.say(
                agreement.number(), new Said(version, kind, side, person.id(), person.name(), clock.instant(), text));
        boolean decides = kind == Said.Kind.APPROVED || kind == Said.Kind.REFUSED || kind == Said.Kind.TERMINATED;
        String reason = kind.isOpinion() ? kind.apiName() : decides ? text : "";
        Entry entry = Entry.of(person, journalKind)
                .about(agreement.dataset())
                .with("agreement", agreement.number())
                .with("version", version)
                .with("side", side.apiName());
        journal.record(reason.isEmpty() ? entry : entry.with("reason", reason));
    }

    /// People alone ask, answer and sign. Throws Problem for others.
    static Viewer.Person person(Viewer viewer) {
        if (viewer instanceof Viewer.Person person) return person;
        if (viewer instanceof Viewer.Anonymous) throw Problem.signInNeeded();
        throw Problem.forbidden("agreement-people-only");
    }
}
